// SPDX-License-Identifier: Apache-2.0

public import Platform
import Schemas
import Storage
public import Values

/// How far a transaction is kept apart from others.
///
/// Source: PostgreSQL 15 manual, section 13.2 "Transaction Isolation".
public enum IsolationLevel: Sendable {
    /// Each statement sees what was committed when it began.
    case readCommitted
    /// The whole transaction sees one snapshot; a write conflict fails with 40001.
    case repeatableRead
    /// As repeatable read, and as if transactions had run one after the other.
    case serializable
}

/// One transaction on the tables of one database: what it sees, its locks and its changes.
///
/// Confined to one thread. Dropping it rolls it back.
public final class RelationTransaction {
    let cluster: Cluster
    let databaseOID: OID
    /// How far it is kept apart from others.
    public private(set) var isolation: IsolationLevel
    /// Stops waits for locks.
    public let interrupt: Interrupt
    let storage: Transaction
    /// What the statement that runs now sees.
    private var snapshot: Snapshot?
    /// Where reads see the transaction's own writes up to, while a statement reads that must not
    /// see later ones.
    private(set) var mark: WritesMark?
    /// What all statements of a transaction above READ COMMITTED see, definitions excepted.
    private var transactionSnapshot: Snapshot?
    /// DDL of this transaction, in order; applied to the cluster's catalog by the commit.
    var catalogChanges: [CatalogChange] = []
    /// The catalog as this transaction sees it; nil until it is asked for.
    var cachedCatalog: CatalogView?
    var savepoints: [SavepointMark] = []
    /// Rows inserted, updated and deleted, by storage id.
    var rowChanges: [UInt32: RowChanges] = [:]
    /// What had been changed of tables when this transaction began to analyze them, by storage id.
    var analyzedChanges: [UInt32: Int64] = [:]
    /// Rows updated or deleted, which the cache of rows must not answer for.
    var rewrittenRows = RewrittenRows()
    /// Rows whose vectors changed.
    var vectorWrites = VectorWrites()
    /// Vector indexes that this transaction made, by storage id.
    var newVectorIndexes: [UInt32: VectorIndex] = [:]
    /// Indexes that this transaction made of newer rows than its snapshot sees, with their storage.
    var newerIndexes: [OID: UInt32] = [:]
    /// What was done to learned indexes.
    var learnedWrites = LearnedWrites()
    /// The map that was read last, so that a series of look-ups takes no lock.
    var lastLearnedMap: LearnedMap?

    /// The last of the commits that hold values this transaction has drawn from sequences.
    var sequencePosition = LSN.zero

    private var number: UInt64?
    /// Tables locked against DDL by this transaction's changes.
    var writeLocked: Set<OID> = []
    /// Tables this serializable transaction has read.
    var serialReads: Set<OID> = []
    /// Those of them that are locked against others' changes; a rolled back savepoint's locks are
    /// gone, though not what it read.
    var lockedReads: Set<OID> = []
    /// How long to wait for a lock, in milliseconds; nil is without end.
    public var lockTimeoutMilliseconds: Int?

    init(cluster: Cluster, database: OID, isolation: IsolationLevel, interrupt: Interrupt) {
        self.cluster = cluster
        databaseOID = database
        self.isolation = isolation
        self.interrupt = interrupt
        storage = cluster.store.begin(interrupt: interrupt)
    }

    /// Whether a statement has run, so that the isolation level is fixed.
    public var hasSnapshot: Bool { snapshot != nil }

    /// Whether the transaction has changed anything.
    public var hasWrites: Bool { storage.hasWrites }

    /// Changes the isolation level before the first statement.
    ///
    /// - Throws: 25001 afterwards.
    public func setIsolation(_ level: IsolationLevel) throws(DatabaseError) {
        if level == isolation { return }
        guard snapshot == nil else {
            throw DatabaseError(
                .activeSQLTransaction,
                "SET TRANSACTION ISOLATION LEVEL must be called before any query"
            )
        }
        isolation = level
    }

    /// Begins a statement: READ COMMITTED sees everything committed by now, the other levels what
    /// they saw first.
    public func beginStatement() {
        switch isolation {
        case .readCommitted: refreshSnapshot()
        case .repeatableRead, .serializable:
            let first = transactionSnapshot ?? storage.takeSnapshot()
            transactionSnapshot = first
            read(at: first)
        }
    }

    /// Begins a definition, which sees everything committed by now in every isolation level: what
    /// it makes must hold for all rows that there are, not for those of an old snapshot.
    ///
    /// The next ``beginStatement()`` returns to the transaction's own snapshot.
    public func beginDefinition() {
        if snapshot == nil { beginStatement() }
        refreshSnapshot()
    }

    /// Sees everything committed by now; after waiting for a lock on a schema object.
    func refreshSnapshot() { read(at: cluster.store.snapshot()) }

    private func read(at other: Snapshot) {
        if let snapshot, snapshot === other { return }
        snapshot = other
        cachedCatalog = nil
    }

    /// The snapshot that the transaction is judged by: above READ COMMITTED that of its first
    /// statement, whatever a definition reads meanwhile.
    var ownSnapshot: Snapshot { transactionSnapshot ?? view().snapshot }

    /// Whether a definition reads what the transaction's other statements do not see.
    var readsBeyondSnapshot: Bool {
        guard let transactionSnapshot else { return false }
        return snapshot !== transactionSnapshot
    }

    /// What the reads of statements go to.
    func view() -> ReadView {
        if snapshot == nil { beginStatement() }
        guard let snapshot else { preconditionFailure("a statement has a snapshot") }
        return storage.view(at: snapshot, mark)
    }

    /// What the statement that runs now sees.
    ///
    /// `excludesLaterWrites`: Whether it must not see what the transaction writes from now on.
    public func statementSnapshot(
        excludesLaterWrites: Bool
    ) throws(DatabaseError) -> StatementSnapshot {
        let mark =
            excludesLaterWrites
            ? try stored { () throws(StorageError) in try storage.markWrites() } : nil
        return StatementSnapshot(snapshot: snapshot, mark: mark, catalog: cachedCatalog)
    }

    /// Reads what `other` sees from here on, as a cursor does that goes on after other statements;
    /// returns what was read before, nil when that is the same.
    public func readAgain(at other: StatementSnapshot) -> StatementSnapshot? {
        guard let wanted = other.snapshot, let current = snapshot,
            wanted !== current || other.mark !== mark
        else { return nil }
        let previous = StatementSnapshot(snapshot: snapshot, mark: mark, catalog: cachedCatalog)
        snapshot = wanted
        mark = other.mark
        cachedCatalog = other.catalog
        return previous
    }

    /// What the newest commits and the transaction's own writes look like, whatever the snapshot.
    func newestView() -> ReadView { storage.view(at: cluster.store.snapshot()) }

    /// The catalog at the statement's snapshot, with this transaction's own DDL.
    public var catalog: CatalogView {
        if let cachedCatalog { return cachedCatalog }
        if snapshot == nil { beginStatement() }
        let view: CatalogView
        if catalogChanges.isEmpty, let shared = snapshot?.attachment as? CatalogAttachment {
            view = shared.view(of: databaseOID, in: cluster)
        } else {
            var catalog = Cluster.catalog(snapshot?.attachment)
            for change in catalogChanges { catalog.apply(change) }
            if !newerIndexes.isEmpty, !readsBeyondSnapshot { catalog.markTooNew(newerIndexes) }
            view = CatalogView(catalog, of: databaseOID, in: cluster)
        }
        cachedCatalog = view
        return view
    }

    /// This transaction's number, given at its first write.
    public func transactionNumber() throws(DatabaseError) -> UInt64 {
        if let number { return number }
        let made = try cluster.transactionNumbers.make()
        number = made
        return made
    }

    /// The number if one has been given.
    public var assignedNumber: UInt64? { number }

    /// What ``Storage/LockWaits`` know the transaction by; nil while it has no locks.
    public var lockOwner: UInt64? { storage.id }

    /// How long waits for locks last.
    var lockWait: LockWait { LockWait(milliseconds: lockTimeoutMilliseconds) }

    /// Records a step of DDL, visible to this transaction at once.
    func appendCatalogChange(_ change: CatalogChange) {
        catalogChanges.append(change)
        cachedCatalog = nil
    }

    /// Makes everything visible to others, and durable unless not `synchronous`.
    ///
    /// - Throws: 40001, 53100, 58030; the transaction has ended in every case.
    public func commit(synchronous: Bool) throws(DatabaseError) {
        let changes = catalogChanges
        let rows = rowChanges
        try checkSerializable()
        try makeEmptyVectorIndexes(changes)
        let newIndexes = cataloguedVectorIndexes(changes)
        let vectors = try prepareVectorChanges()
        let serial = cluster.serialWrites
        let indexes = cluster.vectorIndexes
        let (learnedIndexes, learned) = (cluster.learnedIndexes, learnedWrites)
        let indexed = changes.compactMap { change -> IndexDescription? in
            if case .put(.relation(.index(let index))) = change { index } else { nil }
        }
        var unfinished: [LearnedIndex] = []
        let (cache, rewritten) = (cluster.rowCache, rewrittenRows)
        let columnCache = cluster.columnCache
        let isSerializable = isolation == .serializable
        let written = writeLocked
        let lsn = try stored { () throws(StorageError) in
            try storage.commit(synchronous: synchronous) { lsn in
                // Whoever gets the lock of a table next must find it written.
                if isSerializable { serial.record(written, at: lsn) }
            } publish: { lsn, attachment in
                if !rewritten.isEmpty { cache.remove(rewritten, at: lsn) }
                columnCache.noteChange(of: written, catalog: !changes.isEmpty, at: lsn)
                for index in newIndexes { indexes.add(index) }
                for change in vectors { change.index.apply(change, at: lsn) }
                unfinished = learnedIndexes.apply(learned, at: lsn)
                unfinished += indexed.compactMap { learnedIndexes.add($0) }
                if changes.isEmpty { return }
                var catalog = Cluster.catalog(attachment)
                for change in changes { catalog.apply(change) }
                attachment = CatalogAttachment(catalog)
            }
        }
        snapshot = nil
        transactionSnapshot = nil
        guard lsn != nil else {
            if synchronous { try synchronizeSequences() }
            return
        }
        for index in newIndexes { newVectorIndexes[index.storageID] = nil }
        discardNewVectorIndexes()
        for index in unfinished { learnedIndexes.enqueue(index) }
        for change in vectors {
            indexes.enqueue(change.index)
            change.index.waitForRoom(interrupt)
        }
        for (storageID, change) in rows { cluster.rowIdentifiers.adjust(storageID, by: change) }
        noteAnalyses(changes)
        cluster.activity.note(rows.keys)
        let purges = changes.compactMap { change -> Purge? in
            if case .put(.purge(let purge)) = change { purge } else { nil }
        }
        cluster.schedule(purges)
    }

    /// Undoes everything and lets go of all locks.
    public func rollback() {
        storage.rollback()
        discardNewVectorIndexes()
        vectorWrites = VectorWrites()
        learnedWrites = LearnedWrites()
        lastLearnedMap = nil
        snapshot = nil
        transactionSnapshot = nil
        catalogChanges = []
        cachedCatalog = nil
    }
}

extension RelationTransaction {
    /// Undoes everything, lets go of all locks and returns an empty transaction for what follows.
    public func replaced() -> RelationTransaction {
        rollback()
        return RelationTransaction(
            cluster: cluster,
            database: databaseOID,
            isolation: isolation,
            interrupt: interrupt
        )
    }
}

/// What one statement of a transaction sees.
public struct StatementSnapshot {
    fileprivate let snapshot: Snapshot?
    fileprivate let mark: WritesMark?
    fileprivate let catalog: CatalogView?
}
