// SPDX-License-Identifier: Apache-2.0

/// The state of the aggregate `avg` over vectors: SQL's `double precision[]` of the number of
/// vectors and, from the first one on, the sum of each dimension.
///
/// The functions are those that SQL can call by name: `vector_accum`, `vector_combine`,
/// `vector_avg` and their `halfvec` siblings.
public enum VectorAverage {
    /// The state before the first vector.
    public static let initialState: [Double] = [0]

    /// Adds one vector.
    ///
    /// - Throws: ``VectorError`` when `state` is empty or of another dimension, or when a sum
    ///   overflows float64.
    public static func accumulate(
        _ vector: Vector,
        into state: inout [Double]
    ) throws(VectorError) {
        try accumulate(vector.elements, into: &state, function: "vector_accum")
    }

    /// Adds one half vector; errors as for vectors.
    public static func accumulate(
        _ vector: HalfVector,
        into state: inout [Double]
    ) throws(VectorError) {
        try accumulate(vector.elements, into: &state, function: "halfvec_accum")
    }

    private static func accumulate(
        _ elements: [Float],
        into state: inout [Double],
        function: String
    ) throws(VectorError) {
        if state.isEmpty { throw .badState(function) }
        if state.count == 1 {
            state[0] += 1
            state.append(contentsOf: elements.lazy.map { Double($0) })
            return
        }
        if state.count - 1 != elements.count {
            throw .expectedDimensions(state.count - 1, not: elements.count)
        }
        state[0] += 1
        var overflows = false
        for index in elements.indices {
            let sum = state[index + 1] + Double(elements[index])
            overflows = overflows || sum.isInfinite
            state[index + 1] = sum
        }
        if overflows { throw .overflow }
    }

    /// The state of the vectors of both states together.
    ///
    /// - Throws: ``VectorError`` when one is empty, when their dimensions differ, or when a sum
    ///   overflows float64.
    public static func combine(_ a: [Double], _ b: [Double]) throws(VectorError) -> [Double] {
        guard let countA = a.first, let countB = b.first else { throw .badState("vector_combine") }
        if countA == 0 { return b }
        if countB == 0 { return a }
        if a.count != b.count { throw .expectedDimensions(a.count - 1, not: b.count - 1) }
        var result = a
        for index in result.indices { result[index] += b[index] }
        if result.dropFirst().contains(where: { $0.isInfinite }) { throw .overflow }
        return result
    }

    /// The average; nil of no vectors.
    ///
    /// - Throws: ``VectorError`` when `state` is empty or has no dimensions, or when an element of
    ///   the average is not finite.
    public static func vector(_ state: [Double]) throws(VectorError) -> Vector? {
        guard let count = state.first else { throw .badState("vector_avg") }
        if count == 0 { return nil }
        try Vector.check(dimension: state.count - 1)
        return try Vector(state.dropFirst().map { Float($0 / count) })
    }

    /// The average, rounded to float16; nil of no vectors.
    ///
    /// - Throws: ``VectorError`` as for vectors.
    public static func halfVector(_ state: [Double]) throws(VectorError) -> HalfVector? {
        guard let count = state.first else { throw .badState("halfvec_avg") }
        if count == 0 { return nil }
        try HalfVector.check(dimension: state.count - 1)
        return try HalfVector(rounding: state.dropFirst().map { Float($0 / count) })
    }
}
