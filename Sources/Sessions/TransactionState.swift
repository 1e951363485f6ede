// SPDX-License-Identifier: Apache-2.0

import Relations

/// Where a session stands between BEGIN and COMMIT.
///
/// Source: PostgreSQL 15 manual, section 55.2.2.1 "Multiple Statements in a Simple Query" and
/// 55.2.3 "Extended Query" (implicit transactions end at Sync).
enum TransactionState {
    /// No transaction.
    case idle
    /// One that statements started by themselves; the end of the query string or Sync ends it.
    case implicit
    /// Inside BEGIN.
    case block
    /// Inside BEGIN, after an error: only ROLLBACK helps.
    case failed
}

/// What ReadyForQuery says.
public enum TransactionStatus: UInt8, Sendable {
    /// `I`: not in a transaction block.
    case idle = 0x49
    /// `T`: in a transaction block.
    case active = 0x54
    /// `E`: in a failed transaction block.
    case failed = 0x45
}

/// A savepoint of the running transaction, with what it has to bring back.
struct Savepoint {
    let name: String
    let settings: Settings
    /// The cursors that existed; younger ones close when it is rolled back.
    let portals: Set<String>
    /// How many advisory locks the transaction had; those taken later end when it is rolled back.
    let advisoryLocks: Int
    /// How many notifications waited for the commit; those queued later are dropped.
    let notifications: Int
}
