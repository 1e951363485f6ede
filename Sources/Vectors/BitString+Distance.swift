// SPDX-License-Identifier: Apache-2.0

import CKernels

extension BitString {
    /// The number of bits that differ.
    ///
    /// - Throws: ``VectorError`` when the lengths differ.
    public func hammingDistance(to other: BitString) throws(VectorError) -> Double {
        try checkSameLength(as: other)
        let kernel = ck_active().pointee.bits.hamming
        return bytes.withUnsafeBufferPointer { a in
            other.bytes.withUnsafeBufferPointer { b in
                guard let x = a.baseAddress, let y = b.baseAddress else { return 0 }
                return Double(kernel(x, y, a.count))
            }
        }
    }

    /// One minus the share of common bits among all bits set; 1 where none is common.
    ///
    /// - Throws: ``VectorError`` when the lengths differ.
    public func jaccardDistance(to other: BitString) throws(VectorError) -> Double {
        try checkSameLength(as: other)
        let kernel = ck_active().pointee.bits.jaccard_parts
        var parts: (UInt64, UInt64, UInt64) = (0, 0, 0)
        bytes.withUnsafeBufferPointer { a in
            other.bytes.withUnsafeBufferPointer { b in
                guard let x = a.baseAddress, let y = b.baseAddress else { return }
                withUnsafeMutableBytes(of: &parts) { out in
                    guard let out = out.baseAddress?.assumingMemoryBound(to: UInt64.self) else {
                        return
                    }
                    kernel(x, y, a.count, out)
                }
            }
        }
        return Scores.jaccardDistance(both: parts.0, parts.1, parts.2)
    }

    /// The distance that `metric`'s operator returns.
    ///
    /// - Precondition: `metric` is one of the bit metrics.
    public func distance(to other: BitString, _ metric: Metric) throws(VectorError) -> Double {
        switch metric {
        case .hamming: return try hammingDistance(to: other)
        case .jaccard: return try jaccardDistance(to: other)
        case .l2, .innerProduct, .cosine, .l1:
            preconditionFailure("\(metric) does not measure bit strings")
        }
    }

    /// The number of bits set.
    public var onesCount: Int {
        let kernel = ck_active().pointee.bits.count
        return bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return Int(kernel(start, bytes.count))
        }
    }

    private func checkSameLength(as other: BitString) throws(VectorError) {
        if bitCount != other.bitCount { throw .differentBitLengths(bitCount, other.bitCount) }
    }
}
