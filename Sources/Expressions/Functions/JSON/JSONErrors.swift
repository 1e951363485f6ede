// SPDX-License-Identifier: Apache-2.0

import Values

/// What the functions of json and jsonb have in common: their errors and output columns.
enum JSONErrors {
    static var lengthOfNonArray: DatabaseError {
        DatabaseError(.invalidParameterValue, "cannot get array length of a non-array")
    }

    static var lengthOfScalar: DatabaseError {
        DatabaseError(.invalidParameterValue, "cannot get array length of a scalar")
    }

    static func notAnObject(_ function: String) -> DatabaseError {
        DatabaseError(.invalidParameterValue, "cannot call \(function) on a non-object")
    }

    static func noKeys(_ function: String, _ kind: JSONB.Kind) -> DatabaseError {
        DatabaseError(
            .invalidParameterValue,
            "cannot call \(function) on \(kind == .array ? "an array" : "a scalar")"
        )
    }

    static func checkElements(_ kind: JSONB.Kind) throws(DatabaseError) {
        switch kind {
        case .array: return
        case .object:
            throw DatabaseError(
                .invalidParameterValue,
                "cannot extract elements from an object"
            )
        default:
            throw DatabaseError(.invalidParameterValue, "cannot extract elements from a scalar")
        }
    }

    static func cannotCast(_ document: JSONB, _ target: String) -> DatabaseError {
        let source =
            switch document.kind {
            case .array: "array"
            case .object: "object"
            case .null: "null"
            case .string: "string"
            case .number: "numeric"
            case .bool: "boolean"
            }
        return DatabaseError(
            .invalidParameterValue,
            "cannot cast jsonb \(source) to type \(target)"
        )
    }

    static func pairs(_ value: OID) -> FunctionOptions {
        FunctionOptions(
            argumentNames: ["from_json"],
            outputs: [("key", .text), ("value", value)]
        )
    }

    static func values(_ value: OID) -> FunctionOptions {
        FunctionOptions(argumentNames: ["from_json"], outputs: [("value", value)])
    }
}
