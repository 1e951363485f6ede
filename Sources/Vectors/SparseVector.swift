// SPDX-License-Identifier: Apache-2.0

/// SQL's `sparsevec`: up to 16,000 non-zero float32 elements among up to 10⁹ dimensions.
///
/// Equality and order are those of pgvector's B-tree class: as if the zeros stood between the
/// elements, then by dimension.
public struct SparseVector: Sendable, Hashable {
    /// The most dimensions a vector may have.
    public static let maximumDimension = 1_000_000_000
    /// The most elements other than zero.
    public static let maximumElements = 16_000

    /// The number of dimensions.
    public let dimension: Int
    /// Where the elements stand, from 0, ascending.
    public let indices: [Int32]
    /// The elements, as many as indices: finite and not zero.
    public let values: [Float]

    /// A vector from indices (from 0, ascending) and as many values, zeros left out.
    ///
    /// - Throws: ``VectorError`` when a limit is exceeded, an index is out of bounds, doubled or
    ///   out of order, or a value is NaN or infinite.
    /// - Precondition: `indices` and `values` are equally many.
    public init(dimension: Int, indices: [Int32], values: [Float]) throws(VectorError) {
        precondition(indices.count == values.count, "one value per index")
        try Self.check(dimension: dimension)
        var keptIndices: [Int32] = []
        var keptValues: [Float] = []
        for (index, value) in zip(indices, values) {
            if value.isNaN { throw .notANumber(.sparsevec) }
            if value.isInfinite { throw .infinite(.sparsevec) }
            if value == 0 { continue }
            try Self.check(index: index, after: keptIndices.last, dimension: dimension)
            keptIndices.append(index)
            keptValues.append(value)
        }
        try Self.check(elementCount: keptIndices.count, dimension: dimension)
        self.init(trusted: dimension, indices: keptIndices, values: keptValues)
    }

    /// A vector of parts that are known to be valid, because they were checked when they were
    /// stored or come from operations that keep them valid.
    public init(trusted dimension: Int, indices: [Int32], values: [Float]) {
        assert(indices.count == values.count)
        self.dimension = dimension
        self.indices = indices
        self.values = values
    }

    /// The elements of `elements` that are not zero; there should be as many as `expected`, a
    /// column's declared dimension.
    ///
    /// - Throws: ``VectorError`` when `elements` is empty, has too many elements or not as many as
    ///   expected, or when one is NaN or infinite.
    public init(elements: [Float], expected: Int? = nil) throws(VectorError) {
        try Self.check(dimension: elements.count)
        if let expected, expected != elements.count {
            throw .expectedDimensions(expected, not: elements.count)
        }
        var indices: [Int32] = []
        var values: [Float] = []
        for (index, element) in elements.enumerated() where element != 0 {
            indices.append(Int32(index))
            values.append(element)
        }
        try Self.check(elementCount: values.count, dimension: elements.count)
        for value in values {
            if value.isNaN { throw .notANumber(.sparsevec) }
            if value.isInfinite { throw .infinite(.sparsevec) }
        }
        self.init(trusted: elements.count, indices: indices, values: values)
    }
}

extension SparseVector: Comparable {
    /// Less than, equal to or greater than zero as `a` sorts before, with or after `b`.
    public static func compare(_ a: SparseVector, _ b: SparseVector) -> Int {
        let common = min(a.values.count, b.values.count)
        for position in 0..<common {
            let (i, j) = (a.indices[position], b.indices[position])
            let (x, y) = (a.values[position], b.values[position])
            if i < j { return x < 0 ? -1 : 1 }
            if i > j { return y < 0 ? 1 : -1 }
            if x != y { return x < y ? -1 : 1 }
        }
        // The one with elements left over meets the other's zeros, as far as that has dimensions.
        if b.values.count > common, Int(b.indices[common]) < a.dimension {
            return b.values[common] < 0 ? 1 : -1
        }
        if a.values.count > common, Int(a.indices[common]) < b.dimension {
            return a.values[common] < 0 ? -1 : 1
        }
        return a.dimension == b.dimension ? 0 : a.dimension < b.dimension ? -1 : 1
    }

    /// Whether `a` sorts before `b`.
    public static func < (a: SparseVector, b: SparseVector) -> Bool { compare(a, b) < 0 }
}

// MARK: - Checks

extension SparseVector {
    static func check(dimension: Int) throws(VectorError) {
        if dimension < 1 { throw .noDimensions(.sparsevec) }
        if dimension > maximumDimension {
            throw .tooManyDimensions(.sparsevec, limit: maximumDimension)
        }
    }

    static func check(elementCount: Int, dimension: Int) throws(VectorError) {
        if elementCount < 0 { throw .negativeElementCount }
        if elementCount > maximumElements { throw .tooManyElements(limit: maximumElements) }
        if elementCount > dimension { throw .moreElementsThanDimensions }
    }

    static func check(
        index: Int32,
        after previous: Int32?,
        dimension: Int
    ) throws(VectorError) {
        if index < 0 || Int(index) >= dimension { throw .indexOutOfBounds }
        guard let previous, index <= previous else { return }
        throw index < previous ? .indexOrder : .duplicateIndex
    }

    func checkSameDimension(as other: SparseVector) throws(VectorError) {
        if dimension == other.dimension { return }
        throw .differentDimensions(.sparsevec, dimension, other.dimension)
    }

    /// Checks the dimension against a column's declared one; nil where none is declared.
    ///
    /// - Throws: ``VectorError`` in pgvector's words: `expected 3 dimensions, not 2`.
    public func check(expected: Int?) throws(VectorError) {
        guard let expected, expected != dimension else { return }
        throw .expectedDimensions(expected, not: dimension)
    }

    /// The dimension that a type modifier declares, as in `sparsevec(3)`.
    ///
    /// - Throws: ``VectorError`` unless there is exactly one modifier in 1...10⁹.
    public static func dimension(ofModifiers modifiers: [Int32]) throws(VectorError) -> Int {
        try TypeModifier.dimension(modifiers, type: .sparsevec, limit: maximumDimension)
    }
}
