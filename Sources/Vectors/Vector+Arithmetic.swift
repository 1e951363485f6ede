// SPDX-License-Identifier: Apache-2.0

extension Vector {
    /// The sum, element by element.
    ///
    /// - Throws: ``VectorError`` when the dimensions differ or an element overflows.
    public func adding(_ other: Vector) throws(VectorError) -> Vector {
        try combine(other) { $0 + $1 }
    }

    /// The difference, element by element; errors as for ``adding(_:)``.
    public func subtracting(_ other: Vector) throws(VectorError) -> Vector {
        try combine(other) { $0 - $1 }
    }

    /// The product, element by element.
    ///
    /// - Throws: ``VectorError`` when the dimensions differ, or when an element overflows or
    ///   underflows to zero.
    public func multiplying(_ other: Vector) throws(VectorError) -> Vector {
        let product = try combine(other) { $0 * $1 }
        for index in product.elements.indices where product.elements[index] == 0 {
            if elements[index] != 0 && other.elements[index] != 0 { throw .underflow }
        }
        return product
    }

    /// The elements of both, one after the other.
    public func concatenating(_ other: Vector) throws(VectorError) -> Vector {
        try Self.check(dimension: dimension + other.dimension)
        return Vector(trusted: elements + other.elements)
    }

    /// Up to `count` elements from position `start`, counted from 1 as SQL's `substring` does.
    ///
    /// - Throws: ``VectorError`` when no element is left.
    public func subvector(start: Int, count: Int) throws(VectorError) -> Vector {
        let range = try Subvector.range(
            start: start,
            count: count,
            dimension: dimension,
            type: .vector
        )
        return Vector(trusted: Array(elements[range]))
    }

    /// The vector of norm 1 in this direction, or zero for zero.
    public func normalized() throws(VectorError) -> Vector {
        let norm = norm
        guard norm > 0 else {
            return Vector(trusted: [Float](repeating: 0, count: dimension))
        }
        let result = elements.map { Float(Double($0) / norm) }
        if !result.areFinite { throw .overflow }
        return Vector(trusted: result)
    }

    /// One bit per element, set where the element is positive.
    public func binaryQuantized() -> BitString {
        BitString(elements.lazy.map { $0 > 0 })
    }

    @inline(__always)
    private func combine(
        _ other: Vector,
        _ operation: (Float, Float) -> Float
    ) throws(VectorError) -> Vector {
        try checkSameDimension(as: other)
        let result = [Float](unsafeUninitializedCapacity: dimension) { target, initialized in
            elements.withUnsafeBufferPointer { a in
                other.elements.withUnsafeBufferPointer { b in
                    for index in 0..<a.count {
                        target.initializeElement(at: index, to: operation(a[index], b[index]))
                    }
                }
            }
            initialized = dimension
        }
        // Of finite operands no result is NaN.
        if !result.areFinite { throw .overflow }
        return Vector(trusted: result)
    }
}

/// The bounds rule of `subvector`, shared by the dense types.
enum Subvector {
    static func range(
        start: Int,
        count: Int,
        dimension: Int,
        type: VectorType
    ) throws(VectorError) -> Range<Int> {
        if count < 1 || start > dimension { throw .noDimensions(type) }
        let end = start > dimension - count ? dimension + 1 : start + count
        let first = max(start, 1)
        if end <= first { throw .noDimensions(type) }
        return first - 1..<end - 1
    }
}
