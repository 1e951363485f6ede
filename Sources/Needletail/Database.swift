// SPDX-License-Identifier: Apache-2.0

import Relations
import Sessions
public import Values

/// An embedded Needletail: a data directory, or memory, with PostgreSQL's SQL and pgvector's types.
///
/// ```swift
/// let database = try Database.open("/var/lib/app/vectors")
/// let connection = try database.connect()
/// try connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
/// try connection.execute("CREATE TABLE items (id bigint PRIMARY KEY, embedding vector(3))")
/// try connection.execute("INSERT INTO items VALUES ($1, $2)", 1, [1, 2, 3] as [Float])
/// for row in try connection.query(
///     "SELECT id FROM items ORDER BY embedding <-> $1 LIMIT 5", [1, 2, 2] as [Float])
/// {
///     print(try row.decode(Int.self, at: 0))
/// }
/// ```
///
/// May be shared by any number of threads; each takes its own ``Connection``. A directory is used
/// by one process at a time.
public final class Database: Sendable {
    /// How an embedded database uses memory and threads.
    public struct Options: Sendable {
        /// Memory for cached blocks, in bytes; nil is a quarter of the machine's memory.
        public var cacheBytes: Int?
        /// Memory for writes not yet in files, in bytes; nil is 256 MiB.
        public var writeBufferBytes: Int?
        /// Threads for background work; nil is two, or half the processors.
        public var backgroundThreads: Int?

        /// The defaults.
        public init() {}

        var cluster: ClusterOptions {
            var options = ClusterOptions()
            options.cacheBytes = cacheBytes
            options.writeBufferBytes = writeBufferBytes
            options.backgroundThreads = backgroundThreads
            return options
        }
    }

    private let instance: Instance

    private init(_ cluster: Cluster) throws(DatabaseError) { instance = try Instance(cluster) }

    deinit { instance.cluster.close() }

    /// Opens the data directory `path`, creating it when there is none.
    ///
    /// - Throws: 55000 when another process uses it or it is of another format version; XX001 when
    ///   it is damaged; 58030 and 53100 from the file system.
    public static func open(
        _ path: String,
        options: Options = Options()
    ) throws(DatabaseError) -> Database {
        try Database(try Cluster(path: path, options: options.cluster))
    }

    /// An empty database in memory, gone when the last reference and connection go.
    public static func inMemory(options: Options = Options()) throws(DatabaseError) -> Database {
        try Database(try Cluster(inMemory: options.cluster))
    }

    /// Connects to the database called `name` within the data directory.
    ///
    /// - Throws: 3D000 when there is none of that name.
    public func connect(to name: String = "postgres") throws(DatabaseError) -> Connection {
        Connection(
            try Session(instance: instance, database: name, user: "postgres")
        )
    }
}
