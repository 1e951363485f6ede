// SPDX-License-Identifier: Apache-2.0

public import Platform
public import Schemas
public import Storage
import Synchronization
public import Values

/// How an open cluster uses memory and threads.
public struct ClusterOptions: Sendable {
    /// Memory for cached blocks, in bytes; nil is a quarter of the machine's memory.
    public var cacheBytes: Int?
    /// Memory for single rows read by id, in bytes; nil is a sixteenth of ``cacheBytes``, 0 caches
    /// none.
    public var rowCacheBytes: Int?
    /// Memory for decoded columns of tables that searches filter by, in bytes; nil is a sixteenth
    /// of ``cacheBytes``, 0 keeps none.
    public var columnCacheBytes: Int?
    /// Memory for writes not yet in table files, in bytes; nil is 256 MiB.
    public var writeBufferBytes: Int?
    /// Threads for flushes and compactions; nil is two, or half the processors.
    public var backgroundThreads: Int?
    /// Whether to make a data directory where there is none.
    public var createsIfMissing = true
    /// How many bytes a transaction writes before its new rows go to table files; nil is 16 MiB.
    package var stagingThresholdBytes: Int?
    /// How many commits the change log holds more than is needed before it is trimmed.
    package var trimmedAtOnce: UInt64 = 100_000

    /// The defaults.
    public init() {}

    var store: StoreOptions {
        var options = StoreOptions()
        if let cacheBytes { options.cacheBytes = cacheBytes }
        if let writeBufferBytes { options.writeBufferBytes = writeBufferBytes }
        if let backgroundThreads { options.backgroundThreads = backgroundThreads }
        if let stagingThresholdBytes { options.stagingThresholdBytes = stagingThresholdBytes }
        options.createsIfMissing = createsIfMissing
        return options
    }
}

/// An open data directory: its databases, their tables and rows.
///
/// Shared by every session.
public final class Cluster: Sendable {
    let store: Store
    /// The transactions that wait for the locks of others.
    public var lockWaits: LockWaits { store.lockWaits }
    /// The next OID or storage id to give.
    private let nextIdentifier: Atomic<UInt32>
    /// The next transaction number, and how far numbers are reserved on disk.
    let transactionNumbers: TransactionNumbers
    let rowIdentifiers: RowIdentifiers
    let sequences: SequenceStore
    let layouts: LayoutCache
    let rowCache: RowCache
    let columnCache: ColumnCache
    let serialWrites = SerialWrites()
    let vectorIndexes: VectorIndexes
    let learnedIndexes: LearnedIndexes
    /// Which tables commits have changed, for who analyzes them in the background.
    public let activity = TableActivity()
    let scans = ScanActivity()
    private let purger: Purger

    /// Opens the data directory `path`, creating it with the database `postgres` when absent.
    ///
    /// - Throws: 55000 when another process has it open, or when it is of another format version or
    ///   no data directory; XX001 when it is damaged; 58030 and 53100 from the file system.
    public convenience init(
        path: String,
        options: ClusterOptions = ClusterOptions()
    ) throws(DatabaseError) {
        try self.init(
            store: try stored { () throws(StorageError) in
                try Store(path: path, options: options.store)
            },
            options
        )
    }

    /// Opens an empty cluster in memory; it is gone when the last reference goes.
    public convenience init(inMemory options: ClusterOptions) throws(DatabaseError) {
        try self.init(
            store: try stored { () throws(StorageError) in
                try Store(inMemory: options.store)
            },
            options
        )
    }

    private init(store: Store, _ options: ClusterOptions) throws(DatabaseError) {
        self.store = store
        var catalog = try CatalogStore.load(store)
        if catalog.databases.isEmpty { catalog = try CatalogStore.bootstrap(store) }
        store.setAttachment(CatalogAttachment(catalog))
        nextIdentifier = Atomic(
            max(catalog.greatestIdentifier, BootstrapOID.firstFree.rawValue - 1) + 1
        )
        transactionNumbers = try TransactionNumbers(store)
        rowIdentifiers = RowIdentifiers(store, catalog.statistics.values)
        sequences = try SequenceStore(store, catalog)
        layouts = LayoutCache()
        rowCache = RowCache(
            byteCount: options.rowCacheBytes ?? options.store.cacheBytes / 16,
            store.counters
        )
        columnCache = ColumnCache(
            byteCount: options.columnCacheBytes ?? options.store.cacheBytes / 16,
            store.counters
        )
        let vectorIndexes = try VectorIndexes(
            store,
            catalog,
            trimmedAtOnce: options.trimmedAtOnce
        )
        self.vectorIndexes = vectorIndexes
        let learnedIndexes = try LearnedIndexes(store, catalog)
        self.learnedIndexes = learnedIndexes
        let scans = scans
        purger = try Purger(store) { storageID in
            scans.drop(storageID)
            vectorIndexes.drop(storageID)
            learnedIndexes.drop(storageID)
        }
        for purge in catalog.purges { purger.add(purge, droppedAt: store.visibleLSN) }
    }

    /// Stops background work.
    ///
    /// The store closes when the last transaction and session are gone.
    public func close() {
        activity.close()
        purger.stop()
        vectorIndexes.stop()
        learnedIndexes.stop()
    }

    /// The newest committed catalog.
    var catalog: Catalog { Self.catalog(store.attachment) }

    static func catalog(_ attachment: Attachment?) -> Catalog {
        (attachment as? CatalogAttachment)?.catalog ?? Catalog()
    }

    /// A new OID, never given before.
    public func makeOID() -> OID { OID(makeIdentifier()) }

    /// A new storage id, never given before.
    public func makeIdentifier() -> UInt32 {
        nextIdentifier.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    /// The database called `name`, if sessions may connect to it.
    ///
    /// - Throws: 3D000 when there is none, 55000 when it refuses connections.
    public func connectableDatabase(
        named name: String
    ) throws(DatabaseError) -> DatabaseDescription {
        let found = catalog.databases.values.first { $0.name.utf8.elementsEqual(name.utf8) }
        guard let found else {
            throw DatabaseError(
                .invalidCatalogName,
                "database \"\(name)\" does not exist",
                severity: .fatal
            )
        }
        guard found.allowsConnections else {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "database \"\(name)\" is not currently accepting connections",
                severity: .fatal
            )
        }
        return found
    }

    /// The role called `name`.
    public func role(named name: String) -> RoleDescription? {
        catalog.roles.values.first { $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// Begins a transaction in `database`.
    ///
    /// Costs nothing until it reads.
    public func begin(
        database: OID,
        isolation: IsolationLevel,
        interrupt: Interrupt
    ) throws(DatabaseError) -> RelationTransaction {
        RelationTransaction(
            cluster: self,
            database: database,
            isolation: isolation,
            interrupt: interrupt
        )
    }

    /// Rows of the table with that storage id, estimated.
    func estimatedRowCount(_ storageID: UInt32) -> Double {
        Double(rowIdentifiers.liveEstimate(storageID))
    }

    /// What has been counted of the rows with that storage id since the cluster was opened.
    public func rowCounts(ofStorage storageID: UInt32) -> RowCounts {
        rowIdentifiers.counts(storageID)
    }

    /// A table with its database and what ANALYZE found.
    public struct ListedTable: Sendable {
        /// The table.
        public let table: TableDescription
        /// The database it is in.
        public let database: DatabaseDescription
        /// What ANALYZE found; nil when it never ran.
        public let statistics: TableStatistics?
    }

    /// The tables of all databases as of now.
    public func tables() -> [ListedTable] {
        let catalog = catalog
        return catalog.relations.values.compactMap { relation in
            guard case .table(let table) = relation,
                let schema = catalog.schemas[table.schema],
                let database = catalog.databases[schema.database]
            else { return nil }
            return ListedTable(
                table: table,
                database: database,
                statistics: catalog.statistics[table.oid]
            )
        }
    }

    /// Starts freeing what `purges` name; called after the transaction that dropped them committed.
    func schedule(_ purges: [Purge]) {
        for purge in purges { purger.add(purge, droppedAt: store.visibleLSN) }
    }

    /// Bytes that the rows, vectors and entries with that storage id take, estimated.
    public func approximateBytes(ofStorage storageID: UInt32) -> Int {
        let range = KeyRange(prefix: RowKey.table(storageID))
        return store.approximateBytes(.rows, range) + store.approximateBytes(.vectors, range)
            + store.approximateBytes(.entries, range)
    }

    /// Writes what is in memory to table files, as CHECKPOINT does.
    public func checkpoint() throws(DatabaseError) {
        try stored { () throws(StorageError) in try store.flush() }
    }

    /// The storage engine's counters.
    public var storageStatistics: StoreStatistics { store.statistics }
}

/// The catalog as the store hands it out with every snapshot.
final class CatalogAttachment: Sendable {
    let catalog: Catalog
    /// What transactions of the database last asked for share.
    private let shared = Lock<CatalogView?>(nil)

    init(_ catalog: Catalog) { self.catalog = catalog }

    /// The catalog as sessions in `database` of `cluster` read it.
    func view(of database: OID, in cluster: Cluster) -> CatalogView {
        shared.withLock { shared in
            if let shared, shared.database.oid == database { return shared }
            let view = CatalogView(catalog, of: database, in: cluster)
            shared = view
            return view
        }
    }
}

/// The OIDs that PostgreSQL gives to what exists from the start.
enum BootstrapOID {
    static let template1 = OID(1)
    static let template0 = OID(4)
    static let postgres = OID(5)
    static let role = OID(10)
    static let publicSchema = OID(2_200)
    static let databaseOwner = OID(6_171)
    /// `pg_namespace`.
    static let schemaRelation = OID(2_615)
    /// The first one for objects that users make: above the vector types and functions.
    static let firstFree = OID(20_000)
}
