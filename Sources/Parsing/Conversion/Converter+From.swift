// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// The elements of FROM.
    func fromItems(_ list: UnsafePointer<PgList>?) throws(DatabaseError) -> [Syntax.FromItem] {
        try map(list) { node throws(DatabaseError) in try fromItem(node) }
    }

    private func fromItem(_ node: RawNode?) throws(DatabaseError) -> Syntax.FromItem {
        guard let node else { throw .missingNode }
        return try nested { () throws(DatabaseError) in
            switch node.tag {
            case .rangeVar: .relation(try relation(node.cast()))
            case .rangeSubselect: .subquery(try derivedTable(node.cast()))
            case .rangeFunction: .function(try tableFunction(node.cast()))
            case .joinExpr: try joins(node.cast())
            case .rangeTableSample: .sample(try tableSample(node.cast()))
            case .rangeTableFunc:
                throw DatabaseError(
                    .featureNotSupported,
                    "unsupported XML feature",
                    detail:
                        "This functionality requires the server to be built with libxml support."
                )
            default: throw .unexpectedNode(node)
            }
        }
    }

    private func derivedTable(
        _ node: UnsafePointer<PgRangeSubselect>
    ) throws(DatabaseError) -> Syntax.DerivedTable {
        .init(
            isLateral: node.pointee.lateral,
            query: try query(node.pointee.subquery),
            alias: alias(node.pointee.alias)
        )
    }

    private func tableFunction(
        _ node: UnsafePointer<PgRangeFunction>
    ) throws(DatabaseError) -> Syntax.TableFunction {
        .init(
            isLateral: node.pointee.lateral,
            hasOrdinality: node.pointee.ordinality,
            isRowsFrom: node.pointee.is_rowsfrom,
            functions: try map(node.pointee.functions) { node throws(DatabaseError) in
                // A pair: the function and its columns.
                guard let pair = node.list, pair.count == 2 else { throw .unexpectedNode(node) }
                return .init(
                    call: try expression(pair[0]),
                    columns: try columnDefinitions(pair[1]?.cast())
                )
            },
            alias: alias(node.pointee.alias),
            columns: try columnDefinitions(node.pointee.coldeflist)
        )
    }

    /// A chain of joins, which hangs to the left: one level per join, without recursion.
    private func joins(_ node: UnsafePointer<PgJoinExpr>) throws(DatabaseError) -> Syntax.FromItem {
        var chain = [node]
        var first = node.pointee.larg
        while let left = first?.cast(.joinExpr, as: PgJoinExpr.self) {
            chain.append(left)
            first = left.pointee.larg
        }
        return try nested(chain.count) { () throws(DatabaseError) in
            var result = try fromItem(first)
            for node in chain.reversed() {
                result = .join(
                    .init(
                        kind: joinKind(node.pointee.jointype),
                        left: result,
                        right: try fromItem(node.pointee.rarg),
                        condition: try joinCondition(node),
                        alias: alias(node.pointee.alias)
                    )
                )
            }
            return result
        }
    }

    private func joinKind(_ raw: PgJoinKind) -> Syntax.Join.Kind {
        switch raw {
        case .left: .left
        case .right: .right
        case .full: .full
        default: .inner
        }
    }

    private func joinCondition(
        _ node: UnsafePointer<PgJoinExpr>
    ) throws(DatabaseError) -> Syntax.Join.Condition {
        if node.pointee.isNatural { return .natural }
        if node.pointee.usingClause != nil {
            return .using(
                RawList(node.pointee.usingClause).strings,
                alias: alias(node.pointee.join_using_alias)
            )
        }
        guard let condition = node.pointee.quals else { return .none }
        return .on(try expression(condition))
    }

    private func tableSample(
        _ node: UnsafePointer<PgRangeTableSample>
    ) throws(DatabaseError) -> Syntax.TableSample {
        let position = position(node.pointee.location)
        return .init(
            relation: try fromItem(node.pointee.relation),
            method: try objectName(node.pointee.method, position: position),
            arguments: try expressions(node.pointee.args),
            seed: try optionalExpression(node.pointee.repeatable),
            position: position
        )
    }
}
