// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// What the grammar makes of operators and of the predicates that look like them.
    func operation(_ node: UnsafePointer<PgA_Expr>) throws(DatabaseError) -> Syntax.Expression {
        let raw = node.pointee
        let position = position(raw.location)
        switch raw.kind {
        case .op:
            return .operation(
                .init(
                    name: operatorName(raw.name),
                    left: try optionalExpression(raw.lexpr),
                    right: try expression(raw.rexpr),
                    position: position
                )
            )
        case .opAny, .opAll:
            return .quantified(
                .init(
                    name: operatorName(raw.name),
                    isAll: raw.kind == .opAll,
                    left: try expression(raw.lexpr),
                    array: try expression(raw.rexpr),
                    position: position
                )
            )
        case .distinct: return .isDistinct(try comparison(raw))
        case .notDistinct: return .isNotDistinct(try comparison(raw))
        case .nullif: return .nullIf(try comparison(raw))
        case .in:
            return .in(
                .init(
                    operand: try expression(raw.lexpr),
                    elements: try operands(raw.rexpr),
                    isNegated: operatorName(raw.name).name == "<>",
                    position: position
                )
            )
        case .like: return try pattern(raw, .like)
        case .ilike: return try pattern(raw, .ilike)
        case .similar: return try pattern(raw, .similar)
        default: return try between(raw)
        }
    }

    private func comparison(_ raw: PgA_Expr) throws(DatabaseError) -> Syntax.Comparison {
        .init(
            left: try expression(raw.lexpr),
            right: try expression(raw.rexpr),
            position: position(raw.location)
        )
    }

    private func operands(_ node: RawNode?) throws(DatabaseError) -> [Syntax.Expression] {
        guard let list = node?.list else { throw .missingNode }
        return try map(list) { node throws(DatabaseError) in try expression(node) }
    }

    private func between(_ raw: PgA_Expr) throws(DatabaseError) -> Syntax.Expression {
        let bounds = try operands(raw.rexpr)
        guard bounds.count == 2 else { throw .missingNode }
        return .between(
            .init(
                operand: try expression(raw.lexpr),
                lower: bounds[0],
                upper: bounds[1],
                isSymmetric: raw.kind == .betweenSym || raw.kind == .notBetweenSym,
                isNegated: raw.kind == .notBetween || raw.kind == .notBetweenSym,
                position: position(raw.location)
            )
        )
    }

    private func pattern(
        _ raw: PgA_Expr,
        _ kind: Syntax.PatternMatch.Kind
    ) throws(DatabaseError) -> Syntax.Expression {
        let name = operatorName(raw.name)
        return .pattern(
            .init(
                kind: kind,
                name: name,
                operand: try expression(raw.lexpr),
                pattern: try expression(raw.rexpr),
                isNegated: name.name.utf8.first == UInt8(ascii: "!"),
                position: position(raw.location)
            )
        )
    }

    /// A query inside an expression.
    func subquery(_ node: UnsafePointer<PgSubLink>) throws(DatabaseError) -> Syntax.Expression {
        let raw = node.pointee
        let kind: Syntax.Subquery.Kind
        switch raw.subLinkType {
        case .exists: kind = .exists
        case .expr: kind = .scalar
        case .array: kind = .array
        case .any:
            kind = .any(
                try expression(raw.testexpr),
                raw.operName == nil ? nil : operatorName(raw.operName)
            )
        case .all: kind = .all(try expression(raw.testexpr), operatorName(raw.operName))
        default:
            throw DatabaseError(
                .internalError,
                "unrecognized sublink type: \(raw.subLinkType.rawValue)"
            )
        }
        return .subquery(
            .init(
                kind: kind,
                query: try query(raw.subselect),
                position: position(raw.location)
            )
        )
    }

    /// COALESCE.
    func coalesce(
        _ node: UnsafePointer<PgCoalesceExpr>
    ) throws(DatabaseError) -> Syntax.Expression {
        .coalesce(try expressionList(node.pointee.args, node.pointee.location))
    }

    /// GREATEST and LEAST.
    func minMax(_ node: UnsafePointer<PgMinMaxExpr>) throws(DatabaseError) -> Syntax.Expression {
        let list = try expressionList(node.pointee.args, node.pointee.location)
        return node.pointee.op == .greatest ? .greatest(list) : .least(list)
    }

    /// ARRAY[…].
    func array(_ node: UnsafePointer<PgA_ArrayExpr>) throws(DatabaseError) -> Syntax.Expression {
        .array(try expressionList(node.pointee.elements, node.pointee.location))
    }

    /// GROUPING(…).
    func grouping(
        _ node: UnsafePointer<PgGroupingFunc>
    ) throws(DatabaseError) -> Syntax.Expression {
        .grouping(try expressionList(node.pointee.args, node.pointee.location))
    }

    private func expressionList(
        _ list: UnsafePointer<PgList>?,
        _ location: Int32
    ) throws(DatabaseError) -> Syntax.ExpressionList {
        .init(elements: try expressions(list), position: position(location))
    }

    /// IS [NOT] NULL.
    func nullTest(_ node: UnsafePointer<PgNullTest>) throws(DatabaseError) -> Syntax.Expression {
        .test(
            .init(
                kind: node.pointee.nulltesttype == .isNull ? .isNull : .isNotNull,
                operand: try expression(node.pointee.arg),
                position: position(node.pointee.location)
            )
        )
    }

    /// IS [NOT] TRUE, FALSE, UNKNOWN.
    func booleanTest(
        _ node: UnsafePointer<PgBooleanTest>
    ) throws(DatabaseError) -> Syntax.Expression {
        let kind: Syntax.Test.Kind =
            switch node.pointee.booltesttype {
            case .isTrue: .isTrue
            case .isNotTrue: .isNotTrue
            case .isFalse: .isFalse
            case .isNotFalse: .isNotFalse
            case .isUnknown: .isUnknown
            default: .isNotUnknown
            }
        return .test(
            .init(
                kind: kind,
                operand: try expression(node.pointee.arg),
                position: position(node.pointee.location)
            )
        )
    }

    /// `ROW(a, b)` and `(a, b)`.
    func row(_ node: UnsafePointer<PgRowExpr>) throws(DatabaseError) -> Syntax.Expression {
        .row(
            .init(
                elements: try expressions(node.pointee.args),
                isExplicit: node.pointee.row_format == .explicitCall,
                position: position(node.pointee.location)
            )
        )
    }

    /// Selections behind an expression.
    func indirection(
        _ node: UnsafePointer<PgA_Indirection>
    ) throws(DatabaseError) -> Syntax.Expression {
        .indirection(
            .init(
                base: try expression(node.pointee.arg),
                steps: try indirections(node.pointee.indirection)
            )
        )
    }

    /// The selections of a list.
    func indirections(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> [Syntax.Indirection] {
        try map(list) { node throws(DatabaseError) in
            switch node.tag {
            case .string: return .field(node.string ?? "")
            case .aStar: return .star
            case .aIndices:
                let raw = (node.cast() as UnsafePointer<PgA_Indices>).pointee
                guard raw.is_slice else { return .element(try expression(raw.uidx)) }
                return .slice(
                    lower: try optionalExpression(raw.lidx),
                    upper: try optionalExpression(raw.uidx)
                )
            default: throw .unexpectedNode(node)
            }
        }
    }

    /// COLLATE.
    func collate(
        _ node: UnsafePointer<PgCollateClause>
    ) throws(DatabaseError) -> Syntax.Expression {
        .collate(
            .init(
                operand: try expression(node.pointee.arg),
                name: try collation(node),
                position: position(node.pointee.location)
            )
        )
    }

    /// The name behind COLLATE.
    func collation(
        _ node: UnsafePointer<PgCollateClause>
    ) throws(DatabaseError) -> Syntax.ObjectName {
        try objectName(node.pointee.collname, position: position(node.pointee.location))
    }

    /// CURRENT_DATE and its like.
    func valueFunction(
        _ node: UnsafePointer<PgSQLValueFunction>
    ) throws(DatabaseError) -> Syntax.Expression {
        let precision = node.pointee.typmod
        let kind: Syntax.ValueFunction.Kind
        switch node.pointee.op {
        case .currentDate: kind = .currentDate
        case .currentTime: kind = .currentTime(nil)
        case .currentTimeN: kind = .currentTime(precision)
        case .currentTimestamp: kind = .currentTimestamp(nil)
        case .currentTimestampN: kind = .currentTimestamp(precision)
        case .localtime: kind = .localTime(nil)
        case .localtimeN: kind = .localTime(precision)
        case .localtimestamp: kind = .localTimestamp(nil)
        case .localtimestampN: kind = .localTimestamp(precision)
        case .currentRole: kind = .currentRole
        case .currentUser: kind = .currentUser
        case .user: kind = .user
        case .sessionUser: kind = .sessionUser
        case .currentCatalog: kind = .currentCatalog
        case .currentSchema: kind = .currentSchema
        default: throw .missingNode
        }
        return .valueFunction(.init(kind: kind, position: position(node.pointee.location)))
    }
}
