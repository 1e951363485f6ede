// SPDX-License-Identifier: Apache-2.0

/// The ways to search among the rows that a filter admits.
package enum SearchStrategy: CaseIterable {
    /// A walk as without a filter.
    case plain
    /// A walk among admitted slots.
    case twoHops
    /// A scan of all that match.
    case scan
}

/// How one search goes about its filter.
///
/// With `m` of `N` rows admitted:
/// * few matches: score all of them. Recall is 1, and up to ``scanBytes`` of codes it is also
///   faster than walking past the rejected ones.
/// * many in proportion: walk as without a filter, and let only admitted slots be results.
/// * in between: walk among admitted slots by two hops. One-hop subgraphs fall apart when fewer
///   than about one link in the degree survives, two-hop ones at its square.
struct SearchPlan {
    /// Bytes of codes up to which scoring all matches is the best plan, a fraction of a
    /// millisecond.
    static let scanBytes = 3 << 20
    /// Matches so few that scoring them is the best plan whatever their share.
    static let scanRows = 2048
    /// Results up to which a walk is the way to find them; beyond, keeping its pool sorted costs
    /// more than scoring every row.
    static let walkLimit = 2048
    /// The share of admitted rows from which a plain walk finds its way.
    static let plainShare = 0.15

    let filter: RowFilter?
    /// Results wanted, at most the rows there are.
    let wanted: Int
    let ef: Int
    var strategy: SearchStrategy

    init(filter: RowFilter?, wanted: Int, ef: Int, live: Int, codeBytes: Int) {
        self.filter = filter
        guard case .rows(let set) = filter else {
            self.wanted = wanted
            self.ef = ef
            strategy = wanted > SearchPlan.walkLimit ? .scan : .plain
            return
        }
        self.wanted = min(wanted, set.count)
        let share = Double(set.count) / Double(max(1, live))
        let isSparse = share < SearchPlan.plainShare
        let isSmall = set.count <= max(SearchPlan.scanRows, SearchPlan.scanBytes / codeBytes)
        if self.wanted > SearchPlan.walkLimit || set.count <= SearchPlan.scanRows {
            strategy = .scan
        } else if isSparse {
            strategy = isSmall ? .scan : .twoHops
        } else {
            strategy = .plain
        }
        self.ef = ef
    }

    /// Completes a gate by the filter for the length of `body`.
    func withGate<Result, Failure: Error>(
        _ open: SlotGate,
        _ body: (SlotGate) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var gate = open
        switch filter {
        case nil: return try body(gate)
        case .rows(let set):
            return try set.withBits { first, bits throws(Failure) in
                if let start = bits.baseAddress {
                    gate.bits = start
                    gate.firstRow = first
                    gate.bitCount = UInt64(bits.count) * 64
                    return try body(gate)
                }
                let predicate = RowPredicate { set.contains($0) }
                gate.predicate = .passUnretained(predicate)
                return try withExtendedLifetime(predicate) { () throws(Failure) in try body(gate) }
            }
        case .predicate(let accepts):
            let predicate = RowPredicate(accepts)
            gate.predicate = .passUnretained(predicate)
            return try withExtendedLifetime(predicate) { () throws(Failure) in try body(gate) }
        }
    }
}
