// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import Values

/// Which tables SERIALIZABLE transactions wrote last, and when.
///
/// SERIALIZABLE is strict two-phase locking by table among serializable transactions, over snapshot
/// reads: a reader holds a shared lock on each table it reads until it ends, a writer an exclusive
/// one on each table it writes. A snapshot older than the last serializable write to a table cannot
/// be given its place in the order any more, and fails with 40001. This prevents write skew, at
/// the price of more refusals than PostgreSQL's predicate locks.
final class SerialWrites: Sendable {
    private let positions = Lock<[OID: LSN]>([:])

    /// A serializable transaction that wrote `tables` commits as `lsn`.
    ///
    /// Called before its locks are gone. If the commit fails, readers are refused in vain that have
    /// a snapshot from before `lsn`.
    func record(_ tables: Set<OID>, at lsn: LSN) {
        positions.withLock { positions in
            for table in tables { positions[table] = lsn }
        }
    }

    /// The last serializable write to `table`.
    func last(_ table: OID) -> LSN? { positions.withLock { $0[table] } }
}
