// SPDX-License-Identifier: Apache-2.0

import Parsing
import Platform
import Relations
import Schemas
import Values

extension Session {
    /// The open transaction; begins an implicit one when idle.
    func openTransaction() throws(DatabaseError) -> RelationTransaction {
        if let transaction { return transaction }
        settingsAtBegin = settings
        transactionStart = statementStart
        refreshDigest()
        let isolation = digest.defaultIsolation
        // Read committed and read write are what the settings say by themselves.
        if isolation != "read committed" {
            try settings.set("transaction_isolation", to: isolation, isLocal: true)
        }
        if digest.isReadOnlyByDefault {
            try settings.set("transaction_read_only", to: "on", isLocal: true)
        }
        let begun = try cluster.begin(
            database: database.oid,
            isolation: Self.level(isolation),
            interrupt: interrupt
        )
        transaction = begun
        if transactionState == .idle { transactionState = .implicit }
        return begun
    }

    static func level(_ name: String) -> IsolationLevel {
        switch name {
        case "repeatable read": .repeatableRead
        case "serializable": .serializable
        default: .readCommitted
        }
    }

    /// Whether the transaction may change data.
    var isReadOnly: Bool {
        refreshDigest()
        return digest.isReadOnly
    }

    /// Fails with 25006 when `command` may not run in a READ ONLY transaction.
    func requireWritable(_ command: String) throws(DatabaseError) {
        if isReadOnly {
            throw DatabaseError(
                .readOnlySQLTransaction,
                "cannot execute \(command) in a read-only transaction"
            )
        }
    }

    /// Fails with 25001 when `command` may not run inside a transaction block.
    func requireNoBlock(_ command: String) throws(DatabaseError) {
        guard transactionState != .block, transactionState != .failed, !isMultiStatement else {
            throw DatabaseError(
                .activeSQLTransaction,
                "\(command) cannot run inside a transaction block"
            )
        }
    }

    /// Runs BEGIN, COMMIT and their like; returns the command tag.
    func run(_ statement: Syntax.Transaction) throws(DatabaseError) -> String {
        switch statement {
        case .begin(let modes): return try begin(modes, tag: "BEGIN")
        case .start(let modes): return try begin(modes, tag: "START TRANSACTION")
        case .commit(let andChain): return try commitBlock(andChain: andChain)
        case .rollback(let andChain): return try rollbackBlock(andChain: andChain)
        case .savepoint(let name):
            try requireBlock("SAVEPOINT")
            try openTransaction().setSavepoint()
            savepoints.append(
                Savepoint(
                    name: name,
                    settings: settings,
                    portals: portals.names,
                    advisoryLocks: transactionAdvisoryLocks.count,
                    notifications: notificationQueue.count
                )
            )
            return "SAVEPOINT"
        case .release(let name):
            try requireBlock("RELEASE SAVEPOINT")
            let index = try savepointIndex(name)
            for _ in index..<savepoints.count { try openTransaction().releaseSavepoint() }
            savepoints.removeSubrange(index...)
            return "RELEASE"
        case .rollbackTo(let name):
            try rollback(toSavepoint: name)
            return "ROLLBACK"
        case .prepare, .commitPrepared, .rollbackPrepared:
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "prepared transactions are disabled",
                hint: "Two-phase commit is not supported."
            )
        }
    }

    private func begin(
        _ modes: Syntax.TransactionModes,
        tag: String
    ) throws(DatabaseError) -> String {
        if transactionState == .block {
            warn(.activeSQLTransaction, "there is already a transaction in progress")
        } else {
            _ = try openTransaction()
            transactionState = .block
        }
        try apply(modes)
        return tag
    }

    /// SET TRANSACTION and the modes of BEGIN.
    func apply(_ modes: Syntax.TransactionModes) throws(DatabaseError) {
        let transaction = try openTransaction()
        if let isolation = modes.isolation {
            let level = Self.level(isolation.rawValue)
            guard level == transaction.isolation || !transaction.hasSnapshot else {
                throw DatabaseError(
                    .activeSQLTransaction,
                    "SET TRANSACTION ISOLATION LEVEL must be called before any query"
                )
            }
            try transaction.setIsolation(level)
            try settings.set("transaction_isolation", to: isolation.rawValue, isLocal: true)
        }
        if let isReadOnly = modes.isReadOnly {
            if !isReadOnly, self.isReadOnly, transaction.hasSnapshot {
                throw DatabaseError(
                    .activeSQLTransaction,
                    "transaction read-write mode must be set before any query"
                )
            }
            try settings.set(
                "transaction_read_only",
                to: isReadOnly ? "on" : "off",
                isLocal: true
            )
        }
        if let isDeferrable = modes.isDeferrable {
            try settings.set(
                "transaction_deferrable",
                to: isDeferrable ? "on" : "off",
                isLocal: true
            )
        }
    }

    private func commitBlock(andChain: Bool) throws(DatabaseError) -> String {
        switch transactionState {
        case .failed:
            try endBlock(andChain: andChain) { $0.rollbackTransaction() }
            return "ROLLBACK"
        case .idle, .implicit:
            if andChain { throw Self.chainOutsideBlock("COMMIT") }
            warn(.noActiveSQLTransaction, "there is no transaction in progress")
            try commitTransaction()
            return "COMMIT"
        case .block:
            try endBlock(andChain: andChain) { session throws(DatabaseError) in
                try session.commitTransaction()
            }
            return "COMMIT"
        }
    }

    private func rollbackBlock(andChain: Bool) throws(DatabaseError) -> String {
        if transactionState == .idle || transactionState == .implicit {
            if andChain { throw Self.chainOutsideBlock("ROLLBACK") }
            warn(.noActiveSQLTransaction, "there is no transaction in progress")
        }
        try endBlock(andChain: andChain) { $0.rollbackTransaction() }
        return "ROLLBACK"
    }

    /// Ends the block by `end`; AND CHAIN begins another one with the same modes.
    private func endBlock(
        andChain: Bool,
        _ end: (Session) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        let isolation = settings.value("transaction_isolation") ?? "read committed"
        let readOnly = isReadOnly
        try end(self)
        guard andChain else { return }
        _ = try openTransaction()
        transactionState = .block
        try apply(
            Syntax.TransactionModes(
                isolation: Syntax.TransactionModes.Isolation(rawValue: isolation),
                isReadOnly: readOnly,
                isDeferrable: nil
            )
        )
    }

    private static func chainOutsideBlock(_ command: String) -> DatabaseError {
        DatabaseError(
            .noActiveSQLTransaction,
            "\(command) AND CHAIN can only be used in transaction blocks"
        )
    }

    private func requireBlock(_ command: String) throws(DatabaseError) {
        guard transactionState == .block else {
            throw DatabaseError(
                .noActiveSQLTransaction,
                "\(command) can only be used in transaction blocks"
            )
        }
    }

    private func savepointIndex(_ name: String) throws(DatabaseError) -> Int {
        guard let index = savepoints.lastIndex(where: { $0.name.utf8.elementsEqual(name.utf8) })
        else {
            throw DatabaseError(
                .invalidSavepointSpecification,
                "savepoint \"\(name)\" does not exist"
            )
        }
        return index
    }

    private func rollback(toSavepoint name: String) throws(DatabaseError) {
        guard transactionState == .block || transactionState == .failed else {
            throw DatabaseError(
                .noActiveSQLTransaction,
                "ROLLBACK TO SAVEPOINT can only be used in transaction blocks"
            )
        }
        let index = try savepointIndex(name)
        let transaction = try openTransaction()
        for _ in (index + 1)..<max(savepoints.count, index + 1) {
            try transaction.rollbackToSavepoint()
            try transaction.releaseSavepoint()
        }
        try transaction.rollbackToSavepoint()
        savepoints.removeSubrange((index + 1)...)
        releaseAdvisoryLocks(after: savepoints[index].advisoryLocks)
        notificationQueue.truncate(to: savepoints[index].notifications)
        settings = savepoints[index].settings
        let kept = savepoints[index].portals
        portals.keep { kept.contains($0.name) }
        transactionState = .block
        reportChangedParameters()
    }

    /// Commits what is open; afterwards the session is idle, whether that worked or not.
    func commitTransaction() throws(DatabaseError) {
        guard let transaction else {
            transactionState = .idle
            return
        }
        do throws(DatabaseError) {
            try materializeHeldCursors()
            refreshDigest()
            try transaction.commit(synchronous: digest.isSynchronous)
        } catch {
            rollbackTransaction()
            throw error
        }
        notificationQueue.commit(instance.notifications, session: processID)
        releaseAdvisoryLocks(after: 0)
        settings.endTransaction()
        finishTransaction { $0.isHeld }
    }

    /// Rolls back what is open; never fails.
    func rollbackTransaction() {
        transaction?.rollback()
        if transaction != nil {
            settings = settingsAtBegin
            settings.endTransaction()
        }
        notificationQueue.rollback()
        releaseAdvisoryLocks(after: 0)
        finishTransaction { $0.isHeld && $0.isMaterialized }
    }

    /// Releases what the transaction took after its first `count` advisory locks.
    private func releaseAdvisoryLocks(after count: Int) {
        guard count < transactionAdvisoryLocks.count else { return }
        let released = transactionAdvisoryLocks[count...]
        instance.advisoryLocks.releaseTransaction(released, of: ObjectIdentifier(interrupt))
        transactionAdvisoryLocks.removeSubrange(count...)
    }

    private func finishTransaction(keeping isKept: (Portal) -> Bool) {
        transaction = nil
        savepoints = []
        transactionState = .idle
        portals.keep(where: isKept)
        reportChangedParameters()
    }

    /// Reports a WARNING.
    func warn(_ state: SQLState, _ message: String) {
        observer?.notice(DatabaseError(state, message, severity: .warning))
    }

    /// Marks the transaction as failed after an error, or rolls an implicit one back.
    func fail() {
        switch transactionState {
        case .block:
            transactionState = .failed
            undoFailedBlock()
        case .failed: break
        case .idle, .implicit: rollbackTransaction()
        }
    }
    /// Undoes what nothing can bring back, up to the last savepoint: as in PostgreSQL others need not
    /// wait for the ROLLBACK.
    private func undoFailedBlock() {
        releaseAdvisoryLocks(after: savepoints.last?.advisoryLocks ?? 0)
        if savepoints.isEmpty {
            transaction = transaction?.replaced()
        } else {
            // What fails here fails again in ROLLBACK TO, which says so; until then the locks stay.
            try? transaction?.rollbackToSavepoint()
        }
    }
}
