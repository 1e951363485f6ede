// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization
import Vectors

extension VectorTable {
    /// Checks a caller's vector and brings it into the form that is stored and queried with, in
    /// the context's `unit`: floats (scaled to length 1 under cosine), bits, or a sparse block.
    ///
    /// - Returns: False for a zero vector under cosine, which has no direction.
    func load(_ vector: VectorView, in context: SearchContext) throws(IndexError) -> Bool {
        let unit = context.unit
        context.isBeyondRange = false
        switch (vector, shape.element) {
        case (.float32(let values), .float32):
            try checkDimension(values.count)
            let floats = unit.assumingMemoryBound(to: Float.self)
            if let start = values.baseAddress { floats.update(from: start, count: values.count) }
            return try scale(floats, values.count, context)
        case (.float16(let values), .float16):
            try checkDimension(values.count)
            let floats = unit.assumingMemoryBound(to: Float.self)
            if let start = values.baseAddress {
                ck_active().pointee.float16.to_float32(start, floats, values.count)
            }
            return try scale(floats, values.count, context)
        case (.bits(let bytes, let count), .bit):
            try checkDimension(count)
            guard bytes.count == (count + 7) / 8 else {
                throw .unsupported("bits of another length")
            }
            let target = unit.assumingMemoryBound(to: UInt8.self)
            target.update(repeating: 0, count: shape.exactBytes)
            if let start = bytes.baseAddress { target.update(from: start, count: bytes.count) }
            return true
        case (.sparse(let dimension, let indices, let values), .sparse):
            try checkDimension(dimension)
            return try loadSparse(indices, values, context)
        default: throw .unsupported("a vector of other elements than \(shape.element)")
        }
    }

    /// Makes the context's `unit` the zero vector.
    func clearUnit(_ context: SearchContext) {
        context.unit.initializeMemory(as: UInt8.self, repeating: 0, count: shape.queryBytes)
    }

    private func checkDimension(_ count: Int) throws(IndexError) {
        if count != shape.dimension {
            throw .dimensionMismatch(expected: shape.dimension, got: count)
        }
    }

    /// The squared length beyond which four times as much is not a float32.
    private static let greatestSquare = 0x1p125

    /// Scales to length 1 under cosine; checks that all is finite.
    private func scale(
        _ values: UnsafeMutablePointer<Float>,
        _ count: Int,
        _ context: SearchContext
    ) throws(IndexError) -> Bool {
        // A sum of squares may overflow although every element is finite, hence float64.
        let squared = ck_active().pointee.float32.squared_norm(values, count)
        guard squared.isFinite else { throw .notFinite }
        guard shape.metric == .cosine else {
            context.isBeyondRange = squared > VectorTable.greatestSquare
            return true
        }
        guard squared > 0 else { return false }
        // In float64 too: of a length near either end of float32, the inverse is not in its range.
        let factor = 1 / squared.squareRoot()
        for index in 0..<count { values[index] = Float(Double(values[index]) * factor) }
        return true
    }

    private func loadSparse(
        _ indices: UnsafeBufferPointer<Int32>,
        _ values: UnsafeBufferPointer<Float>,
        _ context: SearchContext
    ) throws(IndexError) -> Bool {
        let unit = context.unit
        let count = indices.count
        guard count == values.count, count <= VectorShape.maximumSparseElements else {
            throw .unsupported(
                "sparse vectors of more than \(VectorShape.maximumSparseElements) elements"
            )
        }
        unit.storeBytes(of: UInt32(count), as: UInt32.self)
        let targetIndices = (unit + 4).assumingMemoryBound(to: Int32.self)
        let targetValues = (unit + 4 + 4 * count).assumingMemoryBound(to: Float.self)
        var last: Int32 = -1
        for position in 0..<count {
            guard indices[position] > last, Int(indices[position]) < shape.dimension else {
                throw .unsupported("sparse indices out of order or out of bounds")
            }
            last = indices[position]
            targetIndices[position] = last
            targetValues[position] = values[position]
        }
        return try scale(targetValues, count, context)
    }

    /// Writes the context's `unit` into a slot.
    func write(row: UInt64, to slot: UInt32, _ context: SearchContext) throws(IndexError) {
        let unit = context.unit
        let floats = unit.assumingMemoryBound(to: Float.self)
        let index = Int(slot)
        switch quantizer {
        case .none: break
        case .int8, .int4:
            let numbers = scalar.encode(
                floats,
                scratch: context.scratch,
                high: codes.bytes + index * codes.width,
                low: quantizer == .int8 ? lowCodes.bytes + index * lowCodes.width : nil
            )
            factors.floats[2 * index] = numbers.highScale
            factors.floats[2 * index + 1] = numbers.bias
            fullFactors.floats[2 * index] = numbers.fullScale
            fullFactors.floats[2 * index + 1] = numbers.bias
            if errors.width > 0 {
                errors.floats[3 * index] = numbers.length
                errors.floats[3 * index + 1] = numbers.highError
                errors.floats[3 * index + 2] = numbers.fullError
            }
        case .product4, .product8:
            guard let slices else { preconditionFailure("product codes without a codebook") }
            let numbers = slices.encode(
                floats,
                scratch: context.scratch,
                code: codes.bytes + index * codes.width
            )
            factors.floats[2 * index] = numbers.scale
            factors.floats[2 * index + 1] = numbers.bias
        case .binary:
            let numbers = binary.encode(
                floats,
                scratch: context.scratch,
                code: codes.bytes + index * codes.width
            )
            factors.floats[2 * index] = numbers.scale
            factors.floats[2 * index + 1] = numbers.bias
        }
        vectorFile.withLock { $0 }?.forget(slot)
        switch shape.element {
        case .float32, .bit:
            (exact.base + index * exact.width).copyMemory(from: unit, byteCount: shape.exactBytes)
        case .float16:
            let target = (exact.base + index * exact.width).assumingMemoryBound(to: UInt16.self)
            ck_active().pointee.float16.from_float32(floats, target, shape.dimension)
        case .sparse: try writeSparse(unit, slot)
        }
        rowWords[index].store(row, ordering: .relaxed)
    }

    /// Appends a sparse block, or puts it where the slot's last vector was if it fits there.
    ///
    /// A block that takes the place of another has twice its room, or the most there can be where
    /// that is more than half of it: all blocks of a slot together take no more than
    /// ``VectorShape/reservedBytes``.
    private func writeSparse(
        _ unit: UnsafeRawPointer,
        _ slot: UInt32
    ) throws(IndexError) {
        let count = Int(unit.load(as: UInt32.self))
        let place = offsets.base.assumingMemoryBound(to: UInt64.self) + Int(slot)
        let room = sparseRoom.base.assumingMemoryBound(to: UInt16.self) + Int(slot)
        let isReused = place.pointee != 0
        var fits = 0
        if isReused {
            let old = (exact.base + Int(place.pointee)).load(as: UInt32.self)
            fits = max(Int(old), Int(room.pointee))
        }
        if !isReused || fits < count {
            guard let memory = exact.memory else { return }
            var wanted = max(count, 2 * fits)
            if isReused, wanted > VectorShape.maximumSparseElements / 2 {
                wanted = VectorShape.maximumSparseElements
            }
            place.pointee = try sparseBytes.withLock { (used) throws(IndexError) in
                // Offset 0 means none, so the first block starts behind it.
                let start = max(used, 8)
                let end = start + 4 + 8 * wanted
                do throws(PlatformError) { try memory.commit(end) } catch {
                    throw .system(error)
                }
                used = end
                return UInt64(start)
            }
            room.pointee = UInt16(wanted)
        }
        (exact.base + Int(place.pointee)).copyMemory(from: unit, byteCount: 4 + 8 * count)
    }
}
