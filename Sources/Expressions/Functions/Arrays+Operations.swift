// SPDX-License-Identifier: Apache-2.0

import Values

/// Operations on arrays.
enum Arrays {
    static func trimmed(_ array: ArrayValue, _ count: Int32) throws(DatabaseError) -> ArrayValue {
        let length = array.dimensions.first?.count ?? 0
        guard count >= 0, count <= length else {
            throw DatabaseError(
                .arraySubscriptError,
                "number of elements to trim must be between 0 and \(length)"
            )
        }
        guard let first = array.dimensions.first else { return array }
        let each = array.elements.count / Int(first.count)
        return ArrayValue(
            elementType: array.elementType,
            dimensions: [.init(count: first.count - count)]
                + array.dimensions.dropFirst().map {
                    .init(count: $0.count)
                },
            elements: Array(array.elements.prefix(Int(length - count) * each))
        )
    }

    /// `array` with `item` at one end; NULL counts as an empty array.
    static func extended(
        _ array: Value,
        _ item: Value,
        _ elementType: OID,
        atStart: Bool
    ) throws(DatabaseError) -> Value {
        guard case .array(let array) = array, let dimension = array.dimensions.first else {
            return .array(ArrayValue(elementType: elementType, [item]))
        }
        guard array.dimensions.count == 1 else {
            throw DatabaseError(
                .dataException,
                "argument must be empty or one-dimensional array"
            )
        }
        let (count, overflow) = dimension.count.addingReportingOverflow(1)
        if overflow { throw Int32.outOfRange }
        // The subscripts of the old elements stay when appending; the first one stays when
        // prepending.
        return .array(
            ArrayValue(
                elementType: array.elementType,
                dimensions: [.init(count: count, lowerBound: dimension.lowerBound)],
                elements: atStart ? [item] + array.elements : array.elements + [item]
            )
        )
    }

    static func concatenated(
        _ a: ArrayValue?,
        _ b: ArrayValue?
    ) throws(DatabaseError) -> ArrayValue? {
        guard let a, let b else { return a ?? b }
        if a.dimensions.isEmpty { return b }
        if b.dimensions.isEmpty { return a }
        let difference = a.dimensions.count - b.dimensions.count
        guard abs(difference) <= 1 else { throw incompatible(a, b, nil) }
        var dimensions: [ArrayValue.Dimension]
        let (tailA, tailB) = (a.dimensions.dropFirst(), b.dimensions.dropFirst())
        switch difference {
        case 0:
            guard tailA.elementsEqual(tailB) else {
                throw incompatible(
                    a,
                    b,
                    "Arrays with differing element dimensions are not compatible for "
                        + "concatenation."
                )
            }
            dimensions = a.dimensions
            dimensions[0].count = try dimensions[0].count.adding(b.dimensions[0].count)
        case 1:
            guard tailA.elementsEqual(b.dimensions) else {
                throw incompatible(
                    a,
                    b,
                    "Arrays with differing dimensions are not compatible for concatenation."
                )
            }
            dimensions = a.dimensions
            dimensions[0].count = try dimensions[0].count.adding(1)
        default:
            guard tailB.elementsEqual(a.dimensions) else {
                throw incompatible(
                    a,
                    b,
                    "Arrays with differing dimensions are not compatible for concatenation."
                )
            }
            dimensions = b.dimensions
            dimensions[0].count = try dimensions[0].count.adding(1)
        }
        return ArrayValue(
            elementType: a.elementType,
            dimensions: dimensions,
            elements: a.elements + b.elements
        )
    }

    private static func incompatible(
        _ a: ArrayValue,
        _ b: ArrayValue,
        _ detail: String?
    ) -> DatabaseError {
        DatabaseError(
            .arraySubscriptError,
            "cannot concatenate incompatible arrays",
            detail: detail
                ?? """
                Arrays of \(a.dimensions.count) and \(b.dimensions.count) dimensions are not \
                compatible for concatenation.
                """
        )
    }

    static func filled(
        _ item: Value,
        _ counts: Value,
        _ bounds: Value?,
        _ elementType: OID
    ) throws(DatabaseError) -> Value {
        guard case .array(let counts) = counts, bounds?.isNull != true else {
            throw DatabaseError(
                .nullValueNotAllowed,
                "dimension array or low bound array cannot be null"
            )
        }
        var sizes: [Int32] = []
        for count in counts.elements {
            if count.isNull {
                throw DatabaseError(.nullValueNotAllowed, "dimension values cannot be null")
            }
            sizes.append(try Int32.unwrap(count))
        }
        if counts.dimensions.count > 1 {
            throw DatabaseError(.arraySubscriptError, "wrong number of array subscripts")
        }
        if sizes.count > 6 {
            throw DatabaseError(
                .programLimitExceeded,
                "number of array dimensions (\(sizes.count)) exceeds the maximum allowed (6)"
            )
        }
        var lowers = [Int32](repeating: 1, count: sizes.count)
        if case .array(let bounds)? = bounds {
            guard bounds.elements.count == sizes.count else {
                throw DatabaseError(.arraySubscriptError, "wrong number of array subscripts")
            }
            for (index, bound) in bounds.elements.enumerated() {
                if bound.isNull {
                    throw DatabaseError(.nullValueNotAllowed, "dimension values cannot be null")
                }
                lowers[index] = try Int32.unwrap(bound)
            }
        }
        var total = 1
        for size in sizes {
            let (product, overflow) = total.multipliedReportingOverflow(by: Int(max(size, 0)))
            if size < 0 || overflow || product > 134_217_727 {
                throw DatabaseError(
                    .programLimitExceeded,
                    "array size exceeds the maximum allowed (134217727)"
                )
            }
            total = product
        }
        if sizes.isEmpty || total == 0 { return .array(ArrayValue(elementType: elementType, [])) }
        return .array(
            ArrayValue(
                elementType: elementType,
                dimensions: zip(sizes, lowers).map { .init(count: $0, lowerBound: $1) },
                elements: Array(repeating: item, count: total)
            )
        )
    }

    static func removing(
        _ array: ArrayValue?,
        _ item: Value
    ) throws(DatabaseError) -> ArrayValue? {
        guard let array else { return nil }
        if array.dimensions.count > 1 {
            throw DatabaseError(
                .featureNotSupported,
                "removing elements from multidimensional arrays is not supported"
            )
        }
        let type = SQLType(array.elementType)
        let rest = array.elements.filter { !Value.areEqual($0, item, as: type) }
        if rest.count == array.elements.count { return array }
        return ArrayValue(
            elementType: array.elementType,
            dimensions: [
                .init(
                    count: Int32(rest.count),
                    lowerBound: array.dimensions.first?.lowerBound ?? 1
                )
            ],
            elements: rest
        ).normalized
    }

    static func replacing(_ array: ArrayValue?, _ item: Value, _ other: Value) -> ArrayValue? {
        guard let array else { return nil }
        let type = SQLType(array.elementType)
        return ArrayValue(
            elementType: array.elementType,
            dimensions: array.dimensions,
            elements: array.elements.map { Value.areEqual($0, item, as: type) ? other : $0 }
        )
    }

    static func joined(
        _ context: CallContext,
        _ arguments: [Value]
    ) throws(DatabaseError) -> String {
        let array = try ArrayValue.unwrap(arguments[0])
        let separator = try String.unwrap(arguments[1])
        let null = arguments.count > 2 ? try String?.unwrap(arguments[2]) : nil
        let type = SQLType(array.elementType)
        var joined = JoinedText(separator: separator)
        for element in array.elements {
            if element.isNull, null == nil { continue }
            try joined.append(
                element.isNull
                    ? null ?? "" : TextForm.write(element, as: type, context.evaluation)
            )
        }
        return joined.text
    }

    /// The subscript of the first element that equals `item`, NULL like NULL.
    static func position(
        _ array: ArrayValue?,
        _ item: Value,
        from start: Int32?
    ) throws(DatabaseError) -> Int32? {
        guard let array else { return nil }
        try checkSearchable(array)
        guard let dimension = array.dimensions.first else { return nil }
        let type = SQLType(array.elementType)
        for (index, element) in array.elements.enumerated() {
            let number = dimension.lowerBound + Int32(index)
            if let start, number < start { continue }
            if Value.areEqual(element, item, as: type) { return number }
        }
        return nil
    }

    static func positions(
        _ array: ArrayValue?,
        _ item: Value
    ) throws(DatabaseError) -> ArrayValue? {
        guard let array else { return nil }
        try checkSearchable(array)
        let lower = array.dimensions.first?.lowerBound ?? 1
        let type = SQLType(array.elementType)
        let found = array.elements.enumerated().filter {
            Value.areEqual($0.element, item, as: type)
        }
        return ArrayValue(
            elementType: .int4,
            found.map { .int32(lower + Int32($0.offset)) }
        )
    }

    private static func checkSearchable(_ array: ArrayValue) throws(DatabaseError) {
        if array.dimensions.count > 1 {
            throw DatabaseError(
                .featureNotSupported,
                "searching for elements in multidimensional arrays is not supported"
            )
        }
    }

    /// Whether each element of `part` equals one of `whole`; NULL equals nothing.
    static func contains(_ whole: ArrayValue, _ part: ArrayValue) -> Bool {
        let type = SQLType(whole.elementType)
        return part.elements.allSatisfy { item in
            !item.isNull && whole.elements.contains { Value.areEqual($0, item, as: type) }
        }
    }
}

extension ArrayValue {
    /// The same array; without dimensions when it has no elements.
    fileprivate var normalized: ArrayValue {
        elements.isEmpty ? ArrayValue(elementType: elementType, []) : self
    }
}
