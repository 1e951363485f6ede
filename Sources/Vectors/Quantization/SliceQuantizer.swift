// SPDX-License-Identifier: Apache-2.0

import CKernels

/// Product codes of centred, rotated vectors: each slice of a few elements is a number of four or
/// eight bits, that of its nearest centroid.
///
/// Jégou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", 2011, with two
/// differences. Vectors are rotated at random and scaled to a common length, after which all slices
/// look alike, so that one small codebook serves them all; and the scale stored with a code makes
/// its inner product with its own vector exact, as ``ScalarQuantizer`` does, so that estimates are
/// unbiased. A codebook trained on normally distributed numbers serves where there are no vectors
/// to train on yet.
public struct SliceQuantizer: Sendable {
    /// How wide a code number and a slice are.
    public enum Width: Int, Sendable {
        /// Four bits for two elements.
        case four = 4
        /// Eight bits for eight elements.
        case eight = 8

        /// Elements of a slice.
        public var elements: Int { self == .four ? 2 : 8 }
        /// Centroids in the codebook.
        public var centroids: Int { 1 << rawValue }
    }

    /// A prepared query: the numbers of `ck_scan`.
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
        /// What a sum of table entries is multiplied by.
        public var scale: Float
        /// The squared length of the centred vector; 0 where distances are inner products.
        public var bias: Float
    }

    /// Elements of a vector.
    public let dimension: Int
    /// How wide a code number is.
    public let width: Width
    /// Whether distances are negative inner products rather than squared Euclidean distances.
    public let isInnerProduct: Bool
    /// Bytes of a code: of four-bit numbers two to a byte, the first in the low half, rounded up to
    /// an even number.
    public let codeBytes: Int
    /// The rotation applied to centred vectors.
    public let rotation: Rotation
    /// Subtracted from every vector before rotating; zeros where distances are inner products.
    public let center: [Float]
    /// The centroids' elements, first the first of all, then the second of all, and so on.
    public let codebook: [Float]
    /// Half the squared length of each centroid.
    private let halves: [Float]

    /// Slices of a vector, those that stand for nothing among them.
    private var slices: Int { width == .four ? 2 * codeBytes : codeBytes }

    /// A quantizer for `dimension` elements; see ``ScalarQuantizer`` for most parameters.
    ///
    /// `codebook` is ``codebook`` of another, or empty for one of normally distributed numbers.
    public init(
        dimension: Int,
        width: Width,
        isInnerProduct: Bool,
        center: [Float] = [],
        seed: UInt64,
        codebook: [Float] = []
    ) {
        precondition(center.isEmpty || center.count == dimension, "center has another dimension")
        let book = codebook.isEmpty ? SliceQuantizer.standard(width) : codebook
        precondition(book.count == width.elements * width.centroids, "codebook of another width")
        self.dimension = dimension
        self.width = width
        self.isInnerProduct = isInnerProduct
        self.center =
            isInnerProduct || center.isEmpty
            ? [Float](repeating: 0, count: dimension) : center
        codeBytes = width == .four ? (dimension + 7) / 8 * 2 : (dimension + 7) / 8
        rotation = Rotation(dimension: dimension, seed: seed)
        self.codebook = book
        halves = (0..<width.centroids).map { centroid in
            (0..<width.elements).reduce(Float(0)) { sum, element in
                let value = book[element * width.centroids + centroid]
                return sum + value * value / 2
            }
        }
    }

    /// Floats of scratch space that encoding and preparing need.
    public var scratchCount: Int { slices * (width.elements + 16) + 256 }

    /// Bytes of a query's tables.
    public var tableBytes: Int { width == .four ? 32 * codeBytes : 1024 * codeBytes }

    /// Encodes one vector of ``dimension`` finite floats: `code` receives ``codeBytes`` bytes.
    public func encode(
        _ vector: UnsafePointer<Float>,
        scratch: UnsafeMutablePointer<Float>,
        code: UnsafeMutablePointer<UInt8>
    ) -> Factors {
        let squared = rotate(vector, into: scratch)
        code.update(repeating: 0, count: codeBytes)
        guard squared > 0, squared.isFinite else {
            return Factors(scale: 0, bias: isInnerProduct ? 0 : squared)
        }
        let factor = (Float(dimension) / squared).squareRoot()
        let elements = width.elements
        for index in 0..<slices * elements { scratch[index] *= factor }
        let dots = scratch + slices * elements
        var product: Float = 0
        codebook.withUnsafeBufferPointer { book in
            guard let book = book.baseAddress else { return }
            for slice in 0..<slices where slice * elements < dimension {
                ck_column_dots(book, width.centroids, elements, scratch + slice * elements, dots)
                var best = 0
                var most = -Float.infinity
                for centroid in 0..<width.centroids {
                    // The nearest is the one with the most of this.
                    let nearness = dots[centroid] - halves[centroid]
                    if nearness > most {
                        most = nearness
                        best = centroid
                    }
                }
                product += dots[best]
                if width == .eight {
                    code[slice] = UInt8(best)
                } else {
                    code[slice / 2] |= UInt8(best) << UInt8(slice % 2 * 4)
                }
            }
        }
        return Factors(
            scale: product > 0 ? squared * factor / product : 0,
            bias: isInnerProduct ? 0 : squared
        )
    }

    /// Prepares a query vector: `tables` receives ``tableBytes`` bytes, for the scorer of the
    /// width.
    public func prepare(
        _ vector: UnsafePointer<Float>,
        scratch: UnsafeMutablePointer<Float>,
        tables: UnsafeMutableRawPointer
    ) -> Query {
        let squared = rotate(vector, into: scratch)
        let weight: Float = isInnerProduct ? 1 : 2
        let elements = width.elements
        let dots =
            width == .eight
            ? tables.assumingMemoryBound(to: Float.self) : scratch + slices * elements
        codebook.withUnsafeBufferPointer { book in
            guard let book = book.baseAddress else { return }
            for slice in 0..<slices {
                let own = scratch + slice * elements
                ck_column_dots(book, width.centroids, elements, own, dots + slice << width.rawValue)
            }
        }
        var query = Query(
            base: isInnerProduct ? 0 : squared,
            multiplier: weight,
            offset: 0,
            length: squared.squareRoot()
        )
        if width == .four {
            let step = round(dots, into: tables.assumingMemoryBound(to: UInt8.self), &query.offset)
            query.multiplier *= step
        }
        return query
    }

    /// Rounds tables of floats to bytes, all by one step, which is answered; `offset` becomes what
    /// is to be subtracted from a sum of bytes.
    private func round(
        _ dots: UnsafePointer<Float>,
        into bytes: UnsafeMutablePointer<UInt8>,
        _ offset: inout Float
    ) -> Float {
        var range: Float = 0
        var total: Float = 0
        for slice in 0..<slices {
            var least = dots[16 * slice]
            var most = least
            for entry in 1..<16 {
                least = min(least, dots[16 * slice + entry])
                most = max(most, dots[16 * slice + entry])
            }
            range = max(range, most - least)
            total += least
        }
        let step = range > 0 ? range / 255 : 1
        for slice in 0..<slices {
            var least = dots[16 * slice]
            for entry in 1..<16 { least = min(least, dots[16 * slice + entry]) }
            for entry in 0..<16 {
                let level = ((dots[16 * slice + entry] - least) / step).rounded()
                bytes[16 * slice + entry] = UInt8(min(255, max(0, level)))
            }
        }
        offset = -total / step
        return step
    }

    private func rotate(
        _ vector: UnsafePointer<Float>,
        into target: UnsafeMutablePointer<Float>
    ) -> Float {
        rotation.apply(to: vector, less: center, into: target, padded: slices * width.elements)
    }
}

// MARK: - Training

extension SliceQuantizer {
    /// Slices that a codebook is trained on.
    private static let trainingSlices = 16_384

    /// A codebook for vectors like these, `n × dimension` floats; deterministic by the seed.
    public func trained(on rows: UnsafeBufferPointer<Float>, seed: UInt64) -> [Float] {
        let count = rows.count / dimension
        guard count > 0, let start = rows.baseAddress else { return codebook }
        var scratch = [Float](repeating: 0, count: scratchCount)
        var sample: [Float] = []
        let used = (dimension + width.elements - 1) / width.elements
        let step = max(1, count * used / SliceQuantizer.trainingSlices)
        var generator = SplitMix64(seed: seed)
        for row in 0..<count {
            let squared = scratch.withUnsafeMutableBufferPointer { buffer -> Float in
                guard let buffer = buffer.baseAddress else { return 0 }
                return rotate(start + row * dimension, into: buffer)
            }
            guard squared > 0, squared.isFinite else { continue }
            let factor = (Float(dimension) / squared).squareRoot()
            for slice in 0..<used where generator.next() % UInt64(step) == 0 {
                let first = slice * width.elements
                for element in first..<first + width.elements {
                    sample.append(scratch[element] * factor)
                }
            }
        }
        guard sample.count >= width.elements * width.centroids else { return codebook }
        return SliceQuantizer.train(sample, width, seed: seed)
    }

    /// Codebooks of normally distributed numbers, made when first asked for.
    private static let standardFour = makeStandard(.four)
    private static let standardEight = makeStandard(.eight)

    private static func standard(_ width: Width) -> [Float] {
        width == .four ? standardFour : standardEight
    }

    private static func makeStandard(_ width: Width) -> [Float] {
        var generator = SplitMix64(seed: 0x6E6F_726D_616C)
        let sample = (0..<trainingSlices * width.elements).map { _ -> Float in
            // Twelve uniforms less six have the mean and variance of a normal distribution.
            (0..<12).reduce(-6) { sum, _ in sum + Float(generator.next() >> 40) / 16_777_216 }
        }
        return train(sample, width, seed: 1)
    }

    private static func train(_ sample: [Float], _ width: Width, seed: UInt64) -> [Float] {
        let means = sample.withUnsafeBufferPointer {
            KMeans(
                training: $0,
                dimension: width.elements,
                count: width.centroids,
                iterations: 12,
                seed: seed
            )
        }
        return (0..<width.elements * width.centroids).map { place in
            let centroid = place % width.centroids
            return means.centroids[centroid * width.elements + place / width.centroids]
        }
    }
}
