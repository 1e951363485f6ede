// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// A query that the grammar always gives.
    func query(_ node: RawNode?) throws(DatabaseError) -> Syntax.Query {
        guard let node else { throw .missingNode }
        guard let select = node.cast(.selectStmt, as: PgSelectStmt.self) else {
            throw .unexpectedNode(node)
        }
        return try query(select: select)
    }

    /// A query, some levels deeper than what holds it.
    func query(select node: UnsafePointer<PgSelectStmt>) throws(DatabaseError) -> Syntax.Query {
        try nested(Parser.queryDepth) { () throws(DatabaseError) in
            if node.pointee.op != .none { return try setOperations(node) }
            let body: Syntax.QueryBody =
                if node.pointee.valuesLists != nil {
                    .values(
                        try map(node.pointee.valuesLists) { row throws(DatabaseError) in
                            try expressions(row.cast())
                        }
                    )
                } else {
                    .select(try select(node))
                }
            return try query(node, body: body)
        }
    }

    /// What surrounds a query's body.
    private func query(
        _ node: UnsafePointer<PgSelectStmt>,
        body: Syntax.QueryBody
    ) throws(DatabaseError) -> Syntax.Query {
        .init(
            with: try with(node.pointee.withClause),
            body: body,
            orderBy: try sortItems(node.pointee.sortClause),
            limit: try optionalExpression(node.pointee.limitCount),
            isWithTies: node.pointee.limitOption == .withTies,
            offset: try optionalExpression(node.pointee.limitOffset),
            locking: try map(node.pointee.lockingClause) { node throws(DatabaseError) in
                try locking(node.cast())
            }
        )
    }

    /// A chain of UNION and its like, which hangs to the left: one level per operation, without
    /// recursion.
    private func setOperations(
        _ node: UnsafePointer<PgSelectStmt>
    ) throws(DatabaseError) -> Syntax.Query {
        var chain: [UnsafePointer<PgSelectStmt>] = []
        var first = node
        while first.pointee.op != .none {
            chain.append(first)
            guard let left = first.pointee.larg else { throw .missingNode }
            first = left
        }
        return try nested(chain.count) { () throws(DatabaseError) in
            var result = try query(select: first)
            for node in chain.reversed() {
                let kind: Syntax.SetOperation.Kind =
                    switch node.pointee.op {
                    case .intersect: .intersect
                    case .except: .except
                    default: .union
                    }
                let operation = Syntax.SetOperation(
                    kind: kind,
                    isAll: node.pointee.all,
                    left: result,
                    right: try query(select: required(node.pointee.rarg))
                )
                result = try query(node, body: .setOperation(operation))
            }
            return result
        }
    }

    private func select(_ node: UnsafePointer<PgSelectStmt>) throws(DatabaseError) -> Syntax.Select
    {
        .init(
            distinct: try distinct(node.pointee.distinctClause),
            targets: try targets(node.pointee.targetList),
            into: try optional(node.pointee.intoClause) { into throws(DatabaseError) in
                try intoTarget(into)
            },
            from: try fromItems(node.pointee.fromClause),
            filter: try optionalExpression(node.pointee.whereClause),
            groupBy: try map(node.pointee.groupClause) { item throws(DatabaseError) in
                try groupingItem(item)
            },
            isGroupDistinct: node.pointee.groupDistinct,
            having: try optionalExpression(node.pointee.havingClause),
            windows: try map(node.pointee.windowClause) { window throws(DatabaseError) in
                try windowDefinition(window.cast())
            }
        )
    }

    /// DISTINCT alone is a list of one null.
    private func distinct(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> Syntax.Select.Distinct {
        let items = RawList(list)
        guard let first = items.first else { return .all }
        return first == nil ? .distinct : .on(try expressions(list))
    }

    /// Output columns.
    func targets(_ list: UnsafePointer<PgList>?) throws(DatabaseError) -> [Syntax.Target] {
        try map(list) { node throws(DatabaseError) in
            let raw = (node.cast() as UnsafePointer<PgResTarget>).pointee
            return .init(
                alias: String(cName: raw.name),
                value: try expression(raw.val),
                position: position(raw.location)
            )
        }
    }

    private func groupingItem(_ node: RawNode) throws(DatabaseError) -> Syntax.GroupingItem {
        guard let set = node.cast(.groupingSet, as: PgGroupingSet.self)?.pointee else {
            return .expression(try expression(node))
        }
        return try nested { () throws(DatabaseError) in
            let position = position(set.location)
            switch set.kind {
            case .rollup: return .rollup(try expressions(set.content), position: position)
            case .cube: return .cube(try expressions(set.content), position: position)
            case .sets:
                let items = try map(set.content) { node throws(DatabaseError) in
                    try groupingItem(node)
                }
                return .sets(items, position: position)
            default: return .empty(position: position)
            }
        }
    }

    /// The elements of ORDER BY.
    func sortItems(_ list: UnsafePointer<PgList>?) throws(DatabaseError) -> [Syntax.SortItem] {
        try map(list) { node throws(DatabaseError) in
            let raw = (node.cast() as UnsafePointer<PgSortBy>).pointee
            let direction: Syntax.SortItem.Direction =
                raw.sortby_dir == .using
                ? .using(operatorName(raw.useOp)) : self.direction(raw.sortby_dir)
            return .init(
                value: try expression(raw.node),
                direction: direction,
                nulls: nulls(raw.sortby_nulls),
                position: position(raw.location)
            )
        }
    }

    /// ASC or DESC.
    func direction(_ raw: PgSortDirection) -> Syntax.SortItem.Direction {
        switch raw {
        case .asc: .ascending
        case .desc: .descending
        default: .unspecified
        }
    }

    /// NULLS FIRST or LAST.
    func nulls(_ raw: PgSortNulls) -> Syntax.SortItem.Nulls {
        switch raw {
        case .first: .first
        case .last: .last
        default: .unspecified
        }
    }

    private func locking(
        _ node: UnsafePointer<PgLockingClause>
    ) throws(DatabaseError) -> Syntax.LockingClause {
        let strength: Syntax.LockingClause.Strength =
            switch node.pointee.strength {
            case .forkeyshare: .keyShare
            case .forshare: .share
            case .fornokeyupdate: .noKeyUpdate
            default: .update
            }
        let wait: Syntax.LockingClause.Wait =
            switch node.pointee.waitPolicy {
            case .skip: .skipLocked
            case .error: .noWait
            default: .block
            }
        return .init(
            strength: strength,
            relations: try relations(node.pointee.lockedRels),
            wait: wait
        )
    }

    /// WITH.
    func with(_ node: UnsafePointer<PgWithClause>?) throws(DatabaseError) -> Syntax.With? {
        guard let raw = node?.pointee else { return nil }
        return .init(
            isRecursive: raw.recursive,
            queries: try map(raw.ctes) { node throws(DatabaseError) in
                try commonTable(node.cast())
            },
            position: position(raw.location)
        )
    }

    private func commonTable(
        _ node: UnsafePointer<PgCommonTableExpr>
    ) throws(DatabaseError) -> Syntax.CommonTable {
        let materialization: Syntax.CommonTable.Materialization =
            switch node.pointee.ctematerialized {
            case .always: .always
            case .never: .never
            default: .unspecified
            }
        return .init(
            name: name(node.pointee.ctename),
            columns: RawList(node.pointee.aliascolnames).strings,
            materialization: materialization,
            statement: try statement(node.pointee.ctequery),
            hasSearchOrCycle: node.pointee.search_clause != nil
                || node.pointee.cycle_clause != nil,
            position: position(node.pointee.location)
        )
    }
}
