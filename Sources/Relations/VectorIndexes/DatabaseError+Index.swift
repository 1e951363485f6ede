// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Values

extension DatabaseError {
    /// What a client is told of an index's failure; the one place where the two are matched.
    init(_ error: IndexError) {
        switch error {
        case .dimensionMismatch(let expected, let got):
            self.init(.dataException, "different vector dimensions \(expected) and \(got)")
        case .notFinite: self.init(.dataException, "NaN or infinite value not allowed in vector")
        case .unsupported(let what): self.init(.featureNotSupported, "\(what) is not supported")
        case .optionOutOfRange(let name, let value, let allowed):
            self.init(
                .invalidParameterValue,
                "value \(value) out of bounds for option \"\(name)\"",
                detail: "Valid values are between \"\(allowed.lowerBound)\" "
                    + "and \"\(allowed.upperBound)\"."
            )
        case .duplicateRow(let row):
            self.init(.indexCorrupted, "row \(row) is in the index twice", hint: "REINDEX it.")
        case .full(let limit):
            self.init(.programLimitExceeded, "a vector index cannot hold more than \(limit) rows")
        case .notEnoughMemory(let needed, let allowed):
            self.init(
                .outOfMemory,
                "out of memory",
                detail:
                    "The index needs \(needed >> 20) MB, and \(allowed >> 20) MB are available.",
                hint: "Choose a smaller quantizer or index fewer rows."
            )
        case .damaged(let what): self.init(.indexCorrupted, what, hint: "REINDEX it.")
        case .unknownVersion(let path, let version):
            self.init(.indexCorrupted, "\(path) is of the unknown version \(version)")
        case .system(let error): self.init(.ioError, error.description)
        case .cancelled: self.init(.queryCanceled, "canceling statement due to user request")
        }
    }
}

/// Runs calls of an index and throws their failures as a client sees them.
@inline(__always)
func indexed<Result: ~Copyable>(
    _ body: () throws(IndexError) -> Result
) throws(DatabaseError) -> Result {
    do throws(IndexError) {
        return try body()
    } catch {
        throw DatabaseError(error)
    }
}
