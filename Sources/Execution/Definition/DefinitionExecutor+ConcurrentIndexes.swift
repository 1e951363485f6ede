// SPDX-License-Identifier: Apache-2.0

import Expressions
public import Parsing
import Planning
import Relations
import Schemas
public import Values

/// An index that is catalogued, that changes of its table maintain, and that is not filled yet.
public struct PendingIndex: Sendable {
    /// Its OID.
    let index: OID
    /// Its table.
    let table: OID
    /// The index that it is to replace; nil for a new one.
    let replaced: OID?
    /// CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY.
    let command: String
}

/// CREATE INDEX and REINDEX CONCURRENTLY, in steps that each take a transaction of their own.
///
/// 1. The index is catalogued as invalid while nobody writes to the table; from its commit on every
///    change maintains it.
/// 2. It is filled from the rows there are, while others go on reading and writing.
/// 3. It becomes valid, or takes the place of the one it replaces.
///
/// What a failure leaves is an invalid index, which DROP INDEX removes, as in PostgreSQL.
extension DefinitionExecutor {
    /// Rows that are locked at a time while their entries are made.
    private static let rowsAtOnce = 256

    /// The first step of CREATE INDEX; nil, after a NOTICE, when IF NOT EXISTS finds one.
    public func beginIndex(
        _ create: Syntax.CreateIndex
    ) throws(DatabaseError) -> PendingIndex? {
        guard let (new, table) = try newIndex(create) else { return nil }
        var index = new
        try requireSuitable(index)
        index.isValid = false
        try transaction.put(.relation(.index(index)))
        return PendingIndex(
            index: index.oid,
            table: table.oid,
            replaced: nil,
            command: "CREATE INDEX CONCURRENTLY"
        )
    }

    /// The first step of REINDEX.
    public func beginReindex(
        _ reindex: Syntax.Reindex
    ) throws(DatabaseError) -> [PendingIndex] {
        var pending: [PendingIndex] = []
        for index in try indexes(named: reindex) {
            try transaction.lockForDefinition(index.table)
            guard case .index(let old)? = catalog.relation(index.oid) else { continue }
            if !old.isValid, reindex.kind != .index {
                warnOfInvalid(old)
                continue
            }
            try requireSuitable(old)
            var fresh = old
            fresh.oid = transaction.makeOID()
            fresh.name = generatedName(old.name, nil, "ccnew", in: old.schema)
            fresh.storageID = transaction.makeStorageID()
            fresh.constraint = nil
            fresh.constraintOID = .invalid
            fresh.isValid = false
            try transaction.put(.relation(.index(fresh)))
            pending.append(
                PendingIndex(
                    index: fresh.oid,
                    table: fresh.table,
                    replaced: old.oid,
                    command: "REINDEX CONCURRENTLY"
                )
            )
        }
        return pending
    }

    private func warnOfInvalid(_ index: IndexDescription) {
        let schema = catalog.schema(index.schema)?.name ?? ""
        session.notice(
            DatabaseError(
                .successfulCompletion,
                "skipping reindex of invalid index \"\(schema).\(index.name)\"",
                hint: "Use DROP INDEX or REINDEX INDEX.",
                severity: .warning
            )
        )
    }

    /// The second step, and for a new index the last one.
    public func fill(_ pending: PendingIndex) throws(DatabaseError) {
        try transaction.lockRelation(pending.table, exclusive: false)
        transaction.beginStatement()
        guard case .table(let table)? = catalog.relation(pending.table),
            case .index(let index)? = catalog.relation(pending.index)
        else { throw Self.vanished }
        try requireMemory(index, on: table)
        defer { reportBuild(nil) }
        let progress = BuildNotices(index, pending.command, self)
        if index.isVectorIndex, !index.keepsKeysInEntries {
            try requireIndexableRows(index, of: table)
        } else {
            try fillEntries(index, table, progress)
        }
        if index.isVectorIndex {
            try transaction.fillVectorIndex(index, on: table) { done throws(DatabaseError) in
                try progress.report(done)
            }
            try warnOfLittleData(index, table)
        }
        guard pending.replaced == nil else { return }
        var filled = try locked(pending.index)
        filled.isValid = true
        try transaction.put(.relation(.index(filled)))
    }

    /// The index as it is when nobody else can rename it or set its options.
    private func locked(_ index: OID) throws(DatabaseError) -> IndexDescription {
        try transaction.lockForDefinition(index)
        guard case .index(let current)? = catalog.relation(index) else { throw Self.vanished }
        return current
    }

    /// The last step of REINDEX: the old index goes on with what the new one holds.
    public func replace(_ pending: PendingIndex) throws(DatabaseError) {
        guard let replaced = pending.replaced else { return }
        try transaction.lockForDefinition(pending.table)
        var index = try locked(replaced)
        guard case .index(let fresh)? = catalog.relation(pending.index)
        else { throw Self.vanished }
        try transaction.purge(storageID: index.storageID)
        index.storageID = fresh.storageID
        index.isValid = true
        try transaction.remove(.relation(fresh.oid))
        try transaction.put(.relation(.index(index)))
    }

    private static let vanished = DatabaseError(
        .undefinedObject,
        "the index was dropped while it was built"
    )

    // MARK: - Entries

    /// Makes the entries of all rows while others change them.
    ///
    /// A row is locked while its entry is made from its newest version. Who changes it later
    /// maintains the entry; who has it locked is waited for with no other row locked, so that no
    /// deadlock can come of it.
    private func fillEntries(
        _ index: IndexDescription,
        _ table: TableDescription,
        _ progress: BuildNotices
    ) throws(DatabaseError) {
        let source = try IndexKeySource(index.oid, planner.tableExpressions(table))
        let cursor = try transaction.scan(table, columns: [])
        let total = Int(catalog.estimatedRowCount(of: table.oid))
        var done = 0
        while let batch = try cursor.next(limit: Self.rowsAtOnce) {
            let busy = try fillEntries(index, table, batch.rowIDs, source, wait: .skipLocked)
            for rowID in busy {
                _ = try fillEntries(index, table, [rowID], source, wait: .block)
            }
            done += batch.rowIDs.count
            try progress.report(
                VectorBuildProgress(
                    phase: "building index: scanning table",
                    rowsDone: done,
                    rowsTotal: max(total, done)
                )
            )
        }
    }

    /// Makes the entries of `rowIDs`; the rows that were locked by others are returned.
    private func fillEntries(
        _ index: IndexDescription,
        _ table: TableDescription,
        _ rowIDs: [UInt64],
        _ source: IndexKeySource,
        wait: RowLockWait
    ) throws(DatabaseError) -> [UInt64] {
        let beside = try beginBeside()
        do throws(DatabaseError) {
            var held: [UInt64] = []
            var busy: [UInt64] = []
            for rowID in rowIDs {
                switch try beside.lock(table, rowID: rowID, .share, wait: wait) {
                case .unchanged, .changed: held.append(rowID)
                case .skipped: busy.append(rowID)
                case .deleted, .superseded: break
                }
            }
            // What was committed before the locks were had is seen from here on.
            beside.beginStatement()
            let found = try beside.fetch(table, rowIDs: held, columns: source.columns)
            let rows = Batch(columns: found.columns, count: found.positions.count)
            try beside.buildEntries(
                table,
                rowIDs: found.positions.map { held[$0] },
                source.keys(rows, context)
            )
            try beside.commit(synchronous: false)
            return busy
        } catch {
            beside.rollback()
            throw error
        }
    }
}
