// SPDX-License-Identifier: Apache-2.0

import Vectors

/// What Vector answers to an oracle's question.
enum VectorOracle {
    static func evaluate(_ operation: String, _ arguments: [String]) throws -> String {
        switch operation {
        case "in":
            return try Vector(text: arguments[0], expected: dimension(arguments, at: 1)).text
        case "recv":
            let message = try bytes(hexadecimal: arguments[0])
            return try Vector(binary: message.span).text
        case "from_float8":
            let elements = try array(arguments[0]).map { Float($0) }
            return try Vector(elements, expected: dimension(arguments, at: 1)).text
        case "accum":
            var state = try array(arguments[0])
            try VectorAverage.accumulate(Vector(text: arguments[1]), into: &state)
            return text(state)
        case "combine":
            return text(try VectorAverage.combine(array(arguments[0]), array(arguments[1])))
        case "avg":
            return try VectorAverage.vector(array(arguments[0]))?.text ?? "NULL"
        default:
            return try evaluate(operation, on: Vector(text: arguments[0]), arguments)
        }
    }

    private static func evaluate(
        _ operation: String,
        on a: Vector,
        _ arguments: [String]
    ) throws -> String {
        switch operation {
        case "send": return hexadecimal(a.binary)
        case "dims": return String(a.dimension)
        case "norm": return a.norm.postgresText
        case "l2_normalize": return try a.normalized().text
        case "binary_quantize": return a.binaryQuantized().text
        case "subvector":
            return try a.subvector(start: integer(arguments[1]), count: integer(arguments[2])).text
        case "to_halfvec":
            return try HalfVector(a, expected: dimension(arguments, at: 1)).text
        case "to_sparsevec":
            let expected = dimension(arguments, at: 1)
            return try SparseVector(elements: a.elements, expected: expected).text
        default: return try evaluate(operation, a, Vector(text: arguments[1]))
        }
    }

    private static func evaluate(_ operation: String, _ a: Vector, _ b: Vector) throws -> String {
        switch operation {
        case "l2_distance": return try a.l2Distance(to: b).postgresText
        case "l2_squared_distance": return try a.l2SquaredDistance(to: b).postgresText
        case "inner_product": return try a.innerProduct(with: b).postgresText
        case "negative_inner_product": return try a.distance(to: b, .innerProduct).postgresText
        case "cosine_distance": return try a.cosineDistance(to: b).postgresText
        case "l1_distance": return try a.l1Distance(to: b).postgresText
        case "spherical_distance": return try a.sphericalDistance(to: b).postgresText
        case "add": return try a.adding(b).text
        case "sub": return try a.subtracting(b).text
        case "mul": return try a.multiplying(b).text
        case "concat": return try a.concatenating(b).text
        case "cmp": return String(Vector.compare(a, b))
        default: throw UnknownOperation(name: operation)
        }
    }
}
