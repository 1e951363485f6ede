// SPDX-License-Identifier: Apache-2.0

import CKernels

/// Codes of 8 or 4 bits per element: centred, rotated, scaled per vector, rounded.
///
/// A code is stored as two planes of nibbles. The high plane alone is a 4-bit code, good enough to
/// walk a graph with; high and low plane together are an 8-bit code, good enough to rank with.
///
/// ```
/// element:   0    1   ...  h-1  |  h   h+1  ... 2h-1      h = planeBytes
/// byte j of a plane:  low nibble = element j, high nibble = element j + h
/// ```
///
/// The element value is `scale * (16 * high + low - 128)`. Instead of the scale that was divided
/// by, the stored one makes the code's inner product with its own vector exact, as in RaBitQ (Gao
/// and Long, 2024, section 3.2): estimates of inner products are then unbiased for queries near
/// the vector.
public struct ScalarQuantizer: Sendable {
    /// A query in the form that the 4- and 8-bit scorers read, with the numbers of `ck_scan`.
    public struct Query: Sendable {
        /// Added to every distance.
        public var base: Float
        /// The factor of the inner product, for codes whose unit is a whole high step.
        public var multiplier: Float
        /// What the zero point of 4-bit codes adds to each integer inner product.
        public var highOffset: Float
        /// What the zero point of 8-bit codes adds to each integer inner product.
        public var fullOffset: Float
        /// The length of the centred query.
        public var length: Float
        /// The length of what rounding took from the query.
        public var roundingLength: Float
    }

    /// The numbers stored with a code.
    public struct Factors: Sendable {
        /// The scale of the 4-bit code.
        public var highScale: Float
        /// The scale of the 8-bit code.
        public var fullScale: Float
        /// The squared length of the centred vector; 0 where distances are inner products.
        public var bias: Float

        /// The length of the centred vector.
        public var length: Float
        /// The distance of the centred vector from what its 4-bit code stands for.
        public var highError: Float
        /// The distance of the centred vector from what its 8-bit code stands for.
        public var fullError: Float
    }

    /// Elements of a vector.
    public let dimension: Int
    /// Whether distances are negative inner products rather than squared Euclidean distances.
    public let isInnerProduct: Bool
    /// Bytes of one plane, a multiple of 16: half the dimension, rounded up.
    public let planeBytes: Int
    /// The rotation applied to centred vectors.
    public let rotation: Rotation
    /// Subtracted from every vector before rotating; zeros where distances are inner products.
    public let center: [Float]

    /// A quantizer for `dimension` elements.
    ///
    /// - Parameters:
    ///   - dimension: Elements of a vector, at least 1.
    ///   - isInnerProduct: Whether distances are negative inner products.
    ///   - center: The mean of the vectors, or empty for none; ignored for inner products.
    ///   - seed: Selects the rotation.
    public init(dimension: Int, isInnerProduct: Bool, center: [Float] = [], seed: UInt64) {
        precondition(center.isEmpty || center.count == dimension, "center has another dimension")
        self.dimension = dimension
        self.isInnerProduct = isInnerProduct
        self.center =
            isInnerProduct || center.isEmpty
            ? [Float](repeating: 0, count: dimension) : center
        planeBytes = (dimension + 31) / 32 * 16
        rotation = Rotation(dimension: dimension, seed: seed)
    }

    /// Floats of scratch space that ``encode(_:scratch:high:low:)`` and
    /// ``prepare(_:scratch:query:)`` need: two padded vectors.
    public var scratchCount: Int { 4 * planeBytes }

    /// Encodes one vector.
    ///
    /// - Parameters:
    ///   - vector: ``dimension`` finite floats, of length 1 where the metric is cosine.
    ///   - scratch: ``scratchCount`` floats, overwritten.
    ///   - high: Receives ``planeBytes`` bytes.
    ///   - low: Receives as many, unless nil.
    /// - Returns: The numbers to store with the code.
    public func encode(
        _ vector: UnsafePointer<Float>,
        scratch: UnsafeMutablePointer<Float>,
        high: UnsafeMutablePointer<UInt8>,
        low: UnsafeMutablePointer<UInt8>?
    ) -> Factors {
        let kernels = ck_active().pointee.codes
        let count = 2 * planeBytes
        let squared = rotate(vector, into: scratch)
        let codes = UnsafeMutableRawPointer(scratch + count).assumingMemoryBound(to: Int8.self)
        let largest = kernels.largest_magnitude(scratch, count)
        guard largest > 0 else {
            codes.initialize(repeating: 0, count: count)
            ck_split_planes(codes, count, high, low)
            return Factors(
                highScale: 0,
                fullScale: 0,
                bias: isInnerProduct ? 0 : squared,
                length: squared.squareRoot(),
                highError: squared,
                fullError: squared
            )
        }
        _ = kernels.quantize(scratch, count, 127 / largest, codes)
        ck_split_planes(codes, count, high, low)
        var fit = ck_fit()
        ck_fit_code(scratch, codes, count, &fit)
        let highScale = fit.high > 0 ? squared / fit.high : 0
        let fullScale = fit.full > 0 ? squared / fit.full : 0
        // |x - s y|² = |x|² - 2 s <x, y> + s² |y|², and the scales make s <x, y> equal |x|².
        func error(_ scale: Float, _ codeSquared: Float) -> Float {
            scale > 0 ? max(0, scale * scale * codeSquared - squared).squareRoot() : .infinity
        }
        return Factors(
            highScale: highScale,
            fullScale: fullScale,
            bias: isInnerProduct ? 0 : squared,
            length: squared.squareRoot(),
            highError: error(highScale, fit.high_squared),
            fullError: error(fullScale, fit.full_squared)
        )
    }

    /// Prepares a query vector: `query` receives `2 * planeBytes` signed bytes.
    public func prepare(
        _ vector: UnsafePointer<Float>,
        scratch: UnsafeMutablePointer<Float>,
        query: UnsafeMutablePointer<Int8>
    ) -> Query {
        let kernels = ck_active().pointee.codes
        let count = 2 * planeBytes
        let squared = rotate(vector, into: scratch)
        let largest = kernels.largest_magnitude(scratch, count)
        let scale = largest > 0 ? largest / 127 : 1
        let sum = kernels.quantize(scratch, count, 1 / scale, query)
        var prepared = makeQuery(scale: scale, sum: sum, squared: squared)
        // Rounding to the nearest takes at most half a step from each element.
        prepared.roundingLength = 0.5 * scale * Float(dimension).squareRoot()
        return prepared
    }

    /// Prepares a stored code as a query, so that codes can be compared with each other.
    ///
    /// - Parameters:
    ///   - high: The upper nibbles.
    ///   - low: The lower nibbles, or nil for their middle.
    ///   - scale: The scale of the 8-bit code.
    ///   - squared: The squared length of the centred vector, or 0 for inner products.
    ///   - query: Receives `2 * planeBytes` signed bytes.
    /// - Returns: The numbers for the scorer.
    public func prepare(
        high: UnsafePointer<UInt8>,
        low: UnsafePointer<UInt8>?,
        scale: Float,
        squared: Float,
        query: UnsafeMutablePointer<Int8>
    ) -> Query {
        let sum = ck_join_planes(high, low, 2 * planeBytes, query)
        return makeQuery(scale: scale, sum: sum, squared: squared)
    }

    private func makeQuery(scale: Float, sum: Int32, squared: Float) -> Query {
        Query(
            base: isInnerProduct ? 0 : squared,
            multiplier: isInnerProduct ? scale : 2 * scale,
            highOffset: 7.53125 * Float(sum),
            fullOffset: 128 * Float(sum),
            length: squared.squareRoot(),
            roundingLength: 0
        )
    }

    /// Centres and rotates `vector` into `target`, padded with zeros; returns its squared length.
    private func rotate(
        _ vector: UnsafePointer<Float>,
        into target: UnsafeMutablePointer<Float>
    ) -> Float {
        rotation.apply(to: vector, less: center, into: target, padded: 2 * planeBytes)
    }
}
