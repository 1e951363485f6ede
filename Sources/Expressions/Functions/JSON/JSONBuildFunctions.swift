// SPDX-License-Identifier: Apache-2.0

import Values

/// Functions that make json and jsonb.
extension RegistryBuilder {
    mutating func addJSONBuilding() {
        addConversions()
        addObjects()
    }

    private mutating func addConversions() {
        add(
            3176,
            "to_json",
            [.anyelement],
            .json,
            .stable,
            .json { (writer, context, arguments) in
                writer.append(arguments[0], context.argumentTypes[0])
            }
        )
        add(
            3787,
            "to_jsonb",
            [.anyelement],
            .jsonb,
            .stable,
            .jsonb { (writer, context, arguments) in
                writer.append(arguments[0], context.argumentTypes[0])
            }
        )
        for (number, name, type, hasPretty) in [
            (3153, "array_to_json", OID.anyarray, false),
            (3154, "array_to_json", .anyarray, true),
            (3155, "row_to_json", .record, false), (3156, "row_to_json", .record, true),
        ] as [(UInt32, String, OID, Bool)] {
            add(
                number,
                name,
                hasPretty ? [type, .bool] : [type],
                .json,
                .stable,
                .json { (writer, context, arguments) throws(DatabaseError) in
                    if hasPretty { writer.isPretty = try Bool.unwrap(arguments[1]) }
                    writer.append(arguments[0], context.argumentTypes[0])
                }
            )
        }
    }

    private mutating func addObjects() {
        let variadic = FunctionOptions(isStrict: false, volatility: .stable, isVariadic: true)
        let array: JSONBody = { (writer, context, arguments) in
            writer.append("[")
            for (index, argument) in arguments.enumerated() {
                if index > 0 { writer.append(", ") }
                writer.append(argument, context.argumentTypes[index])
            }
            writer.append("]")
        }
        add(3198, "json_build_array", [.any], .json, variadic, .json(array))
        add(3199, "json_build_array", [], .json, .stableNullable, .json(array))
        add(3271, "jsonb_build_array", [.any], .jsonb, variadic, .jsonb(array))
        add(3272, "jsonb_build_array", [], .jsonb, .stableNullable, .jsonb(array))
        let object = Self.objectBody("json_build_object") { "argument \($0 + 1) cannot be null" }
        let objectB = Self.objectBody("jsonb_build_object") {
            "argument \($0 + 1): key must not be null"
        }
        add(3200, "json_build_object", [.any], .json, variadic, .json(object))
        add(3201, "json_build_object", [], .json, .stableNullable, .json(object))
        add(3273, "jsonb_build_object", [.any], .jsonb, variadic, .jsonb(objectB))
        add(3274, "jsonb_build_object", [], .jsonb, .stableNullable, .jsonb(objectB))
        for (pairs, lists, name, type) in [
            (3202, 3203, "json_object", OID.json), (3263, 3264, "jsonb_object", .jsonb),
        ] as [(UInt32, UInt32, String, OID)] {
            let fromPairs: JSONBody = { (writer, _, arguments) throws(DatabaseError) in
                let entries = try Self.entries(ArrayValue.unwrap(arguments[0]))
                try Self.write(entries, &writer)
            }
            let fromLists: JSONBody = { (writer, _, arguments) throws(DatabaseError) in
                let keys = try ArrayValue.unwrap(arguments[0])
                let values = try ArrayValue.unwrap(arguments[1])
                guard keys.dimensions.count <= 1, values.dimensions.count <= 1 else {
                    throw DatabaseError(
                        .arraySubscriptError,
                        "wrong number of array subscripts"
                    )
                }
                guard keys.elements.count == values.elements.count else {
                    throw DatabaseError(.arraySubscriptError, "mismatched array dimensions")
                }
                try Self.write(Array(zip(keys.elements, values.elements)), &writer)
            }
            let isBinary = type == .jsonb
            add(
                pairs,
                name,
                [.textArray],
                type,
                isBinary ? .jsonb(fromPairs) : .json(fromPairs)
            )
            add(
                lists,
                name,
                [.textArray, .textArray],
                type,
                isBinary ? .jsonb(fromLists) : .json(fromLists)
            )
        }
    }

    private static func objectBody(
        _ name: String,
        _ nullKey: @escaping @Sendable (Int) -> String
    ) -> JSONBody {
        { (writer, context, arguments) throws(DatabaseError) in
            guard arguments.count % 2 == 0 else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "argument list must have even number of elements",
                    hint: "The arguments of \(name)() must consist of alternating keys and values."
                )
            }
            writer.append("{")
            for index in stride(from: 0, to: arguments.count, by: 2) {
                if index > 0 { writer.append(", ") }
                if arguments[index].isNull {
                    throw DatabaseError(
                        .invalidParameterValue,
                        nullKey(index),
                        hint: name == "json_build_object" ? "Object keys should be text." : nil
                    )
                }
                try writer.append(key: arguments[index], context.argumentTypes[index])
                writer.append(" : ")
                writer.append(arguments[index + 1], context.argumentTypes[index + 1])
            }
            writer.append("}")
        }
    }

    /// Keys and values of a list, or of a list of pairs.
    private static func entries(_ array: ArrayValue) throws(DatabaseError) -> [(Value, Value)] {
        switch array.dimensions.count {
        case 0: return []
        case 1:
            guard array.elements.count % 2 == 0 else {
                throw DatabaseError(
                    .arraySubscriptError,
                    "array must have even number of elements"
                )
            }
        case 2:
            guard array.dimensions[1].count == 2 else {
                throw DatabaseError(.arraySubscriptError, "array must have two columns")
            }
        default:
            throw DatabaseError(.arraySubscriptError, "wrong number of array subscripts")
        }
        return stride(from: 0, to: array.elements.count, by: 2).map {
            (array.elements[$0], array.elements[$0 + 1])
        }
    }

    private static func write(
        _ entries: [(Value, Value)],
        _ writer: inout JSONWriter
    ) throws(DatabaseError) {
        writer.append("{")
        for (index, (key, value)) in entries.enumerated() {
            if key.isNull {
                throw DatabaseError(
                    .nullValueNotAllowed,
                    "null value not allowed for object key"
                )
            }
            if index > 0 { writer.append(", ") }
            writer.append(key, .text)
            writer.append(" : ")
            writer.append(value, .text)
        }
        writer.append("}")
    }
}

/// Writes the result of one call.
typealias JSONBody =
    @Sendable (inout JSONWriter, CallContext, [Value]) throws(DatabaseError) -> Void

extension Function.Body {
    /// A body that writes json text.
    static func json(_ write: @escaping JSONBody) -> Function.Body {
        .values { (context, arguments) throws(DatabaseError) in
            var writer = JSONWriter(context.evaluation)
            try write(&writer, context, arguments)
            return .text(writer.text)
        }
    }

    /// A body that writes json text which becomes a document.
    static func jsonb(_ write: @escaping JSONBody) -> Function.Body {
        .values { (context, arguments) throws(DatabaseError) in
            var writer = JSONWriter(context.evaluation)
            try write(&writer, context, arguments)
            return .jsonb(try JSONB(parsing: writer.text))
        }
    }
}
