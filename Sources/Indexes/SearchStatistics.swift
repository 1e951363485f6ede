// SPDX-License-Identifier: Apache-2.0

/// What searches cost; a search adds to what is there.
public struct SearchStatistics: Sendable, Equatable {
    /// Nodes whose neighbours were read.
    public var nodesExpanded = 0
    /// Distances estimated from codes.
    public var codesScored = 0
    /// Distances computed from exact vectors.
    public var vectorsRescored = 0
    /// Bytes of codes, links and vectors read.
    public var bytesRead = 0

    /// Statistics of nothing done yet.
    public init() {}

    /// Adds what something else cost.
    public mutating func add(_ other: SearchStatistics) {
        nodesExpanded += other.nodesExpanded
        codesScored += other.codesScored
        vectorsRescored += other.vectorsRescored
        bytesRead += other.bytesRead
    }

    /// What was added since it was `earlier`.
    public func since(_ earlier: SearchStatistics) -> SearchStatistics {
        var difference = SearchStatistics()
        difference.nodesExpanded = nodesExpanded - earlier.nodesExpanded
        difference.codesScored = codesScored - earlier.codesScored
        difference.vectorsRescored = vectorsRescored - earlier.vectorsRescored
        difference.bytesRead = bytesRead - earlier.bytesRead
        return difference
    }
}
