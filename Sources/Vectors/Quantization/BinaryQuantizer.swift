// SPDX-License-Identifier: Apache-2.0

import CKernels

/// Codes of one bit per element: the signs of the centred, rotated vector.
///
/// RaBitQ (Gao and Long, "RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error
/// Bound for Approximate Nearest Neighbor Search", SIGMOD 2024). With `o` the vector and `s` its
/// signs, `|o|² / <o, s>` times `<q, s>` estimates `<q, o>` without bias, and the error is below a
/// factor times `|q| |o|` with a probability that depends only on the factor: see ``typicalError``.
/// The query is rounded to 4 bits, whose error is small beside that of the signs.
public struct BinaryQuantizer: Sendable {
    /// A query as four bit planes, with the numbers of `ck_scan`.
    public struct Query: Sendable {
        /// Added to every distance.
        public var base: Float
        /// The factor of the inner product.
        public var multiplier: Float
        /// Subtracted from each code's sum.
        public var offset: Float
        /// The length of the centred query.
        public var length: Float
    }

    /// The numbers stored with a code.
    public struct Factors: Sendable {
        /// What a sum over signs is multiplied by.
        public var scale: Float
        /// The squared length of the centred vector; 0 where distances are inner products.
        public var bias: Float
    }

    /// Elements of a vector.
    public let dimension: Int
    /// Whether distances are negative inner products rather than squared Euclidean distances.
    public let isInnerProduct: Bool
    /// Bytes of a code, a multiple of 8.
    public let codeBytes: Int
    /// The rotation applied to centred vectors.
    public let rotation: Rotation
    /// Subtracted from every vector before rotating; zeros where distances are inner products.
    public let center: [Float]

    /// A quantizer for `dimension` elements; see ``ScalarQuantizer`` for the parameters.
    public init(dimension: Int, isInnerProduct: Bool, center: [Float] = [], seed: UInt64) {
        precondition(center.isEmpty || center.count == dimension, "center has another dimension")
        self.dimension = dimension
        self.isInnerProduct = isInnerProduct
        self.center =
            isInnerProduct || center.isEmpty
            ? [Float](repeating: 0, count: dimension) : center
        codeBytes = (dimension + 63) / 64 * 8
        rotation = Rotation(dimension: dimension, seed: seed)
    }

    /// Floats of scratch space that encoding and preparing need.
    public var scratchCount: Int { 8 * codeBytes + 2 * codeBytes }

    /// Bytes of a prepared query.
    public var queryBytes: Int { 4 * codeBytes }

    /// Bytes of a query's tables: 16 for each of a code's nibbles.
    public var tableBytes: Int { 32 * codeBytes }

    /// Fills a query's tables for `ck_score_blocks`, whose sums are twice the dots of the planes
    /// plus ``tableOffset``; `planes` is what ``prepare(_:scratch:planes:)`` made.
    public func prepareTables(
        _ planes: UnsafePointer<UInt8>,
        tables: UnsafeMutablePointer<UInt8>
    ) {
        for nibble in 0..<2 * codeBytes {
            let entries = tables + 16 * nibble
            // Four elements of -15...15 each, raised so that no sum is negative.
            entries[0] = BinaryQuantizer.tableBase
            for element in 0..<4 {
                let bit = 4 * nibble + element
                var level = 0
                for plane in 0..<4 {
                    level |= Int(planes[plane * codeBytes + bit / 8] >> UInt8(bit % 8) & 1) << plane
                }
                let own = 2 * level - 15
                for entry in 0..<1 << element {
                    entries[entry + 1 << element] = UInt8(Int(entries[entry]) + own)
                }
            }
        }
    }

    /// What the tables add to the sum of a whole code.
    public var tableOffset: Float {
        Float(2 * codeBytes) * Float(BinaryQuantizer.tableBase)
    }

    private static let tableBase: UInt8 = 60

    /// The share of its length that the code of a vector of typical shape is off by.
    ///
    /// An estimated inner product is within `typicalError * z / sqrt(dimension)` times `|q| |o|`
    /// with probability `1 - 2 exp(-c0 z²)`.
    public static let typicalError: Float = 0.76

    /// Encodes one vector of ``dimension`` finite floats: `code` receives ``codeBytes`` bytes.
    public func encode(
        _ vector: UnsafePointer<Float>,
        scratch: UnsafeMutablePointer<Float>,
        code: UnsafeMutablePointer<UInt8>
    ) -> Factors {
        let squared = rotate(vector, into: scratch)
        ck_pack_signs(scratch, 8 * codeBytes, code)
        // Padding elements are zero, whose sign bit would be set: clear what is past the end.
        for bit in dimension..<8 * codeBytes { code[bit / 8] &= ~(1 << UInt8(bit % 8)) }
        var sum: Float = 0
        for index in 0..<dimension { sum += scratch[index].magnitude }
        return Factors(
            scale: sum > 0 ? squared / sum : 0,
            bias: isInnerProduct ? 0 : squared
        )
    }

    /// Prepares a query vector: `planes` receives ``queryBytes`` bytes.
    public func prepare(
        _ vector: UnsafePointer<Float>,
        scratch: UnsafeMutablePointer<Float>,
        planes: UnsafeMutablePointer<UInt8>
    ) -> Query {
        let squared = rotate(vector, into: scratch)
        let count = 8 * codeBytes
        var largest: Float = 0
        var sum: Float = 0
        for index in 0..<dimension {
            largest = max(largest, scratch[index].magnitude)
            sum += scratch[index]
        }
        let scale = largest > 0 ? largest / 7.5 : 1
        let numbers = UnsafeMutableRawPointer(scratch + count)
            .assumingMemoryBound(to: UInt8.self)
        for index in 0..<count {
            let level = (scratch[index] / scale + 7.5).rounded(.toNearestOrAwayFromZero)
            numbers[index] = UInt8(min(15, max(0, level)))
        }
        ck_pack_planes(numbers, dimension, codeBytes, planes)
        return Query(
            base: isInnerProduct ? 0 : squared,
            multiplier: (isInnerProduct ? 1 : 2) * 2 * scale,
            offset: sum / (2 * scale),
            length: squared.squareRoot()
        )
    }

    private func rotate(
        _ vector: UnsafePointer<Float>,
        into target: UnsafeMutablePointer<Float>
    ) -> Float {
        rotation.apply(to: vector, less: center, into: target, padded: 8 * codeBytes)
    }
}
