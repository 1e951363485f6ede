// SPDX-License-Identifier: Apache-2.0

import Values

/// Operators and functions of json, which is kept as the text it was given as.
extension RegistryBuilder {
    mutating func addJSON() {
        let fields = FunctionOptions(argumentNames: ["from_json", "field_name"])
        let elements = FunctionOptions(argumentNames: ["from_json", "element_index"])
        add(
            infix: 3962,
            "->",
            3947,
            "json_object_field",
            .json,
            .text,
            .json,
            options: fields,
            .each { (a: String, key: String) throws(DatabaseError) in
                try JSONText.value(a, forKey: key)?.text
            }
        )
        add(
            infix: 3963,
            "->>",
            3948,
            "json_object_field_text",
            .json,
            .text,
            .text,
            options: fields,
            .each { (a: String, key: String) throws(DatabaseError) in
                try JSONText.value(a, forKey: key)?.unquotedText()
            }
        )
        add(
            infix: 3964,
            "->",
            3949,
            "json_array_element",
            .json,
            .int4,
            .json,
            options: elements,
            .each { (a: String, index: Int32) throws(DatabaseError) in
                try JSONText.value(a, at: Int(index))?.text
            }
        )
        add(
            infix: 3965,
            "->>",
            3950,
            "json_array_element_text",
            .json,
            .int4,
            .text,
            options: elements,
            .each { (a: String, index: Int32) throws(DatabaseError) in
                try JSONText.value(a, at: Int(index))?.unquotedText()
            }
        )
        let path = FunctionOptions(isVariadic: true, argumentNames: ["from_json", "path_elems"])
        add(
            infix: 3966,
            "#>",
            3951,
            "json_extract_path",
            .json,
            .textArray,
            .json,
            options: path,
            .each { (a: String, path: ArrayValue) throws(DatabaseError) in
                try JSONText.value(a, atPath: path.steps)?.text
            }
        )
        add(
            infix: 3967,
            "#>>",
            3953,
            "json_extract_path_text",
            .json,
            .textArray,
            .text,
            options: path,
            .each { (a: String, path: ArrayValue) throws(DatabaseError) in
                try JSONText.value(a, atPath: path.steps)?.unquotedText()
            }
        )
        addJSONShapes()
        addJSONRows()
    }

    private mutating func addJSONShapes() {
        add(
            3968,
            "json_typeof",
            [.json],
            .text,
            .each { (a: String) in
                switch JSONText.kind(a) {
                case .null: "null"
                case .string: "string"
                case .number: "number"
                case .bool: "boolean"
                case .array: "array"
                case .object: "object"
                }
            }
        )
        add(
            3956,
            "json_array_length",
            [.json],
            .int4,
            .each { (a: String) throws(DatabaseError) in
                switch JSONText.kind(a) {
                case .array: return Int32(try JSONText.elements(a).count)
                case .object: throw JSONErrors.lengthOfNonArray
                default: throw JSONErrors.lengthOfScalar
                }
            }
        )
        add(
            3261,
            "json_strip_nulls",
            [.json],
            .json,
            .each {
                (a: String) throws(DatabaseError) in try Self.withoutNulls(JSONText.whole(a))
            }
        )
    }

    /// The text without members that are null, at any depth, and without blanks.
    private static func withoutNulls(_ part: JSONText.Part) throws(DatabaseError) -> String {
        var output: [UInt8] = []
        switch part.kind {
        case .object:
            output.append(UInt8(ascii: "{"))
            for (key, value) in try JSONText.members(part.text) where value.kind != .null {
                if output.count > 1 { output.append(UInt8(ascii: ",")) }
                JSONText.appendQuoted(key.utf8, to: &output)
                output.append(UInt8(ascii: ":"))
                output += try withoutNulls(value).utf8
            }
            output.append(UInt8(ascii: "}"))
        case .array:
            output.append(UInt8(ascii: "["))
            for element in try JSONText.elements(part.text) {
                if output.count > 1 { output.append(UInt8(ascii: ",")) }
                output += try withoutNulls(element).utf8
            }
            output.append(UInt8(ascii: "]"))
        default: return part.text
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func addJSONRows() {
        add(
            3958,
            "json_each",
            [.json],
            .record,
            JSONErrors.pairs(.json),
            .each { (a: String) throws(DatabaseError) in
                try Self.members(a, "json_each").map { [.text($0.key), .text($0.value.text)] }
            }
        )
        add(
            3959,
            "json_each_text",
            [.json],
            .record,
            JSONErrors.pairs(.text),
            .each { (a: String) throws(DatabaseError) in
                var rows: [[Value]] = []
                for (key, value) in try Self.members(a, "json_each_text") {
                    rows.append([.text(key), try value.unquotedText().wrapped])
                }
                return rows
            }
        )
        add(
            3955,
            "json_array_elements",
            [.json],
            .json,
            JSONErrors.values(.json),
            .each { (a: String) throws(DatabaseError) in
                try Self.checkElements(a, "json_array_elements")
                return try JSONText.elements(a).map { [.text($0.text)] }
            }
        )
        add(
            3969,
            "json_array_elements_text",
            [.json],
            .text,
            JSONErrors.values(.text),
            .each { (a: String) throws(DatabaseError) in
                try Self.checkElements(a, "json_array_elements_text")
                var rows: [[Value]] = []
                for element in try JSONText.elements(a) {
                    rows.append([try element.unquotedText().wrapped])
                }
                return rows
            }
        )
        add(
            3957,
            "json_object_keys",
            [.json],
            .text,
            .each { (a: String) throws(DatabaseError) in
                let kind = JSONText.kind(a)
                guard kind == .object else { throw JSONErrors.noKeys("json_object_keys", kind) }
                return try JSONText.members(a).map { [.text($0.key)] }
            }
        )
    }

    private static func checkElements(
        _ text: String,
        _ function: String
    ) throws(DatabaseError) {
        let kind = JSONText.kind(text)
        if kind == .array { return }
        let sort = kind == .object ? "non-array" : "scalar"
        throw DatabaseError(.invalidParameterValue, "cannot call \(function) on a \(sort)")
    }

    private static func members(
        _ text: String,
        _ function: String
    ) throws(DatabaseError) -> [(key: String, value: JSONText.Part)] {
        switch JSONText.kind(text) {
        case .object: return try JSONText.members(text)
        case .array:
            throw DatabaseError(
                .invalidParameterValue,
                "cannot deconstruct an array as an object"
            )
        default: throw DatabaseError(.invalidParameterValue, "cannot deconstruct a scalar")
        }
    }
}
