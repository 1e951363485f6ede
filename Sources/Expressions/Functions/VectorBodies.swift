// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

/// A vector type: what its operators have in common.
protocol SQLVector: Scalar, Ordered {
    static var type: OID { get }
    static var name: String { get }
    func distance(to other: Self, _ metric: Metric) throws(VectorError) -> Double
    func check(expected: Int?) throws(VectorError)
}

extension Vector: SQLVector {
    static var type: OID { .vector }
    static var name: String { "vector" }
}
extension HalfVector: SQLVector {
    static var type: OID { .halfvec }
    static var name: String { "halfvec" }
}
extension SparseVector: SQLVector {
    static var type: OID { .sparsevec }
    static var name: String { "sparsevec" }
}

extension Function.Body {
    /// A body of one argument that fails as vector operations do.
    static func vector<A: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A) throws(VectorError) -> R
    ) -> Function.Body {
        .values { (_, arguments) throws(DatabaseError) in
            let a = try A.unwrap(arguments[0])
            return try DatabaseError.wrap { () throws(VectorError) in try compute(a) }.wrapped
        }
    }

    /// A body of two arguments that fails as vector operations do.
    static func vector<A: Scalar, B: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A, B) throws(VectorError) -> R
    ) -> Function.Body {
        .values { (_, arguments) throws(DatabaseError) in
            let (a, b) = (try A.unwrap(arguments[0]), try B.unwrap(arguments[1]))
            return try DatabaseError.wrap { () throws(VectorError) in try compute(a, b) }.wrapped
        }
    }

    /// A body of two vectors that yields a number for each row without boxing it.
    static func score<A: Scalar>(
        _ compute: @escaping @Sendable (A, A) throws(VectorError) -> Double
    ) -> Function.Body {
        .columns { (context, operands, count) throws(DatabaseError) in
            let (left, right) = (operands[0], operands[1])
            var results: [Double] = []
            results.reserveCapacity(count)
            let fixed = right.isConstant ? try A.unwrap(right.column[0]) : nil
            for row in 0..<count {
                let (a, b) = (left[row], right.isConstant ? Value.null : right[row])
                if a.isNull || (fixed == nil && b.isNull) {
                    results.append(0)
                    continue
                }
                let x = try A.unwrap(a)
                let y: A
                if let fixed { y = fixed } else { y = try A.unwrap(b) }
                results.append(
                    try DatabaseError.wrap { () throws(VectorError) in try compute(x, y) }
                )
            }
            return Column(context.resultType, .float64(results))
        }
    }

    /// A cast of a value, the target's modifier and whether it is explicit: the modifier is the
    /// dimension.
    static func cast<A: Scalar, R: Scalar>(
        _ compute: @escaping @Sendable (A, _ expected: Int?) throws(VectorError) -> R
    ) -> Function.Body {
        .values { (_, arguments) throws(DatabaseError) in
            let (a, modifier) = (try A.unwrap(arguments[0]), try Int32.unwrap(arguments[1]))
            let expected = modifier < 0 ? nil : Int(modifier)
            return try DatabaseError.wrap { () throws(VectorError) in
                try compute(a, expected)
            }.wrapped
        }
    }

    /// A cast from an array of numbers.
    static func vector<R: Scalar>(
        fromArray make: @escaping @Sendable ([Float], Int?) throws(VectorError) -> R
    ) -> Function.Body {
        .values { (_, arguments) throws(DatabaseError) in
            let array = try ArrayValue.unwrap(arguments[0])
            let modifier = try Int32.unwrap(arguments[1])
            if array.dimensions.count > 1 {
                throw DatabaseError(VectorError.arrayNotOneDimensional)
            }
            if array.hasNulls { throw DatabaseError(VectorError.nullElement) }
            var elements: [Float] = []
            elements.reserveCapacity(array.elements.count)
            for element in array.elements { elements.append(try single(element)) }
            return try DatabaseError.wrap { () throws(VectorError) in
                try make(elements, modifier < 0 ? nil : Int(modifier))
            }.wrapped
        }
    }

    private static func single(_ element: Value) throws(DatabaseError) -> Float {
        switch element {
        case .int32(let number): return Float(number)
        case .float32(let number): return number
        case .float64(let number): return Float(number)
        case .numeric(let number): return try number.float()
        default: throw DatabaseError(VectorError.unsupportedArray)
        }
    }
}
