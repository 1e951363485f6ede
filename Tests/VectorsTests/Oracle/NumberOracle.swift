// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

/// How numbers are read and printed; what is not all number, or out of range, is told as
/// PostgreSQL's input functions tell it.
enum NumberOracle {
    static func evaluate(_ operation: String, _ arguments: [String]) throws -> String {
        let text = arguments[0]
        switch operation {
        case "float4":
            return answer(text, Float.postgresPrefix(of: text.utf8.span), "real", \.postgresText)
        case "float8":
            return answer(
                text,
                Double.postgresPrefix(of: text.utf8.span),
                "double precision",
                \.postgresText
            )
        default: throw UnknownOperation(name: operation)
        }
    }

    private static func answer<Number>(
        _ text: String,
        _ prefix: NumberPrefix<Number>?,
        _ type: String,
        _ print: (Number) -> String
    ) -> String {
        let invalid = "! 22P02 invalid input syntax for type \(type): \"\(text)\""
        guard let prefix else { return invalid }
        let rest = text.utf8.dropFirst(prefix.byteCount)
        if prefix.isOutOfRange {
            return "! 22003 \"\(text)\" is out of range for type \(type)"
        }
        return rest.allSatisfy { $0 == 0x20 } ? print(prefix.value) : invalid
    }
}
