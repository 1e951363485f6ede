// SPDX-License-Identifier: Apache-2.0

import Values

/// Conversions that have no row in `pg_proc`.
extension Function {
    /// The same value under another type or modifier.
    static let relabelImplicitly = relabel(implicit: true)
    static let relabelExplicitly = relabel(implicit: false)

    private static func relabel(implicit: Bool) -> Function {
        Function(
            oid: .invalid,
            name: "relabel",
            arguments: [.any],
            result: .any,
            notation: .cast(implicit: implicit),
            body: .columns { (context, operands, count) throws(DatabaseError) in
                try Self.relabelled(operands[0].expanded(to: count), context)
            }
        )
    }

    /// Integers become oids bit by bit; everything else keeps its representation.
    private static func relabelled(
        _ column: Column,
        _ context: CallContext
    ) throws(DatabaseError) -> Column {
        let target = context.resultType
        if column.type.representation == target.representation { return column.retyped(target) }
        switch column.elements {
        case .int32(let rows):
            return Column(target, .oid(rows.map { UInt32(bitPattern: $0) }), nulls: column.nulls)
        case .oid(let rows):
            return Column(target, .int32(rows.map { Int32(bitPattern: $0) }), nulls: column.nulls)
        default: throw column.unexpected(target.name)
        }
    }

    /// The function, whose result is to count as a value of `target`: casts share functions among
    /// types, as that from int2 to oid is the function that makes an int4.
    func relabelling(result target: OID) -> Function {
        let original = result
        guard SQLType(original).representation != SQLType(target).representation else {
            return self
        }
        let inner = self
        return Function(
            oid: oid,
            schema: schema,
            name: name,
            arguments: arguments,
            result: target,
            isStrict: isStrict,
            volatility: volatility,
            notation: notation,
            body: .values { (context, arguments) throws(DatabaseError) in
                let made = CallContext(
                    evaluation: context.evaluation,
                    argumentTypes: context.argumentTypes,
                    resultType: SQLType(original)
                )
                let column = Column(
                    made.resultType,
                    values: [try inner.value(made, arguments)]
                )
                return try Self.relabelled(column, context)[0]
            }
        )
    }

    /// Written as text by `source` and read by `target`.
    static func throughText(from source: OID, to target: OID, implicit: Bool) -> Function {
        Function(
            oid: .invalid,
            name: "text",
            arguments: [.any],
            result: .any,
            volatility: throughTextVolatility(from: source, to: target),
            notation: .cast(implicit: implicit),
            body: .values { (context, arguments) throws(DatabaseError) in
                let text = try TextForm.write(
                    arguments[0],
                    as: context.argumentTypes[0],
                    context.evaluation
                )
                return try TextForm.read(text, as: context.resultType, context.evaluation)
            }
        )
    }

    private static func throughTextVolatility(from source: OID, to target: OID) -> Volatility {
        // Arrays of both sides are converted element by element.
        if let source = source.elementType, let target = target.elementType {
            return throughTextVolatility(from: source, to: target)
        }
        return max(source.outputVolatility, target.inputVolatility)
    }

    /// Converts each element of an array by `elements`; further arguments are passed on.
    static func converting(
        elements: Function,
        from source: OID,
        to target: OID,
        implicit: Bool
    ) -> Function {
        Function(
            oid: elements.oid,
            name: elements.name,
            arguments: [source],
            result: target,
            isStrict: elements.isStrict,
            volatility: elements.volatility,
            notation: .cast(implicit: implicit),
            body: .values { (context, arguments) throws(DatabaseError) in
                guard case .array(let array) = arguments[0],
                    let from = source.elementType, let to = target.elementType
                else { throw unexpectedRepresentation(arguments[0], "array") }
                let inner = CallContext(
                    evaluation: context.evaluation,
                    argumentTypes: [SQLType(from)] + context.argumentTypes.dropFirst(),
                    resultType: SQLType(to, modifier: context.resultType.modifier)
                )
                var converted: [Value] = []
                converted.reserveCapacity(array.elements.count)
                for element in array.elements {
                    var inputs = arguments
                    inputs[0] = element
                    converted.append(try elements.value(inner, inputs))
                }
                return .array(
                    ArrayValue(
                        elementType: to,
                        dimensions: array.dimensions,
                        elements: converted
                    )
                )
            }
        )
    }

    /// Makes a row of its arguments, with those names for its fields: what a reference to a whole
    /// row of a table is.
    public static func row(named names: [String]) -> Function {
        Function(
            oid: .invalid,
            name: "row",
            arguments: names.map { _ in .any },
            result: .record,
            isStrict: false,
            body: .values { (context, arguments) in
                .record(
                    RecordValue(
                        types: context.argumentTypes,
                        values: arguments,
                        names: names
                    )
                )
            }
        )
    }

    /// The function, which takes `VARIADIC "any"`, for a call that passes the array itself: its
    /// elements become arguments.
    ///
    /// A NULL array makes the result NULL.
    func gatheringVariadicArray() -> Function {
        let original = self
        return Function(
            oid: oid,
            schema: schema,
            name: name,
            arguments: arguments,
            result: result,
            isVariadic: true,
            isStrict: isStrict,
            volatility: volatility,
            body: .values { (context, arguments) throws(DatabaseError) in
                guard case .array(let array)? = arguments.last else {
                    if arguments.last?.isNull == true { return .null }
                    throw DatabaseError(
                        .datatypeMismatch,
                        "VARIADIC argument must be an array"
                    )
                }
                let inner = CallContext(
                    evaluation: context.evaluation,
                    argumentTypes: context.argumentTypes.dropLast()
                        + array.elements.map { _ in SQLType(array.elementType) },
                    resultType: context.resultType
                )
                return try original.value(inner, arguments.dropLast() + array.elements)
            }
        )
    }

    /// The result of one call, NULL when strict and an argument is NULL.
    func value(_ context: CallContext, _ arguments: [Value]) throws(DatabaseError) -> Value {
        if isStrict, arguments.contains(where: \.isNull) { return .null }
        switch body {
        case .values(let compute): return try compute(context, arguments)
        case .columns(let compute):
            var operands: [Operand] = []
            operands.reserveCapacity(arguments.count)
            for (argument, type) in zip(arguments, context.argumentTypes) {
                operands.append(Operand(Column(type, values: [argument])))
            }
            return try compute(context, operands, 1)[0]
        case .rows, .series, .unavailable:
            throw DatabaseError(.featureNotSupported, "function \(name) cannot be called here")
        }
    }
}
