// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

extension DatabaseError {
    /// What a client is told of a storage failure; the one place where the two are matched.
    init(_ error: StorageError) {
        switch error {
        case .conflict:
            self.init(
                .serializationFailure,
                "could not serialize access due to concurrent update"
            )
        case .deadlock:
            self.init(.deadlockDetected, "deadlock detected", hint: "Try the transaction again.")
        case .lockTimeout:
            self.init(.lockNotAvailable, "canceling statement due to lock timeout")
        case .interrupted(let reason): self = .interrupted(reason)
        case .corruption: self.init(.dataCorrupted, error.description)
        case .io: self.init(.ioError, error.description)
        case .diskFull:
            self.init(
                .diskFull,
                "could not write: No space left on device",
                detail: error.description,
                hint: "Check free disk space."
            )
        case .readOnly: self.init(.ioError, error.description)
        case .inUse, .notAStore, .formatVersion:
            self.init(.objectNotInPrerequisiteState, error.description)
        case .failed: self.init(.ioError, error.description)
        case .memoryLimit: self.init(.outOfMemory, "out of memory", detail: error.description)
        case .notSupported: self.init(.featureNotSupported, error.description)
        case .other: self.init(.internalError, error.description)
        }
    }
}

/// Runs storage calls and throws their failures as a client sees them.
@inline(__always)
func stored<Result: ~Copyable>(
    _ body: () throws(StorageError) -> Result
) throws(DatabaseError) -> Result {
    do throws(StorageError) {
        return try body()
    } catch {
        throw DatabaseError(error)
    }
}
