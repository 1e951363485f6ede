// SPDX-License-Identifier: Apache-2.0

/// Codes made of the nearest centroids of slices of a vector.
///
/// Jégou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", 2011. A vector is
/// cut into ``parts`` slices; each has a codebook of 2^``bits`` centroids. Two 4-bit numbers share
/// a byte, the first in the low nibble; 16-bit numbers are little-endian.
///
/// The quantizer of the paper, for users of the library: slices of any width, codes that decode,
/// and 16-bit numbers. Indexes use ``SliceQuantizer``, whose one codebook for all slices fits into
/// a cache and whose widths are those that the kernels look up; 65,536 centroids do neither, as
/// many rows as that must be trained on, and a query's table of them is longer than most lists.
/// Saved as the centroids of ``codebooks``, which ``init(dimension:bits:codebooks:)`` takes back.
public struct ProductQuantizer: Sendable {
    /// Widths of a code number that are supported, in bits.
    public static let supportedBits = [4, 8, 16]

    /// Elements of a vector.
    public let dimension: Int
    /// Slices of a vector; the first `dimension % parts` have one element more.
    public let parts: Int
    /// Bits of a code number.
    public let bits: Int
    /// One codebook per slice.
    public let codebooks: [KMeans]
    private let starts: [Int]

    /// A quantizer of trained codebooks.
    public init(dimension: Int, bits: Int, codebooks: [KMeans]) {
        precondition(
            ProductQuantizer.supportedBits.contains(bits),
            "4, 8 or 16 bits"
        )
        let covered = codebooks.reduce(0) { $0 + $1.dimension }
        let isSized = codebooks.allSatisfy { book in book.count == 1 << bits }
        precondition(isSized && covered == dimension, "codebooks do not fit bits or dimension")
        self.dimension = dimension
        self.bits = bits
        self.codebooks = codebooks
        parts = codebooks.count
        var starts = [0]
        for book in codebooks { starts.append((starts.last ?? 0) + book.dimension) }
        self.starts = starts
    }

    /// Trains codebooks on rows, `n × dimension` finite floats.
    ///
    /// - Complexity: O(n × dimension × 2^bits) an iteration; for 16 bits train on a sample.
    public init(
        training rows: UnsafeBufferPointer<Float>,
        dimension: Int,
        parts: Int,
        bits: Int,
        iterations: Int = 8,
        seed: UInt64
    ) {
        precondition(parts > 0 && parts <= dimension, "at least one element a part")
        let count = rows.count / dimension
        var start = 0
        var books: [KMeans] = []
        for part in 0..<parts {
            let width = dimension / parts + (part < dimension % parts ? 1 : 0)
            var slice: [Float] = []
            slice.reserveCapacity(count * width)
            for row in 0..<count {
                let from = row * dimension + start
                slice.append(contentsOf: UnsafeBufferPointer(rebasing: rows[from..<from + width]))
            }
            books.append(
                slice.withUnsafeBufferPointer {
                    KMeans(
                        training: $0,
                        dimension: width,
                        count: 1 << bits,
                        iterations: iterations,
                        seed: seed &+ UInt64(part)
                    )
                }
            )
            start += width
        }
        self.init(dimension: dimension, bits: bits, codebooks: books)
    }

    /// Bytes of a code.
    public var codeBytes: Int { (parts * bits + 7) / 8 }

    /// Encodes `dimension` floats into ``codeBytes`` bytes.
    public func encode(_ vector: UnsafePointer<Float>, code: UnsafeMutablePointer<UInt8>) {
        code.update(repeating: 0, count: codeBytes)
        for part in 0..<parts {
            let number = codebooks[part].nearest(vector + starts[part]).index
            switch bits {
            case 4: code[part / 2] |= UInt8(number) << UInt8(part % 2 * 4)
            case 8: code[part] = UInt8(number)
            default:
                code[2 * part] = UInt8(truncatingIfNeeded: number)
                code[2 * part + 1] = UInt8(truncatingIfNeeded: number >> 8)
            }
        }
    }

    /// The number of one slice in a code.
    @inline(__always)
    private func number(_ part: Int, _ code: UnsafePointer<UInt8>) -> Int {
        switch bits {
        case 4: Int(code[part / 2] >> UInt8(part % 2 * 4)) & 15
        case 8: Int(code[part])
        default: Int(code[2 * part]) | Int(code[2 * part + 1]) << 8
        }
    }

    /// Writes the vector that a code stands for.
    public func decode(_ code: UnsafePointer<UInt8>, into vector: UnsafeMutablePointer<Float>) {
        for part in 0..<parts {
            let book = codebooks[part]
            let start = number(part, code) * book.dimension
            for element in 0..<book.dimension {
                vector[starts[part] + element] = book.centroids[start + element]
            }
        }
    }

    /// Floats of a query's table: ``parts`` times 2^``bits``.
    public var tableCount: Int { parts << bits }

    /// Fills a table of the distances of a query's slices from all centroids: squared Euclidean
    /// ones, or negative inner products.
    public func prepare(
        _ query: UnsafePointer<Float>,
        isInnerProduct: Bool,
        table: UnsafeMutablePointer<Float>
    ) {
        for part in 0..<parts {
            let book = codebooks[part]
            let out = table + part << bits
            guard isInnerProduct else {
                book.score(query + starts[part], out)
                continue
            }
            for centroid in 0..<book.count {
                var dot: Float = 0
                for element in 0..<book.dimension {
                    dot +=
                        query[starts[part] + element]
                        * book.centroids[centroid * book.dimension + element]
                }
                out[centroid] = -dot
            }
        }
    }

    /// Adds up a table's entries for `count` codes that lie `stride` bytes apart.
    public func score(
        table: UnsafePointer<Float>,
        codes: UnsafePointer<UInt8>,
        stride: Int,
        count: Int,
        distances: UnsafeMutablePointer<Float>
    ) {
        for row in 0..<count {
            let code = codes + row * stride
            var sum: Float = 0
            for part in 0..<parts { sum += table[part << bits + number(part, code)] }
            distances[row] = sum
        }
    }
}
