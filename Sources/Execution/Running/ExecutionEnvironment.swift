// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Relations
public import Schemas
public import Values

/// What a statement runs in: a transaction of a session, parameters and limits.
public struct ExecutionEnvironment {
    /// The session: settings, clock, interrupts.
    public var session: any SessionEnvironment
    /// The transaction that the statement reads and changes rows in.
    public var transaction: RelationTransaction
    /// The catalog as the statement's transaction sees it.
    public var catalog: any CatalogReader
    /// The values of `$1`, `$2`, …, in the types the statement was planned with.
    public var parameters: [Value]
    /// How much memory the statement's rows may take.
    public var memoryLimitBytes: Int
    /// Whether other statements of the transaction may run before its last row is asked for.
    public var mayPause: Bool
    /// How vector indexes are searched.
    public var vectorSearch: VectorSearchSettings
    /// Whether to keep counters per node, for EXPLAIN ANALYZE.
    public var measures: Bool

    /// The memory limit unless a setting says otherwise: 1 GB.
    public static let defaultMemoryLimitBytes = 1 << 30

    /// An environment for one run of a statement.
    public init(
        session: any SessionEnvironment,
        transaction: RelationTransaction,
        catalog: any CatalogReader,
        parameters: [Value] = [],
        mayPause: Bool = false,
        memoryLimitBytes: Int = defaultMemoryLimitBytes,
        vectorSearch: VectorSearchSettings = VectorSearchSettings(),
        measures: Bool = false
    ) {
        self.session = session
        self.transaction = transaction
        self.catalog = catalog
        self.parameters = parameters
        self.mayPause = mayPause
        self.memoryLimitBytes = memoryLimitBytes
        self.vectorSearch = vectorSearch
        self.measures = measures
    }
}
