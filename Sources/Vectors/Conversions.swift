// SPDX-License-Identifier: Apache-2.0

// The casts among the vector types. Each checks the dimension first where the target's column
// declares one, as pgvector does.

extension Vector {
    /// The same elements as float32, which is exact.
    public init(_ other: HalfVector) { self.init(trusted: other.elements) }

    /// The same elements, zeros spelled out.
    ///
    /// - Throws: ``VectorError`` when there are more than 16,000 dimensions.
    public init(_ other: SparseVector, expected: Int? = nil) throws(VectorError) {
        try Self.check(dimension: other.dimension)
        try other.check(expected: expected)
        self.init(trusted: other.denseElements)
    }
}

extension HalfVector {
    /// The float16 nearest to each element.
    ///
    /// - Throws: ``VectorError`` when an element is out of float16's range.
    public init(_ other: Vector, expected: Int? = nil) throws(VectorError) {
        try other.check(expected: expected)
        try self.init(rounding: other.elements)
    }

    /// The float16 nearest to each element, zeros spelled out.
    ///
    /// - Throws: ``VectorError`` when there are more than 16,000 dimensions, or when an element is
    ///   out of float16's range.
    public init(_ other: SparseVector, expected: Int? = nil) throws(VectorError) {
        try Self.check(dimension: other.dimension)
        try other.check(expected: expected)
        try self.init(rounding: other.denseElements)
    }
}

extension SparseVector {
    /// The elements that are not zero.
    public init(_ other: Vector) { self.init(nonZero: other.elements) }

    /// The elements that are not zero.
    public init(_ other: HalfVector) { self.init(nonZero: other.elements) }

    /// From elements known to be valid, and few enough.
    private init(nonZero elements: [Float]) {
        let indices = elements.indices.filter { elements[$0] != 0 }
        self.init(
            trusted: elements.count,
            indices: indices.map { Int32($0) },
            values: indices.map { elements[$0] }
        )
    }

    /// All elements, zeros spelled out; the caller has checked that they are not too many.
    fileprivate var denseElements: [Float] {
        var elements = [Float](repeating: 0, count: dimension)
        for (index, value) in zip(indices, values) { elements[Int(index)] = value }
        return elements
    }
}
