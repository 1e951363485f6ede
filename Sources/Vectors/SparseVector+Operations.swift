// SPDX-License-Identifier: Apache-2.0

import CKernels

extension SparseVector {
    /// Reads the binary wire format.
    ///
    /// | bytes | content, big-endian |
    /// |---|---|
    /// | 0-3 | dimension |
    /// | 4-7 | number of elements, n |
    /// | 8-11 | 0 |
    /// | 12 + 4·i | index i from 0, ascending |
    /// | 12 + 4·n + 4·i | element i, IEEE 754 binary32, not zero |
    ///
    /// - Throws: ``VectorError``, also when bytes are missing or left over.
    public init(binary: Span<UInt8>, expected: Int? = nil) throws(VectorError) {
        var reader = BinaryReader(binary)
        let dimension = Int(Int32(bitPattern: try reader.readUInt32()))
        let count = Int(Int32(bitPattern: try reader.readUInt32()))
        let reserved = Int(Int32(bitPattern: try reader.readUInt32()))
        try Self.check(dimension: dimension)
        try Self.check(elementCount: count, dimension: dimension)
        if let expected, expected != dimension {
            throw .expectedDimensions(expected, not: dimension)
        }
        if reserved != 0 { throw .reservedField(reserved) }
        var indices: [Int32] = []
        for _ in 0..<count {
            let index = Int32(bitPattern: try reader.readUInt32())
            try Self.check(index: index, after: indices.last, dimension: dimension)
            indices.append(index)
        }
        var values: [Float] = []
        for _ in 0..<count {
            let value = Float(bitPattern: try reader.readUInt32())
            if value.isNaN { throw .notANumber(.sparsevec) }
            if value.isInfinite { throw .infinite(.sparsevec) }
            if value == 0 { throw .zeroInBinary }
            values.append(value)
        }
        try reader.finish()
        self.init(trusted: dimension, indices: indices, values: values)
    }

    /// The binary wire format.
    public var binary: [UInt8] {
        var writer = BinaryWriter(capacity: 12 + 8 * values.count)
        writer.write(UInt32(dimension))
        writer.write(UInt32(values.count))
        writer.write(UInt32(0))
        for index in indices { writer.write(UInt32(bitPattern: index)) }
        for value in values { writer.write(value.bitPattern) }
        return writer.bytes
    }

    /// The vector of norm 1 in this direction, or zero for zero; elements that underflow are left
    /// out.
    public func normalized() throws(VectorError) -> SparseVector {
        let norm = norm
        guard norm > 0 else { return SparseVector(trusted: dimension, indices: [], values: []) }
        var keptIndices: [Int32] = []
        var keptValues: [Float] = []
        for (index, value) in zip(indices, values) {
            let scaled = Float(Double(value) / norm)
            if scaled.isInfinite { throw .overflow }
            if scaled == 0 { continue }
            keptIndices.append(index)
            keptValues.append(scaled)
        }
        return SparseVector(trusted: dimension, indices: keptIndices, values: keptValues)
    }
}

// MARK: - Distances

extension SparseVector {
    /// The Euclidean distance.
    public func l2Distance(to other: SparseVector) throws(VectorError) -> Double {
        try l2SquaredDistance(to: other).squareRoot()
    }

    /// The square of the Euclidean distance.
    public func l2SquaredDistance(to other: SparseVector) throws(VectorError) -> Double {
        try score(other, ck_sparse_squared_l2)
    }

    /// The inner product.
    public func innerProduct(with other: SparseVector) throws(VectorError) -> Double {
        try score(other, ck_sparse_dot)
    }

    /// The sum of the absolute differences.
    public func l1Distance(to other: SparseVector) throws(VectorError) -> Double {
        try score(other, ck_sparse_l1)
    }

    /// One minus the cosine of the angle between the two; NaN where either is zero.
    public func cosineDistance(to other: SparseVector) throws(VectorError) -> Double {
        let dot = try innerProduct(with: other)
        return Scores.cosineDistance(
            dot: Float(dot),
            Float(try innerProduct(with: self)),
            Float(try other.innerProduct(with: other))
        )
    }

    /// The distance that `metric`'s operator returns.
    ///
    /// - Precondition: `metric` is not one of the bit metrics.
    public func distance(to other: SparseVector, _ metric: Metric) throws(VectorError) -> Double {
        switch metric {
        case .l2: return try l2Distance(to: other)
        case .innerProduct: return -(try innerProduct(with: other))
        case .cosine: return try cosineDistance(to: other)
        case .l1: return try l1Distance(to: other)
        case .hamming, .jaccard: preconditionFailure("\(metric) measures bit strings")
        }
    }

    /// The Euclidean norm, summed in float64.
    public var norm: Double {
        var sum = 0.0
        for value in values { sum += Double(value) * Double(value) }
        return sum.squareRoot()
    }

    private func score(
        _ other: SparseVector,
        _ kernel: (ck_sparse, ck_sparse) -> Float
    ) throws(VectorError) -> Double {
        try checkSameDimension(as: other)
        return withView { a in other.withView { b in Double(kernel(a, b)) } }
    }

    private func withView<Result>(_ body: (ck_sparse) -> Result) -> Result {
        indices.withUnsafeBufferPointer { indices in
            values.withUnsafeBufferPointer { values in
                body(
                    ck_sparse(
                        indices: indices.baseAddress,
                        values: values.baseAddress,
                        count: values.count
                    )
                )
            }
        }
    }
}
