// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Orders that come for free, and LIMIT.
extension Optimizer {
    /// `plan` sorted by `keys`, by an index where that is cheaper than sorting.
    func ordered(_ plan: Plan, by keys: [SortKey], _ columns: [Plan.Output]) -> Plan {
        let keys = keys.filter { !$0.expression.isScanConstant }
        guard !keys.isEmpty else { return plan }
        let sorted = make(.sort(Plan.Sort(input: plan, keys: keys)), columns)
        if wantsFirstRows || !switches.sequentialScans, let streamed = streamed(plan, keys),
            streamed.estimate.startupCost < sorted.estimate.startupCost
        {
            return streamed
        }
        if let scanned = scannedInOrder(plan, keys, limit: nil), isCheaper(scanned, than: sorted) {
            return scanned
        }
        return sorted
    }

    /// LIMIT over whatever it limits; with an ORDER BY in the one way that reads least.
    mutating func limited(
        _ node: Plan.Limit,
        _ columns: [Plan.Output]
    ) throws(DatabaseError) -> Plan {
        var node = node
        guard case .sort(let sort) = node.input.node, node.tiesKeys == nil,
            node.bounds.limit != nil
        else {
            node.input = try limitedInput(node)
            return make(.limit(node), columns)
        }
        let keys = sort.keys.filter { !$0.expression.isScanConstant }
        let input = try place([], on: sort.input)
        node.input = input
        guard !keys.isEmpty else { return make(.limit(node), columns) }
        let top = Plan.TopN(input: input, keys: keys, bounds: node.bounds)
        var best = make(.topN(top), columns)
        // A search knows its limit and adapts to what its filter keeps; a stream does neither.
        let found = searched(input, keys, node.bounds, through: .index)
        let stream = found == nil ? streamed(input, keys) : nil
        for candidate in [
            scannedInOrder(input, keys, limit: node.bounds),
            searched(input, keys, node.bounds, through: .exact),
            found, stream, try streamedJoin(sort.input, keys),
        ] {
            guard let candidate else { continue }
            node.input = candidate
            let limited = make(.limit(node), columns)
            if isCheaper(limited, than: best) { best = limited }
        }
        if let tied = searchedWithTies(input, keys, node.bounds) {
            let top = Plan.TopN(input: tied, keys: keys, bounds: node.bounds)
            let limited = make(.topN(top), columns)
            if isCheaper(limited, than: best) { best = limited }
        }
        return best
    }

    /// What a LIMIT without an ORDER BY right below it limits.
    ///
    /// Under FOR UPDATE rows are locked in order, so only those that are output should be sorted.
    private mutating func limitedInput(_ node: Plan.Limit) throws(DatabaseError) -> Plan {
        guard case .lockRows(let locking) = node.input.node, case .sort = locking.input.node,
            node.bounds.limit != nil, !wantsFirstRows
        else { return try place([], on: node.input) }
        wantsFirstRows = true
        defer { wantsFirstRows = false }
        return try place([], on: node.input)
    }

    /// `plan`, a table scan under projections, reading in the order of `keys`; nil when no index
    /// has that order.
    private func scannedInOrder(
        _ plan: Plan,
        _ keys: [SortKey],
        limit: Plan.Bounds?
    ) -> Plan? {
        replacingScan(plan, keys) { scan, keys in
            switch scan.node {
            case .tableScan(let node):
                var best: Plan?
                for index in binder.catalog.indexes(of: node.target.table.oid) {
                    guard let candidate = wholeIndex(index, node.target, keys, scan.columns) else {
                        continue
                    }
                    if best.map({ candidate.estimate.totalCost < $0.estimate.totalCost }) ?? true {
                        best = candidate
                    }
                }
                return best
            case .indexScan(var node):
                guard let backward = direction(of: node, keys) else { return nil }
                node.isBackward = backward
                node.isOrdered = true
                return make(.indexScan(node), scan.columns)
            default: return nil
            }
        }
    }

    /// An index in order.
    private func wholeIndex(
        _ index: IndexDescription,
        _ target: Plan.ScanTarget,
        _ keys: [SortKey],
        _ columns: [Plan.Output]
    ) -> Plan? {
        guard index.isReadable, index.isOrdered,
            answersPredicate(of: index, target, target.filter.conjuncts)
        else { return nil }
        // As much of the filter as the index answers narrows what is read of it.
        let whole = Plan.IndexScan(target: target, index: index)
        for var scan in [indexScan(index, target, target.filter.conjuncts), whole].compactMap({ $0 }
        ) {
            guard let backward = direction(of: scan, keys) else { continue }
            scan.isBackward = backward
            scan.isOrdered = true
            return make(.indexScan(scan), columns)
        }
        return nil
    }

    /// Whether a scan has to run backward to have the order of `keys`; nil when neither way has it.
    private func direction(of scan: Plan.IndexScan, _ keys: [SortKey]) -> Bool? {
        guard let indexed = keyExpressions(scan.index, scan.target) else { return nil }
        // Keys with one value do not matter for the order.
        let single = scan.prefix.prefix { condition in
            switch condition {
            case .equal, .isNull: true
            case .anyOf: false
            }
        }.count
        var position = single
        var backward: Bool?
        for key in keys {
            if indexed[..<single].contains(where: { $0.isSame(as: key.expression) }) { continue }
            // After a whole unique key no two rows are left to be ordered.
            if position == indexed.count, isUniqueWithoutNulls(scan) { break }
            guard position < indexed.count, key.expression.isKey(indexed[position]) else {
                return nil
            }
            let description = scan.index.keys[position]
            let turned = key.isDescending != description.isDescending
            let nullsTurned = key.nullsFirst != description.nullsFirst
            let nullsMatter = !isNeverNull(scan, position)
            guard turned == nullsTurned || !nullsMatter, backward == nil || backward == turned
            else {
                return nil
            }
            backward = turned
            position += 1
        }
        return backward ?? false
    }

    private func isUniqueWithoutNulls(_ scan: Plan.IndexScan) -> Bool {
        scan.index.isUnique && scan.index.keys.indices.allSatisfy { isNeverNull(scan, $0) }
    }

    private func isNeverNull(_ scan: Plan.IndexScan, _ position: Int) -> Bool {
        if position == scan.prefix.count, scan.excludesNulls { return true }
        guard let number = scan.index.keys[position].column else { return false }
        return scan.target.table.column(numbered: number)?.isNotNull ?? false
    }

    /// `plan` with its scan, found below projections that keep the order of rows, replaced.
    ///
    /// The keys reach `replace` in terms of the scan's columns.
    func replacingScan(
        _ plan: Plan,
        _ keys: [SortKey],
        _ replace: (Plan, [SortKey]) -> Plan?
    ) -> Plan? {
        guard case .project(var node) = plan.node else { return replace(plan, keys) }
        let definitions = Definitions(node.expressions, allowsConstants: true)
        guard keys.allSatisfy({ definitions.canReplace(in: $0.expression) }) else { return nil }
        let below = keys.map {
            SortKey(
                definitions.replacing(in: $0.expression),
                isDescending: $0.isDescending,
                nullsFirst: $0.nullsFirst
            )
        }
        guard let input = replacingScan(node.input, below, replace) else { return nil }
        node.input = input
        return make(.project(node), plan.columns)
    }

    /// The rows that `min` or `max` of an indexed column needs to see: one.
    ///
    /// Nil when it needs more.
    func extremumInput(_ node: Plan.Aggregation) -> Plan? {
        guard case .plain = node.strategy, node.calls.count == 1, let call = node.calls.first,
            call.filter == nil, call.arguments.count == 1, call.aggregate.schema == "pg_catalog"
        else { return nil }
        let isMaximum: Bool
        switch call.aggregate.name {
        case "min": isMaximum = false
        case "max": isMaximum = true
        default: return nil
        }
        let argument = call.arguments[0]
        let key = SortKey(argument, isDescending: isMaximum, nullsFirst: isMaximum)
        let scanned = replacingScan(node.input, [key]) { scan, keys in
            var target: Plan.ScanTarget
            switch scan.node {
            case .tableScan(let node): target = node.target
            default: return nil
            }
            let value = keys[0].expression
            guard !value.columns.isEmpty else { return nil }
            let wanted =
                target.filter.conjuncts + [Expression.isNull(value, negated: true)]
            target.filter = nil
            for index in binder.catalog.indexes(of: target.table.oid) {
                guard var found = indexScan(index, target, wanted),
                    let backward = direction(of: found, keys)
                else { continue }
                found.isBackward = backward
                found.isOrdered = true
                return make(.indexScan(found), scan.columns)
            }
            return nil
        }
        guard let scanned else { return nil }
        let one = Plan.Bounds(limit: .constant(.int64(1), .int8), offset: nil)
        let limited = make(
            .limit(Plan.Limit(input: scanned, bounds: one)),
            scanned.columns
        )
        return limited.estimate.totalCost < node.input.estimate.totalCost ? limited : nil
    }
}
