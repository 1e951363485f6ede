// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

/// What BitString answers to an oracle's question.
enum BitOracle {
    static func evaluate(_ operation: String, _ arguments: [String]) throws -> String {
        switch operation {
        case "recv":
            let message = try bytes(hexadecimal: arguments[0])
            return try BitString(binary: message.span).text
        case "from_int":
            let value = try #require(Int64(arguments[0]))
            return BitString(value, bitCount: try integer(arguments[1])).text
        default:
            return try evaluate(operation, on: BitString(text: arguments[0]), arguments)
        }
    }

    private static func evaluate(
        _ operation: String,
        on a: BitString,
        _ arguments: [String]
    ) throws -> String {
        switch operation {
        case "in": return a.text
        case "send": return hexadecimal(a.binary)
        case "not": return a.inverted.text
        case "shl": return a.shiftedLeft(by: try integer(arguments[1])).text
        case "shr": return a.shiftedRight(by: try integer(arguments[1])).text
        case "get_bit": return String(try a.bit(at: integer(arguments[1])))
        case "set_bit":
            return try a.setting(bitAt: integer(arguments[1]), to: integer(arguments[2])).text
        case "substring":
            let count = arguments.count > 2 ? try integer(arguments[2]) : nil
            return try a.substring(from: integer(arguments[1]), count: count).text
        case "to_int4":
            return a.integer(as: Int32.self).map { String($0) } ?? "! 22003 integer out of range"
        case "to_int8":
            return a.integer(as: Int64.self).map { String($0) } ?? "! 22003 bigint out of range"
        default: return try evaluate(operation, a, BitString(text: arguments[1]), arguments)
        }
    }

    private static func evaluate(
        _ operation: String,
        _ a: BitString,
        _ b: BitString,
        _ arguments: [String]
    ) throws -> String {
        switch operation {
        case "hamming_distance": return try a.hammingDistance(to: b).postgresText
        case "jaccard_distance": return try a.jaccardDistance(to: b).postgresText
        case "and": return try a.and(b).text
        case "or": return try a.or(b).text
        case "xor": return try a.xor(b).text
        case "concat": return a.concatenating(b).text
        case "compare": return String(BitString.compare(a, b))
        case "position": return String(b.position(of: a))
        case "overlay":
            let count = arguments.count > 3 ? try integer(arguments[3]) : nil
            return try a.overlaying(b, from: integer(arguments[2]), count: count).text
        default: throw UnknownOperation(name: operation)
        }
    }
}
