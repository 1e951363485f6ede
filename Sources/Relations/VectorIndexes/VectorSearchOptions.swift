// SPDX-License-Identifier: Apache-2.0

/// How far a search of a vector index looks: the session's settings.
///
/// Source: pgvector 0.8 README, sections "Query Options" and "Iterative Index Scans".
public struct VectorSearchOptions: Sendable, Equatable {
    /// `hnsw.ef_search`: candidates kept while a graph is walked.
    public var efSearch = 40
    /// `ivfflat.probes`: lists that are scanned.
    public var probes = 1
    /// `needletail.target_recall`: the share of the true nearest to find, instead of
    /// ``efSearch``; nil or 0 leaves it to ``efSearch``.
    public var targetRecall: Double?

    /// pgvector's defaults.
    public init() {}
}

/// What searching a vector index cost; EXPLAIN ANALYZE shows it.
public struct VectorSearchStatistics: Sendable, Equatable {
    /// Nodes of the graph, or lists, whose contents were read.
    public var nodesVisited = 0
    /// Distances estimated from codes.
    public var codesScored = 0
    /// Distances computed from exact vectors to rank the results.
    public var vectorsRescored = 0
    /// Rows that wait to be linked and were compared one by one.
    public var deltaRows = 0
    /// Rows read from storage because the index holds another version than the snapshot sees.
    public var overlayRows = 0

    /// Statistics of nothing done yet.
    public init() {}

    /// Adds what something else cost.
    public mutating func add(_ other: VectorSearchStatistics) {
        nodesVisited += other.nodesVisited
        codesScored += other.codesScored
        vectorsRescored += other.vectorsRescored
        deltaRows += other.deltaRows
        overlayRows += other.overlayRows
    }
}

/// A row that a search of a vector index found.
public struct VectorMatch: Sendable, Equatable {
    /// The row's id.
    public var rowID: UInt64
    /// Its distance as the metric's operator answers it, in single precision.
    public var distance: Float

    /// A row at a distance.
    public init(rowID: UInt64, distance: Float) {
        self.rowID = rowID
        self.distance = distance
    }
}
