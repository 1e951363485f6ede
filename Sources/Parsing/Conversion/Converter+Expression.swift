// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// An expression that the grammar always gives.
    func expression(_ node: RawNode?) throws(DatabaseError) -> Syntax.Expression {
        guard let node else { throw .missingNode }
        return try expression(node)
    }

    /// An expression that may be absent.
    func optionalExpression(_ node: RawNode?) throws(DatabaseError) -> Syntax.Expression? {
        guard let node else { return nil }
        return try expression(node)
    }

    /// The expressions of a list.
    func expressions(_ list: UnsafePointer<PgList>?) throws(DatabaseError) -> [Syntax.Expression] {
        try map(list) { node throws(DatabaseError) in try expression(node) }
    }

    /// An expression, one level deeper than what holds it.
    func expression(_ node: RawNode) throws(DatabaseError) -> Syntax.Expression {
        try nested { () throws(DatabaseError) in
            switch node.tag {
            case .aConst: constant(node.cast())
            case .columnRef: columnReference(node.cast())
            case .paramRef: try parameter(node.cast())
            case .aExpr: try operation(node.cast())
            case .boolExpr: try logical(node.cast())
            case .typeCast: try cast(node.cast())
            case .funcCall: .call(try functionCall(node.cast()))
            case .subLink: try subquery(node.cast())
            default: try rarerExpression(node)
            }
        }
    }

    private func rarerExpression(_ node: RawNode) throws(DatabaseError) -> Syntax.Expression {
        switch node.tag {
        case .caseExpr: try caseExpression(node.cast())
        case .coalesceExpr: try coalesce(node.cast())
        case .minMaxExpr: try minMax(node.cast())
        case .nullTest: try nullTest(node.cast())
        case .booleanTest: try booleanTest(node.cast())
        case .aArrayExpr: try array(node.cast())
        case .rowExpr: try row(node.cast())
        case .aIndirection: try indirection(node.cast())
        case .collateClause: try collate(node.cast())
        case .sqlValueFunction: try valueFunction(node.cast())
        case .groupingFunc: try grouping(node.cast())
        case .namedArgExpr: try namedArgument(node.cast())
        case .setToDefault:
            .default(
                .init(
                    position: position(
                        (node.cast() as UnsafePointer<PgSetToDefault>).pointee.location
                    )
                )
            )
        case .currentOfExpr:
            .currentOf(
                .init(
                    cursor: name(
                        (node.cast() as UnsafePointer<PgCurrentOfExpr>).pointee.cursor_name
                    )
                )
            )
        case .xmlExpr, .xmlSerialize: throw .unsupportedXML
        default: throw .unexpectedNode(node)
        }
    }

    /// A literal.
    func constant(_ node: UnsafePointer<PgA_Const>) -> Syntax.Expression {
        let raw = node.pointee
        return .constant(.init(value: value(raw), position: position(raw.location)))
    }

    private func value(_ raw: PgA_Const) -> Syntax.Constant.Value {
        if raw.isnull { return .null }
        switch raw.val.node.tag {
        case .integer: return .integer(raw.val.ival.ival)
        case .float: return .number(name(raw.val.fval.fval))
        case .boolean: return .boolean(raw.val.boolval.boolval)
        case .bitString:
            // The scanner leaves the base as the first letter.
            let digits = name(raw.val.bsval.bsval)
            return digits.utf8.first == UInt8(ascii: "x")
                ? .hexadecimal(String(digits.dropFirst())) : .binary(String(digits.dropFirst()))
        default: return .string(name(raw.val.sval.sval))
        }
    }

    private func columnReference(_ node: UnsafePointer<PgColumnRef>) -> Syntax.Expression {
        let fields = RawList(node.pointee.fields)
        return .column(
            .init(
                names: fields.strings,
                isStar: fields.last??.tag == .aStar,
                position: position(node.pointee.location)
            )
        )
    }

    /// `$number`; the scanner lets a number that is too large wrap around, so the text is looked
    /// at.
    private func parameter(
        _ node: UnsafePointer<PgParamRef>
    ) throws(DatabaseError) -> Syntax.Expression {
        let position = position(node.pointee.location)
        if let digits = parameterDigits(at: node.pointee.location), digits.count > 9 {
            let text = String(decoding: digits, as: UTF8.self)
            guard let number = Int32(text) else {
                throw DatabaseError(
                    .undefinedParameter,
                    "there is no parameter $\(text)",
                    position: position
                )
            }
            return .parameter(.init(number: Int(number), position: position))
        }
        return .parameter(.init(number: Int(node.pointee.number), position: position))
    }

    private func logical(
        _ node: UnsafePointer<PgBoolExpr>
    ) throws(DatabaseError) -> Syntax.Expression {
        let kind: Syntax.Logical.Kind =
            switch node.pointee.boolop {
            case .and: .and
            case .or: .or
            default: .not
            }
        return .logical(
            .init(
                kind: kind,
                operands: try expressions(node.pointee.args),
                position: position(node.pointee.location)
            )
        )
    }

    private func cast(
        _ node: UnsafePointer<PgTypeCast>
    ) throws(DatabaseError) -> Syntax.Expression {
        let raw = node.pointee
        let argument = try required(raw.arg)
        // `interval $1` is libpg_query's own; PostgreSQL takes a string there and nothing else.
        if raw.location < 0 { try refuseParameter(argument) }
        return .cast(
            .init(
                operand: try expression(argument),
                type: try typeName(required(raw.typeName)),
                position: position(raw.location)
            )
        )
    }

    /// Refuses a parameter where libpg_query's grammar allows one and PostgreSQL's does not.
    func refuseParameter(_ node: RawNode) throws(DatabaseError) {
        guard let parameter = node.cast(.paramRef, as: PgParamRef.self)?.pointee else { return }
        let digits = parameterDigits(at: parameter.location)
        let token = digits.map { "$" + String(decoding: $0, as: UTF8.self) } ?? "?"
        throw .syntaxError(at: token, position: position(parameter.location))
    }

    private func caseExpression(
        _ node: UnsafePointer<PgCaseExpr>
    ) throws(DatabaseError) -> Syntax.Expression {
        let raw = node.pointee
        return .case(
            .init(
                operand: try optionalExpression(raw.arg),
                branches: try map(raw.args) { node throws(DatabaseError) in
                    let when: UnsafePointer<PgCaseWhen> = node.cast()
                    return .init(
                        condition: try expression(when.pointee.expr),
                        result: try expression(when.pointee.result),
                        position: position(when.pointee.location)
                    )
                },
                otherwise: try optionalExpression(raw.defresult),
                position: position(raw.location)
            )
        )
    }

    private func namedArgument(
        _ node: UnsafePointer<PgNamedArgExpr>
    ) throws(DatabaseError) -> Syntax.Expression {
        .namedArgument(
            .init(
                name: name(node.pointee.name),
                value: try expression(node.pointee.arg),
                position: position(node.pointee.location)
            )
        )
    }
}

extension DatabaseError {
    /// XML, which needs a library that is not linked.
    fileprivate static var unsupportedXML: DatabaseError {
        DatabaseError(
            .featureNotSupported,
            "unsupported XML feature",
            detail: "This functionality requires the server to be built with libxml support."
        )
    }
}
