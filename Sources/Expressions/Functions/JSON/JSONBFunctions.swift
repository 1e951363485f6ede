// SPDX-License-Identifier: Apache-2.0

import Values

/// Operators and functions of jsonb.
///
/// Source: PostgreSQL 15 manual, section 9.16 "JSON Functions and Operators".
extension RegistryBuilder {
    mutating func addJSONB() {
        addJSONBAccess()
        addJSONBTests()
        addJSONBChanges()
        addJSONBRows()
        addJSONBCasts()
    }

    private mutating func addJSONBAccess() {
        let fields = FunctionOptions(argumentNames: ["from_json", "field_name"])
        let elements = FunctionOptions(argumentNames: ["from_json", "element_index"])
        add(
            infix: 3211,
            "->",
            3478,
            "jsonb_object_field",
            .jsonb,
            .text,
            .jsonb,
            options: fields,
            .each { (a: JSONB, key: String) in a.value(forKey: key) }
        )
        add(
            infix: 3477,
            "->>",
            3214,
            "jsonb_object_field_text",
            .jsonb,
            .text,
            .text,
            options: fields,
            .each { (a: JSONB, key: String) in a.value(forKey: key)?.unquotedText }
        )
        add(
            infix: 3212,
            "->",
            3215,
            "jsonb_array_element",
            .jsonb,
            .int4,
            .jsonb,
            options: elements,
            .each { (a: JSONB, index: Int32) in
                a.kind == .array ? a.value(at: Int(index)) : nil
            }
        )
        add(
            infix: 3481,
            "->>",
            3216,
            "jsonb_array_element_text",
            .jsonb,
            .int4,
            .text,
            options: elements,
            .each { (a: JSONB, index: Int32) in
                a.kind == .array ? a.value(at: Int(index))?.unquotedText : nil
            }
        )
        let path = FunctionOptions(isVariadic: true, argumentNames: ["from_json", "path_elems"])
        add(
            infix: 3213,
            "#>",
            3217,
            "jsonb_extract_path",
            .jsonb,
            .textArray,
            .jsonb,
            options: path,
            .each { (a: JSONB, path: ArrayValue) in a.value(atPath: path.steps) }
        )
        add(
            infix: 3206,
            "#>>",
            3940,
            "jsonb_extract_path_text",
            .jsonb,
            .textArray,
            .text,
            options: path,
            .each { (a: JSONB, path: ArrayValue) in
                a.value(atPath: path.steps)?.unquotedText
            }
        )
        add(3210, "jsonb_typeof", [.jsonb], .text, .each { (a: JSONB) in a.typeName })
        add(
            3207,
            "jsonb_array_length",
            [.jsonb],
            .int4,
            .each { (a: JSONB) throws(DatabaseError) in
                if a.kind == .object { throw JSONErrors.lengthOfNonArray }
                if a.isScalar { throw JSONErrors.lengthOfScalar }
                return Int32(a.count)
            }
        )
        add(3306, "jsonb_pretty", [.jsonb], .text, .each { (a: JSONB) in a.prettyText })
    }

    private mutating func addJSONBTests() {
        add(
            infix: 3246,
            "@>",
            4046,
            "jsonb_contains",
            .jsonb,
            .jsonb,
            .bool,
            commutator: 3250,
            .each { (a: JSONB, b: JSONB) throws(DatabaseError) in try a.contains(b) }
        )
        add(
            infix: 3250,
            "<@",
            4050,
            "jsonb_contained",
            .jsonb,
            .jsonb,
            .bool,
            commutator: 3246,
            .each { (a: JSONB, b: JSONB) throws(DatabaseError) in try b.contains(a) }
        )
        add(
            infix: 3247,
            "?",
            4047,
            "jsonb_exists",
            .jsonb,
            .text,
            .bool,
            .each {
                (a: JSONB, key: String) in a.hasKey(key)
            }
        )
        add(
            infix: 3248,
            "?|",
            4048,
            "jsonb_exists_any",
            .jsonb,
            .textArray,
            .bool,
            .each {
                (a: JSONB, keys: ArrayValue) in keys.steps.contains { a.hasKey($0) }
            }
        )
        add(
            infix: 3249,
            "?&",
            4049,
            "jsonb_exists_all",
            .jsonb,
            .textArray,
            .bool,
            .each {
                (a: JSONB, keys: ArrayValue) in keys.steps.allSatisfy { a.hasKey($0) }
            }
        )
    }

    private mutating func addJSONBChanges() {
        add(
            infix: 3284,
            "||",
            3301,
            "jsonb_concat",
            .jsonb,
            .jsonb,
            .jsonb,
            .each {
                (a: JSONB, b: JSONB) throws(DatabaseError) in try a.concatenated(with: b)
            }
        )
        add(
            infix: 3285,
            "-",
            3302,
            "jsonb_delete",
            .jsonb,
            .text,
            .jsonb,
            .each {
                (a: JSONB, key: String) throws(DatabaseError) in try a.removing(keys: [key])
            }
        )
        add(
            infix: 3286,
            "-",
            3303,
            "jsonb_delete",
            .jsonb,
            .int4,
            .jsonb,
            .each {
                (a: JSONB, index: Int32) throws(DatabaseError) in try a.removing(at: Int(index))
            }
        )
        add(
            infix: 3398,
            "-",
            3343,
            "jsonb_delete",
            .jsonb,
            .textArray,
            .jsonb,
            options: FunctionOptions(
                isVariadic: true,
                argumentNames: ["from_json", "path_elems"]
            ),
            .each { (a: JSONB, keys: ArrayValue) throws(DatabaseError) in
                try a.removing(keys: keys.steps)
            }
        )
        add(
            infix: 3287,
            "#-",
            3304,
            "jsonb_delete_path",
            .jsonb,
            .textArray,
            .jsonb,
            .each {
                (a: JSONB, path: ArrayValue) throws(DatabaseError) in
                try a.removing(path: path.checkedSteps())
            }
        )
        add(
            3305,
            "jsonb_set",
            [.jsonb, .textArray, .jsonb, .bool],
            .jsonb,
            FunctionOptions(
                defaults: [.bool(true)],
                argumentNames: ["jsonb_in", "path", "replacement", "create_if_missing"]
            ),
            .each {
                (a: JSONB, path: ArrayValue, value: JSONB, create: Bool) throws(DatabaseError) in
                try a.setting(path: path.checkedSteps(), to: value, creating: create)
            }
        )
        add(
            3579,
            "jsonb_insert",
            [.jsonb, .textArray, .jsonb, .bool],
            .jsonb,
            FunctionOptions(
                defaults: [.bool(false)],
                argumentNames: ["jsonb_in", "path", "replacement", "insert_after"]
            ),
            .each {
                (a: JSONB, path: ArrayValue, value: JSONB, after: Bool) throws(DatabaseError) in
                try a.inserting(path: path.checkedSteps(), value, after: after)
            }
        )
        add(
            3262,
            "jsonb_strip_nulls",
            [.jsonb],
            .jsonb,
            .each {
                (a: JSONB) throws(DatabaseError) in try a.strippingNulls()
            }
        )
    }

    private mutating func addJSONBRows() {
        add(
            3208,
            "jsonb_each",
            [.jsonb],
            .record,
            JSONErrors.pairs(.jsonb),
            .each { (a: JSONB) throws(DatabaseError) in
                guard a.kind == .object else { throw JSONErrors.notAnObject("jsonb_each") }
                return a.entries.map { [.text($0.key), .jsonb($0.value)] }
            }
        )
        add(
            3932,
            "jsonb_each_text",
            [.jsonb],
            .record,
            JSONErrors.pairs(.text),
            .each { (a: JSONB) throws(DatabaseError) in
                guard a.kind == .object else { throw JSONErrors.notAnObject("jsonb_each_text") }
                return a.entries.map { [.text($0.key), $0.value.unquotedText.wrapped] }
            }
        )
        add(
            3219,
            "jsonb_array_elements",
            [.jsonb],
            .jsonb,
            JSONErrors.values(.jsonb),
            .each { (a: JSONB) throws(DatabaseError) in
                try JSONErrors.checkElements(a.kind)
                return a.elements.map { [.jsonb($0)] }
            }
        )
        add(
            3465,
            "jsonb_array_elements_text",
            [.jsonb],
            .text,
            JSONErrors.values(.text),
            .each { (a: JSONB) throws(DatabaseError) in
                try JSONErrors.checkElements(a.kind)
                return a.elements.map { [$0.unquotedText.wrapped] }
            }
        )
        add(
            3931,
            "jsonb_object_keys",
            [.jsonb],
            .text,
            .each { (a: JSONB) throws(DatabaseError) in
                guard a.kind == .object else {
                    throw JSONErrors.noKeys("jsonb_object_keys", a.kind)
                }
                return a.entries.map { [.text($0.key)] }
            }
        )
    }

    private mutating func addJSONBCasts() {
        add(
            3556,
            "bool",
            [.jsonb],
            .bool,
            .each { (a: JSONB) throws(DatabaseError) -> Bool in
                guard let truth = a.boolValue else { throw JSONErrors.cannotCast(a, "boolean") }
                return truth
            }
        )
        number(3449, "numeric", .numeric, "numeric") { (a) in a }
        number(3450, "int2", .int2, "smallint") { (a) throws(DatabaseError) in try a.int16() }
        number(3451, "int4", .int4, "integer") { (a) throws(DatabaseError) in try a.int32() }
        number(3452, "int8", .int8, "bigint") { (a) throws(DatabaseError) in try a.int64() }
        number(3453, "float4", .float4, "real") { (a) throws(DatabaseError) in try a.float() }
        number(2580, "float8", .float8, "double precision") { (a) throws(DatabaseError) in
            try a.double()
        }
        add(cast: 10_220, .json, .jsonb, .assignment, nil)
        add(cast: 10_221, .jsonb, .json, .assignment, nil)
        for (cast, target, function) in [
            (10_222, OID.bool, 3556), (10_223, .numeric, 3449), (10_224, .int2, 3450),
            (10_225, .int4, 3451), (10_226, .int8, 3452), (10_227, .float4, 3453),
            (10_228, .float8, 2580),
        ] as [(UInt32, OID, UInt32)] {
            add(cast: cast, .jsonb, target, .explicit, function)
        }
    }

    private mutating func number<R: Scalar>(
        _ oid: UInt32,
        _ name: String,
        _ type: OID,
        _ shown: String,
        _ convert: @escaping @Sendable (Numeric) throws(DatabaseError) -> R
    ) {
        add(
            oid,
            name,
            [.jsonb],
            type,
            .each { (a: JSONB) throws(DatabaseError) -> R in
                guard let number = a.numberValue else { throw JSONErrors.cannotCast(a, shown) }
                return try convert(number)
            }
        )
    }
}

extension ArrayValue {
    /// The texts of a `text[]` that are not NULL.
    var steps: [String] {
        elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// The steps of a path, none of which may be NULL.
    fileprivate func checkedSteps() throws(DatabaseError) -> [String] {
        if dimensions.count > 1 {
            throw DatabaseError(.arraySubscriptError, "wrong number of array subscripts")
        }
        if let index = elements.firstIndex(where: { $0.isNull }) {
            throw DatabaseError(
                .nullValueNotAllowed,
                "path element at position \(index + 1) is null"
            )
        }
        return steps
    }
}
