// SPDX-License-Identifier: Apache-2.0

import CKernels
import Vectors

extension VectorTable {
    /// Fills the context's scans for its `unit` as the query.
    func prepareQuery(_ context: SearchContext) {
        let floats = UnsafePointer(context.unit.assumingMemoryBound(to: Float.self))
        context.exactScan.pointee = exactScan(query: context.unit)
        switch quantizer {
        case .none: context.walkScan.pointee = context.exactScan.pointee
        case .int8, .int4:
            let query = scalar.prepare(floats, scratch: context.scratch, query: context.queryBytes)
            var scan = codeScan(query, context.queryBytes)
            context.walkScan.pointee = scan
            context.margin = CodeMargin(query, isInnerProduct: scalar.isInnerProduct)
            guard quantizer == .int8 else { return }
            scan.low_codes = UnsafePointer(lowCodes.bytes)
            scan.factors = UnsafePointer(fullFactors.floats)
            scan.offset = query.fullOffset
            context.rankScan.pointee = scan
        case .binary:
            let planes = UnsafeMutableRawPointer(context.queryBytes)
            let query = binary.prepare(
                floats,
                scratch: context.scratch,
                planes: planes.assumingMemoryBound(to: UInt8.self)
            )
            var scan = codeScan(
                UnsafeRawPointer(planes),
                query.base,
                query.multiplier,
                query.offset
            )
            context.walkScan.pointee = scan
            context.margin = CodeMargin(query, isInnerProduct: binary.isInnerProduct)
            guard scansBlocks else { return }
            binary.prepareTables(
                planes.assumingMemoryBound(to: UInt8.self),
                tables: context.tables.assumingMemoryBound(to: UInt8.self)
            )
            scan.query = UnsafeRawPointer(context.tables)
            // Sums of tables are twice the dots, and never negative.
            scan.multiplier = query.multiplier / 2
            scan.offset = 2 * query.offset + binary.tableOffset
            context.blockScan.pointee = scan
        case .product4, .product8:
            guard let slices else { preconditionFailure("product codes without a codebook") }
            let query = slices.prepare(floats, scratch: context.scratch, tables: context.tables)
            context.walkScan.pointee = codeScan(
                UnsafeRawPointer(context.tables),
                query.base,
                query.multiplier,
                query.offset
            )
            context.blockScan.pointee = context.walkScan.pointee
            context.margin = CodeMargin(query, isInnerProduct: slices.isInnerProduct)
        }
    }

    /// Makes the context's `unit` a stored vector.
    func loadUnit(_ slot: UInt32, _ context: SearchContext) {
        context.isBeyondRange = false
        switch shape.element {
        case .float32, .bit:
            let source = exact.base + Int(slot) * exact.width
            context.unit.copyMemory(from: source, byteCount: shape.exactBytes)
        case .float16:
            let source = exact.base + Int(slot) * exact.width
            ck_active().pointee.float16.to_float32(
                source.assumingMemoryBound(to: UInt16.self),
                context.unit.assumingMemoryBound(to: Float.self),
                shape.dimension
            )
        case .sparse:
            let place = offsets.base.load(fromByteOffset: Int(slot) * 8, as: UInt64.self)
            let source = exact.base + Int(place)
            let byteCount = 4 + 8 * Int(source.load(as: UInt32.self))
            context.unit.copyMemory(from: source, byteCount: byteCount)
        }
    }

    /// Lends a stored vector in the form that callers give vectors in.
    func withVector<Result, Failure: Error>(
        _ slot: UInt32,
        _ body: (VectorView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        func part<Element>(
            _ type: Element.Type,
            _ start: UnsafeRawPointer,
            _ count: Int
        ) -> UnsafeBufferPointer<Element> {
            UnsafeBufferPointer(start: start.assumingMemoryBound(to: Element.self), count: count)
        }
        let start = UnsafeRawPointer(exact.base + Int(slot) * exact.width)
        switch shape.element {
        case .float32: return try body(.float32(part(Float.self, start, shape.dimension)))
        case .float16: return try body(.float16(part(UInt16.self, start, shape.dimension)))
        case .bit:
            let bytes = part(UInt8.self, start, (shape.dimension + 7) / 8)
            return try body(.bits(bytes, count: shape.dimension))
        case .sparse:
            let place = offsets.base.load(fromByteOffset: Int(slot) * 8, as: UInt64.self)
            let block = UnsafeRawPointer(exact.base + Int(place))
            let count = Int(block.load(as: UInt32.self))
            return try body(
                .sparse(
                    dimension: shape.dimension,
                    indices: part(Int32.self, block + 4, count),
                    values: part(Float.self, block + 4 + 4 * count, count)
                )
            )
        }
    }

    /// Whether two slots hold the same vector, bit for bit.
    func areEqual(_ one: UInt32, _ other: UInt32) -> Bool {
        let (one, other) = (Int(one), Int(other))
        // Codes are at hand where exact vectors may have to be read from a file.
        let width = codes.width
        if width > 0, !ck_equal(codes.bytes + one * width, codes.bytes + other * width, width) {
            return false
        }
        guard shape.element == .sparse else {
            return ck_equal(
                exact.base + one * exact.width,
                exact.base + other * exact.width,
                shape.exactBytes
            )
        }
        let places = offsets.base.assumingMemoryBound(to: UInt64.self)
        let (first, second) = (exact.base + Int(places[one]), exact.base + Int(places[other]))
        let count = first.load(as: UInt32.self)
        return count == second.load(as: UInt32.self)
            && ck_equal(first, second, 4 + 8 * Int(count))
    }

    /// Fills the context's `pairScan` for a stored slot as the query.
    @inline(__always)
    func preparePair(_ slot: UInt32, _ context: SearchContext) {
        let index = Int(slot)
        switch quantizer {
        case .int8, .int4:
            let query = scalar.prepare(
                high: codes.bytes + index * codes.width,
                low: quantizer == .int8 ? lowCodes.bytes + index * lowCodes.width : nil,
                scale: fullFactors.floats[2 * index],
                squared: factors.floats[2 * index + 1],
                query: context.pairBytes
            )
            context.pairScan.pointee = codeScan(query, context.pairBytes)
        case .none, .binary, .product4, .product8:
            switch shape.element {
            case .float32, .bit:
                context.pairScan.pointee = exactScan(query: exact.base + index * exact.width)
            case .float16:
                let source = (exact.base + index * exact.width).assumingMemoryBound(to: UInt16.self)
                let target = UnsafeMutableRawPointer(context.pairBytes)
                ck_active().pointee.float16.to_float32(
                    source,
                    target.assumingMemoryBound(to: Float.self),
                    shape.dimension
                )
                context.pairScan.pointee = exactScan(query: target)
            case .sparse:
                let place = offsets.base.load(fromByteOffset: index * 8, as: UInt64.self)
                context.pairScan.pointee = exactScan(query: exact.base + Int(place))
            }
        }
    }

    private func codeScan(
        _ query: ScalarQuantizer.Query,
        _ bytes: UnsafeMutablePointer<Int8>
    ) -> ck_scan {
        codeScan(UnsafeRawPointer(bytes), query.base, query.multiplier, query.highOffset)
    }

    private func codeScan(
        _ query: UnsafeRawPointer,
        _ base: Float,
        _ multiplier: Float,
        _ offset: Float
    ) -> ck_scan {
        var scan = ck_scan()
        scan.query = query
        scan.codes = UnsafePointer(codes.bytes)
        scan.factors = UnsafePointer(factors.floats)
        scan.stride = codes.width
        scan.length = codes.width
        scan.base = base
        scan.multiplier = multiplier
        scan.offset = offset
        return scan
    }

    private func exactScan(query: UnsafeMutableRawPointer) -> ck_scan {
        var scan = ck_scan()
        scan.query = UnsafeRawPointer(query)
        scan.codes = UnsafePointer(exact.bytes)
        scan.stride = exact.width
        scan.length = shape.exactLength
        if shape.element == .sparse {
            scan.offsets = UnsafePointer(offsets.base.assumingMemoryBound(to: UInt64.self))
        }
        return scan
    }

    /// Bytes that one step of the walk reads per slot.
    var walkBytes: Int { quantizer == .none ? shape.exactBytes : codes.width + 8 }
}
