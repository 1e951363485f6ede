// SPDX-License-Identifier: Apache-2.0

extension HalfVector {
    /// The sum, element by element, rounded once.
    ///
    /// - Throws: ``VectorError`` when the dimensions differ or an element overflows.
    public func adding(_ other: HalfVector) throws(VectorError) -> HalfVector {
        try combine(other) { $0 + $1 }
    }

    /// The difference, element by element; errors as for ``adding(_:)``.
    public func subtracting(_ other: HalfVector) throws(VectorError) -> HalfVector {
        try combine(other) { $0 - $1 }
    }

    /// The product, element by element.
    ///
    /// - Throws: ``VectorError`` when the dimensions differ, or when an element overflows or
    ///   underflows to zero.
    public func multiplying(_ other: HalfVector) throws(VectorError) -> HalfVector {
        let product = try combine(other) { $0 * $1 }
        for index in product.bitPatterns.indices where product.bitPatterns[index] & 0x7FFF == 0 {
            let factors = (bitPatterns[index] & 0x7FFF, other.bitPatterns[index] & 0x7FFF)
            if factors.0 != 0 && factors.1 != 0 { throw .underflow }
        }
        return product
    }

    /// The elements of both, one after the other.
    public func concatenating(_ other: HalfVector) throws(VectorError) -> HalfVector {
        try Self.check(dimension: dimension + other.dimension)
        return HalfVector(trusted: bitPatterns + other.bitPatterns)
    }

    /// Up to `count` elements from position `start`, counted from 1 as SQL's `substring` does.
    ///
    /// - Throws: ``VectorError`` when no element is left.
    public func subvector(start: Int, count: Int) throws(VectorError) -> HalfVector {
        let range = try Subvector.range(
            start: start,
            count: count,
            dimension: dimension,
            type: .halfvec
        )
        return HalfVector(trusted: Array(bitPatterns[range]))
    }

    /// The vector of norm 1 in this direction, or zero for zero.
    public func normalized() throws(VectorError) -> HalfVector {
        let norm = norm
        guard norm > 0 else {
            return HalfVector(trusted: [UInt16](repeating: 0, count: dimension))
        }
        return try Self.narrowChecked(elements.map { Float(Double($0) / norm) })
    }

    /// One bit per element, set where the element is positive.
    public func binaryQuantized() -> BitString {
        BitString(bitPatterns.lazy.map { $0 != 0 && $0 < 0x8000 })
    }

    @inline(__always)
    private func combine(
        _ other: HalfVector,
        _ operation: (Float, Float) -> Float
    ) throws(VectorError) -> HalfVector {
        try checkSameDimension(as: other)
        let (a, b) = (elements, other.elements)
        var result: [Float] = []
        result.reserveCapacity(dimension)
        for index in a.indices { result.append(operation(a[index], b[index])) }
        return try Self.narrowChecked(result)
    }

    /// Rounds results of arithmetic, of which none may become infinite.
    private static func narrowChecked(_ elements: [Float]) throws(VectorError) -> HalfVector {
        let rounded = narrow(elements)
        if rounded.contains(where: { $0 & 0x7FFF == 0x7C00 }) { throw .overflow }
        return HalfVector(trusted: rounded)
    }
}
