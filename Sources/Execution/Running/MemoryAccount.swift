// SPDX-License-Identifier: Apache-2.0

import Values

/// How much memory one statement's rows take, against a limit.
///
/// Confined to the session's thread.
final class MemoryAccount {
    private let limitBytes: Int
    private var usedBytes = 0

    /// An account that may reach `limitBytes`.
    init(limitBytes: Int) { self.limitBytes = limitBytes }

    /// Takes `byteCount` bytes.
    ///
    /// - Throws: 53200 when that exceeds the limit.
    func take(_ byteCount: Int) throws(DatabaseError) {
        usedBytes += byteCount
        guard usedBytes > limitBytes else { return }
        throw DatabaseError(
            .outOfMemory,
            "out of memory",
            detail: "The statement needs more than \(limitBytes >> 20) MB for its rows.",
            hint: "Raise the memory limit for statements, or return or sort fewer rows."
        )
    }

    /// Gives `byteCount` bytes back.
    func give(_ byteCount: Int) { usedBytes -= byteCount }
}
