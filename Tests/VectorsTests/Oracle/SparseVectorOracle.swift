// SPDX-License-Identifier: Apache-2.0

import Vectors

/// What SparseVector answers to an oracle's question.
enum SparseVectorOracle {
    static func evaluate(_ operation: String, _ arguments: [String]) throws -> String {
        switch operation {
        case "in":
            return try SparseVector(text: arguments[0], expected: dimension(arguments, at: 1)).text
        case "recv":
            let message = try bytes(hexadecimal: arguments[0])
            return try SparseVector(binary: message.span).text
        case "from_float8":
            let elements = try array(arguments[0]).map { Float($0) }
            let expected = dimension(arguments, at: 1)
            return try SparseVector(elements: elements, expected: expected).text
        default:
            return try evaluate(operation, on: SparseVector(text: arguments[0]), arguments)
        }
    }

    private static func evaluate(
        _ operation: String,
        on a: SparseVector,
        _ arguments: [String]
    ) throws -> String {
        switch operation {
        case "send": return hexadecimal(a.binary)
        case "norm": return a.norm.postgresText
        case "l2_normalize": return try a.normalized().text
        case "to_vector": return try Vector(a, expected: dimension(arguments, at: 1)).text
        case "to_halfvec": return try HalfVector(a, expected: dimension(arguments, at: 1)).text
        default: return try evaluate(operation, a, SparseVector(text: arguments[1]))
        }
    }

    private static func evaluate(
        _ operation: String,
        _ a: SparseVector,
        _ b: SparseVector
    ) throws -> String {
        switch operation {
        case "l2_distance": return try a.l2Distance(to: b).postgresText
        case "l2_squared_distance": return try a.l2SquaredDistance(to: b).postgresText
        case "inner_product": return try a.innerProduct(with: b).postgresText
        case "negative_inner_product": return try a.distance(to: b, .innerProduct).postgresText
        case "cosine_distance": return try a.cosineDistance(to: b).postgresText
        case "l1_distance": return try a.l1Distance(to: b).postgresText
        case "cmp": return String(SparseVector.compare(a, b))
        default: throw UnknownOperation(name: operation)
        }
    }
}
