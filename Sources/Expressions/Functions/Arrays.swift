// SPDX-License-Identifier: Apache-2.0

import Values

/// Functions and operators of arrays.
///
/// Source: PostgreSQL 15 manual, section 9.19 "Array Functions and Operators".
extension RegistryBuilder {
    mutating func addArrays() {
        addArrayShapes()
        addArrayBuilding()
        addArraySearch()
        addArraySets()
        addArrayRows()
    }

    private mutating func addArrayShapes() {
        add(
            2176,
            "array_length",
            [.anyarray, .int4],
            .int4,
            .each { (a: ArrayValue, n: Int32) in
                a.dimension(n)?.count
            }
        )
        add(
            2091,
            "array_lower",
            [.anyarray, .int4],
            .int4,
            .each { (a: ArrayValue, n: Int32) in
                a.dimension(n)?.lowerBound
            }
        )
        add(
            2092,
            "array_upper",
            [.anyarray, .int4],
            .int4,
            .each { (a: ArrayValue, n: Int32) in
                a.dimension(n)?.upperBound
            }
        )
        add(
            3179,
            "cardinality",
            [.anyarray],
            .int4,
            .each { (a: ArrayValue) in
                Int32(a.elements.count)
            }
        )
        add(
            748,
            "array_ndims",
            [.anyarray],
            .int4,
            .each { (a: ArrayValue) -> Int32? in
                a.dimensions.isEmpty ? nil : Int32(a.dimensions.count)
            }
        )
        add(
            747,
            "array_dims",
            [.anyarray],
            .text,
            .each { (a: ArrayValue) -> String? in
                a.dimensions.isEmpty
                    ? nil : a.dimensions.map { "[\($0.lowerBound):\($0.upperBound)]" }.joined()
            }
        )
        add(6172, "trim_array", [.anyarray, .int4], .anyarray, .each(Arrays.trimmed))
    }

    private mutating func addArrayBuilding() {
        add(
            infix: 349,
            "||",
            378,
            "array_append",
            .anycompatiblearray,
            .anycompatible,
            .anycompatiblearray,
            options: .nullable,
            .values { (context, arguments) throws(DatabaseError) in
                try Arrays.extended(
                    arguments[0],
                    arguments[1],
                    context.elementType,
                    atStart: false
                )
            }
        )
        add(
            infix: 374,
            "||",
            379,
            "array_prepend",
            .anycompatible,
            .anycompatiblearray,
            .anycompatiblearray,
            options: .nullable,
            .values { (context, arguments) throws(DatabaseError) in
                try Arrays.extended(
                    arguments[1],
                    arguments[0],
                    context.elementType,
                    atStart: true
                )
            }
        )
        add(
            infix: 375,
            "||",
            383,
            "array_cat",
            .anycompatiblearray,
            .anycompatiblearray,
            .anycompatiblearray,
            options: .nullable,
            .each(Arrays.concatenated)
        )
        add(
            1193,
            "array_fill",
            [.anyelement, .int4Array],
            .anyarray,
            .nullable,
            .values {
                (context, arguments) throws(DatabaseError) in
                try Arrays.filled(arguments[0], arguments[1], nil, context.elementType)
            }
        )
        add(
            1286,
            "array_fill",
            [.anyelement, .int4Array, .int4Array],
            .anyarray,
            .nullable,
            .values { (context, arguments) throws(DatabaseError) in
                try Arrays.filled(arguments[0], arguments[1], arguments[2], context.elementType)
            }
        )
        add(
            3167,
            "array_remove",
            [.anycompatiblearray, .anycompatible],
            .anycompatiblearray,
            .nullable,
            .each(Arrays.removing)
        )
        add(
            3168,
            "array_replace",
            [.anycompatiblearray, .anycompatible, .anycompatible],
            .anycompatiblearray,
            .nullable,
            .each(Arrays.replacing)
        )
        add(
            395,
            "array_to_string",
            [.anyarray, .text],
            .text,
            .stable,
            .values {
                (context, arguments) throws(DatabaseError) in
                .text(try Arrays.joined(context, arguments))
            }
        )
        add(
            384,
            "array_to_string",
            [.anyarray, .text, .text],
            .text,
            .stableNullable,
            .values {
                (context, arguments) throws(DatabaseError) in
                if arguments[0].isNull || arguments[1].isNull { return .null }
                return .text(try Arrays.joined(context, arguments))
            }
        )
    }

    private mutating func addArraySearch() {
        add(
            3277,
            "array_position",
            [.anycompatiblearray, .anycompatible],
            .int4,
            .nullable,
            .each {
                (a: ArrayValue?, item: Value) throws(DatabaseError) in
                try Arrays.position(a, item, from: nil)
            }
        )
        add(
            3278,
            "array_position",
            [.anycompatiblearray, .anycompatible, .int4],
            .int4,
            .nullable,
            .each { (a: ArrayValue?, item: Value, start: Int32?) throws(DatabaseError) in
                guard let start else {
                    throw DatabaseError(
                        .nullValueNotAllowed,
                        "initial position must not be null"
                    )
                }
                return try Arrays.position(a, item, from: start)
            }
        )
        add(
            3279,
            "array_positions",
            [.anycompatiblearray, .anycompatible],
            .int4Array,
            .nullable,
            .each(Arrays.positions)
        )
    }

    private mutating func addArraySets() {
        add(
            infix: 2750,
            "&&",
            2747,
            "arrayoverlap",
            .anyarray,
            .anyarray,
            .bool,
            commutator: 2750,
            .each { (a: ArrayValue, b: ArrayValue) in
                let type = SQLType(a.elementType)
                return a.elements.contains { x in
                    !x.isNull && b.elements.contains { Value.areEqual(x, $0, as: type) }
                }
            }
        )
        add(
            infix: 2751,
            "@>",
            2748,
            "arraycontains",
            .anyarray,
            .anyarray,
            .bool,
            commutator: 2752,
            .each { (a: ArrayValue, b: ArrayValue) in Arrays.contains(a, b) }
        )
        add(
            infix: 2752,
            "<@",
            2749,
            "arraycontained",
            .anyarray,
            .anyarray,
            .bool,
            commutator: 2751,
            .each { (a: ArrayValue, b: ArrayValue) in Arrays.contains(b, a) }
        )
        add(
            515,
            "array_larger",
            [.anyarray, .anyarray],
            .anyarray,
            .each {
                (a: Value, b: Value) in Value.compare(a, b, as: SQLType(.anyarray)) >= 0 ? a : b
            }
        )
        add(
            516,
            "array_smaller",
            [.anyarray, .anyarray],
            .anyarray,
            .each {
                (a: Value, b: Value) in Value.compare(a, b, as: SQLType(.anyarray)) <= 0 ? a : b
            }
        )
    }

    private mutating func addArrayRows() {
        add(
            2331,
            "unnest",
            [.anyarray],
            .anyelement,
            .series {
                (context, arguments) throws(DatabaseError) in
                ListedRows(
                    try ArrayValue.unwrap(arguments[0]).elements.map { [$0] },
                    [context.resultType]
                )
            }
        )
        add(
            1192,
            "generate_subscripts",
            [.anyarray, .int4],
            .int4,
            .each {
                (a: ArrayValue, n: Int32) in
                a.dimension(n).map { ($0.lowerBound...$0.upperBound).map { [.int32($0)] } } ?? []
            }
        )
        add(
            1191,
            "generate_subscripts",
            [.anyarray, .int4, .bool],
            .int4,
            .each {
                (a: ArrayValue, n: Int32, reverse: Bool) in
                guard let dimension = a.dimension(n) else { return [] }
                let rows = (dimension.lowerBound...dimension.upperBound).map { [Value.int32($0)] }
                return reverse ? rows.reversed() : rows
            }
        )
        schema = "information_schema"
        add(
            12_422,
            "_pg_expandarray",
            [.anyarray],
            .record,
            FunctionOptions(outputs: [("x", .anyelement), ("n", .int4)]),
            .each { (a: ArrayValue) in
                a.elements.enumerated().map { [$0.element, .int32(Int32($0.offset) + 1)] }
            }
        )
        schema = "pg_catalog"
    }
}

extension CallContext {
    /// The type of the elements of the array that the call results in.
    var elementType: OID { resultType.oid.elementType ?? .invalid }
}

extension ArrayValue {
    /// The extent of dimension `number`, from 1; nil when there is none.
    func dimension(_ number: Int32) -> Dimension? {
        number >= 1 && Int(number) <= dimensions.count ? dimensions[Int(number) - 1] : nil
    }
}
