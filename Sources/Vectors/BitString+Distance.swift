// SPDX-License-Identifier: Apache-2.0

import CKernels

extension BitString {
    /// The distance that `metric`'s operator returns.
    ///
    /// - Throws: ``VectorError`` when the lengths differ.
    /// - Precondition: `metric` is one of the bit metrics.
    public func distance(to other: BitString, _ metric: Metric) throws(VectorError) -> Double {
        if bitCount != other.bitCount { throw .differentBitLengths(bitCount, other.bitCount) }
        return bytes.withUnsafeBufferPointer { a in
            other.bytes.withUnsafeBufferPointer { b in
                // Without bits nothing differs, and nothing is common.
                guard let x = a.baseAddress, let y = b.baseAddress else {
                    return metric == .hamming ? 0 : 1
                }
                return Scores.distance(metric, x, y, byteCount: a.count)
            }
        }
    }

    /// The number of bits that differ, `<~>`.
    public func hammingDistance(to other: BitString) throws(VectorError) -> Double {
        try distance(to: other, .hamming)
    }

    /// One minus the share of common bits among all bits set, `<%>`; 1 where none is common.
    public func jaccardDistance(to other: BitString) throws(VectorError) -> Double {
        try distance(to: other, .jaccard)
    }

    /// The number of bits set.
    public var onesCount: Int {
        let kernel = ck_active().pointee.bits.count
        return bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return Int(kernel(start, bytes.count))
        }
    }
}
