// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import Values

/// Numbers transactions that write; a number is never given twice, across restarts too.
///
/// They tell the versions of a row apart and show as `xmin`. Blocks are reserved on disk ahead of
/// use (key `u8 18` of the `catalog` family, u64 LE: the first number not reserved).
final class TransactionNumbers: Sendable {
    private struct State {
        var next: UInt64
        var reserved: UInt64
    }

    private static let key: [UInt8] = [18, 0, 0, 0, 0]
    private static let block: UInt64 = 1 << 20
    /// PostgreSQL's first ordinary transaction number.
    private static let first: UInt64 = 3

    private let store: Store
    private let state: Lock<State>

    init(_ store: Store) throws(DatabaseError) {
        self.store = store
        let value = try stored { () throws(StorageError) in
            try store.view(at: store.snapshot()).get(.catalog, Self.key.span.bytes)
        }
        var next = Self.first
        if let value, value.count == 8 {
            next = value.enumerated().reduce(0) { $0 | UInt64($1.element) << (8 * $1.offset) }
        }
        state = Lock(State(next: next, reserved: next))
    }

    /// A new number.
    func make() throws(DatabaseError) -> UInt64 {
        try state.withLock { state throws(DatabaseError) in
            if state.next == state.reserved {
                try reserve(state.reserved + Self.block)
                state.reserved += Self.block
            }
            defer { state.next += 1 }
            return state.next
        }
    }

    private func reserve(_ end: UInt64) throws(DatabaseError) {
        let value = withUnsafeBytes(of: end.littleEndian) { Array($0) }
        let transaction = store.begin()
        _ = try stored { () throws(StorageError) in
            try transaction.put(.catalog, Self.key.span.bytes, value.span.bytes, isLocked: true)
            // Commits that use the numbers come later in the log, so it need not wait for a sync.
            return try transaction.commit(synchronous: false)
        }
    }
}
