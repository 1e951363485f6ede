// SPDX-License-Identifier: Apache-2.0

public import Relations

/// What EXPLAIN ANALYZE shows of one plan node.
public struct NodeCounters: Sendable {
    /// Rows handed out, over all loops.
    public var rows = 0
    /// How often the node was run from its start; 0 when it was never asked for rows.
    public var loops = 0
    /// Nanoseconds until the first batch, over all loops, inputs included.
    public var startupNanoseconds: UInt64 = 0
    /// Nanoseconds in all, over all loops, inputs included.
    public var totalNanoseconds: UInt64 = 0
    /// Rows that the node's filter dropped.
    public var filteredRows = 0
    /// What searching a vector index cost; nil for other nodes.
    public var vectorSearch: VectorSearchStatistics?
    /// How a search through a vector index dealt with its filter.
    public var vectorStrategy: String?

    /// Counters of a node that has not run.
    public init() {}
}
