// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Schemas
import Values

extension ExecutionBuilder {
    mutating func tableScan(
        _ node: Plan.TableScan,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let source = ScanSource(node.target.table, node.target.fetched)
        let filter = try scanFilter(node.target.filter, Layout(node.target.fetched), plan)
        return { (frame) throws(DatabaseError) in TableScanOperator(frame, source, filter) }
    }

    mutating func indexScan(
        _ node: Plan.IndexScan,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let source = ScanSource(node.target.table, node.target.fetched)
        let specification = IndexScanOperator.Specification(
            source: source,
            index: node.index,
            ranges: try ranges(node),
            isBackward: node.isBackward,
            keyColumns: node.isIndexOnly ? node.index.keys(holding: source.stored) : nil,
            filter: try scanFilter(node.target.filter, Layout(node.target.fetched), plan)
        )
        return { (frame) throws(DatabaseError) in IndexScanOperator(frame, specification) }
    }

    /// The ranges of an index that a scan visits.
    mutating func ranges(_ node: Plan.IndexScan) throws(DatabaseError) -> IndexRanges {
        var prefix: [IndexRanges.KeyCondition] = []
        for condition in node.prefix {
            switch condition {
            case .equal(let value): prefix.append(.equal(try evaluator(value)))
            case .anyOf(let array): prefix.append(.anyOf(try evaluator(array)))
            case .isNull: prefix.append(.isNull)
            }
        }
        return IndexRanges(
            prefix: prefix,
            lower: try bound(node.lower),
            upper: try bound(node.upper),
            excludesNulls: node.excludesNulls,
            types: node.index.keys.map(\.type),
            isDescending: node.index.keys.map(\.isDescending)
        )
    }

    private mutating func bound(
        _ bound: Plan.IndexScan.Bound?
    ) throws(DatabaseError) -> IndexRanges.Bound? {
        guard let bound else { return nil }
        return IndexRanges.Bound(
            value: try evaluator(bound.value),
            isInclusive: bound.isInclusive
        )
    }
}

extension IndexDescription {
    /// The positions of the keys that hold `columns`; nil when one is not a key.
    fileprivate func keys(holding columns: [Int16]) -> [Int]? {
        var positions: [Int] = []
        for column in columns {
            guard let position = keys.firstIndex(where: { $0.column == column }) else {
                return nil
            }
            positions.append(position)
        }
        return positions
    }
}
