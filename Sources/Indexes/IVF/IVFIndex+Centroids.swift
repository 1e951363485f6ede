// SPDX-License-Identifier: Apache-2.0

import CKernels
import Vectors

extension IVFIndex {
    /// Whether centroids have length 1: where only directions count, as in pgvector.
    var isSpherical: Bool { shape.metric == .cosine || shape.metric == .innerProduct }

    /// The vector in a slot, as floats or bits; the context's pair bytes hold it where it must be
    /// converted.
    func storedVector(_ slot: UInt32, _ context: SearchContext) -> UnsafeRawPointer {
        let start = UnsafeRawPointer(table.exact.base + Int(slot) * table.exact.width)
        guard shape.element == .float16 else { return start }
        let target = UnsafeMutableRawPointer(context.pairBytes).assumingMemoryBound(to: Float.self)
        ck_active().pointee.float16.to_float32(
            start.assumingMemoryBound(to: UInt16.self),
            target,
            shape.dimension
        )
        return UnsafeRawPointer(target)
    }

    /// The vectors of slots as floats, bits as 0 and 1.
    func floats(of slots: [UInt32]) -> [Float] {
        let dimension = shape.dimension
        return [Float](unsafeUninitializedCapacity: slots.count * dimension) { buffer, count in
            count = slots.count * dimension
            guard var target = buffer.baseAddress else { return }
            for slot in slots {
                let source = table.exact.base + Int(slot) * table.exact.width
                switch shape.element {
                case .float16:
                    ck_active().pointee.float16.to_float32(
                        source.assumingMemoryBound(to: UInt16.self),
                        target,
                        dimension
                    )
                case .bit:
                    let bytes = source.assumingMemoryBound(to: UInt8.self)
                    for bit in 0..<dimension {
                        target[bit] = bytes[bit / 8] >> UInt8(7 - bit % 8) & 1 == 0 ? 0 : 1
                    }
                default:
                    target.update(
                        from: source.assumingMemoryBound(to: Float.self),
                        count: dimension
                    )
                }
                target += dimension
            }
        }
    }

    /// Adds a centroid of k-means to the graph, bits by majority.
    func insertCentroid(
        _ means: KMeans,
        _ index: Int,
        as list: UInt32
    ) throws(IndexError) {
        let dimension = shape.dimension
        var values = Array(means.centroids[index * dimension..<(index + 1) * dimension])
        if shape.element == .bit {
            var bytes = [UInt8](repeating: 0, count: (dimension + 7) / 8)
            for bit in 0..<dimension where values[bit] >= 0.5 {
                bytes[bit / 8] |= 0x80 >> UInt8(bit % 8)
            }
            try insertCentroid(bytes, as: list)
            return
        }
        // Directions that cancel out leave no mean; any direction will do.
        if isSpherical, values.allSatisfy({ $0 == 0 }) { values[0] = 1 }
        try insertCentroid(values, as: list)
    }

    private func insertCentroid<Value: BitwiseCopyable>(
        _ values: [Value],
        as list: UInt32
    ) throws(IndexError) {
        try values.span.withUnsafeBytes { (bytes) throws(IndexError) in
            guard let start = bytes.baseAddress else { return }
            try centroids.insert(row: UInt64(list), view(of: start))
        }
    }

    /// The centroid of a list, valid until the list is gone.
    func centroid(of list: UInt32, _ context: SearchContext) -> UnsafeRawPointer {
        guard let slot = centroids.ledger.rowMap.slot(of: UInt64(list)) else {
            return UnsafeRawPointer(context.unit)
        }
        let column = centroids.table.exact
        return UnsafeRawPointer(column.base + Int(slot) * column.width)
    }

    /// How far two vectors, as ``storedVector(_:_:)`` answers them, are apart; only the order of
    /// distances from one vector counts.
    func distance(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Float {
        let kernels = ck_active()
        if shape.element == .bit {
            return Float(
                kernels.pointee.bits.hamming(
                    a.assumingMemoryBound(to: UInt8.self),
                    b.assumingMemoryBound(to: UInt8.self),
                    shape.exactBytes
                )
            )
        }
        let (a, b) = (
            a.assumingMemoryBound(to: Float.self), b.assumingMemoryBound(to: Float.self)
        )
        return shape.metric == .innerProduct
            ? -kernels.pointee.float32.dot(a, b, shape.dimension)
            : kernels.pointee.float32.squared_l2(a, b, shape.dimension)
    }
}
