// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing
import Vectors

/// Codes of nibbles in blocks, and product codes, against their definition.
@Suite struct BlockKernelTests {
    private static let sets: [ck_instruction_set] = [ck_scalar, ck_avx2, ck_avx512, ck_neon]

    @Test("blocks score as single codes do", arguments: [2, 8, 48, 96, 128, 130, 192, 600])
    func blocks(length: Int) throws {
        var generator = SplitMix64(seed: UInt64(length))
        func bytes(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        }
        let codes = bytes(200 * length)
        let tables = bytes(32 * length)
        let factors = (0..<400).map { _ in Float.random(in: 0.5...2, using: &generator) }
        let slots = (0..<75).map { _ in UInt32(generator.next() % 200) }
        let size = ck_block_bytes(length)
        var packed = [UInt8](repeating: 0xAA, count: 3 * size)
        try packed.withUnsafeMutableBufferPointer { packed in
            let start = try #require(packed.baseAddress)
            for block in 0..<3 {
                let own = Array(slots[32 * block..<min(75, 32 * (block + 1))])
                ck_pack_block(codes, factors, length, own, own.count, start + block * size)
            }
        }
        try tables.withUnsafeBytes { tables in
            try codes.withUnsafeBufferPointer { codes in
                try factors.withUnsafeBufferPointer { factors in
                    var scan = ck_scan()
                    scan.query = tables.baseAddress
                    scan.codes = codes.baseAddress
                    scan.factors = factors.baseAddress
                    scan.stride = length
                    scan.length = length
                    scan.base = 3
                    scan.multiplier = 0.25
                    scan.offset = 100
                    var single = [Float](repeating: 0, count: slots.count)
                    ck_score_nibbles(&scan, slots, slots.count, &single)
                    for (place, slot) in slots.enumerated() {
                        var sum = 0
                        for j in 0..<length {
                            let code = codes[Int(slot) * length + j]
                            sum += Int(tables[32 * j + Int(code & 15)])
                            sum += Int(tables[32 * j + 16 + Int(code >> 4)])
                        }
                        let wanted =
                            3 + factors[2 * Int(slot) + 1]
                            - 0.25 * factors[2 * Int(slot)] * (Float(sum) - 100)
                        #expect(abs(single[place] - wanted) <= 1e-4 * abs(wanted))
                    }
                    // Between two of them: instruction sets round differently.
                    let ordered = Set(single).sorted()
                    let bound = (ordered[30] + ordered[31]) / 2
                    try packed.withUnsafeBufferPointer { packed in
                        scan.codes = packed.baseAddress
                        for set in Self.sets {
                            guard let kernels = ck_kernels_for(set) else { continue }
                            for limit in [bound, Float.infinity] {
                                var found = [UInt32](repeating: 0, count: 96)
                                var distances = [Float](repeating: 0, count: 96)
                                let count = kernels.pointee.codes.blocks(
                                    &scan,
                                    3,
                                    limit,
                                    &found,
                                    &distances
                                )
                                let wanted = slots.indices.filter { single[$0] < limit }
                                try #require(count == wanted.count, "set \(set)")
                                for (place, index) in wanted.enumerated() {
                                    #expect(found[place] == slots[index])
                                    #expect(
                                        abs(distances[place] - single[index])
                                            <= 1e-4 * abs(single[index])
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Test(
        "tables of 1-bit codes give the sums of the bit planes",
        arguments: [1, 63, 64, 100, 384]
    )
    func binaryTables(dimension: Int) throws {
        var generator = SplitMix64(seed: 8)
        func vector() -> [Float] {
            (0..<dimension).map { _ in Float.random(in: -1...1, using: &generator) }
        }
        let coder = BinaryQuantizer(dimension: dimension, isInnerProduct: false, seed: 3)
        var scratch = [Float](repeating: 0, count: coder.scratchCount)
        var planes = [UInt8](repeating: 0, count: coder.queryBytes)
        var tables = [UInt8](repeating: 0, count: coder.tableBytes)
        var code = [UInt8](repeating: 0, count: coder.codeBytes)
        _ = coder.encode(vector(), scratch: &scratch, code: &code)
        _ = coder.prepare(vector(), scratch: &scratch, planes: &planes)
        coder.prepareTables(planes, tables: &tables)
        var sum: Float = 0
        var dot: Float = 0
        for bit in 0..<8 * coder.codeBytes where code[bit / 8] >> UInt8(bit % 8) & 1 != 0 {
            let level = (0..<4).reduce(0) { level, plane in
                level + Int(planes[plane * coder.codeBytes + bit / 8] >> UInt8(bit % 8) & 1)
                    << plane
            }
            dot += Float(level) - 7.5
        }
        for byte in 0..<coder.codeBytes {
            sum += Float(tables[32 * byte + Int(code[byte] & 15)])
            sum += Float(tables[32 * byte + 16 + Int(code[byte] >> 4)])
        }
        #expect(sum == 2 * dot + coder.tableOffset)
    }

    @Test(
        "product codes estimate distances, with a standard codebook and with a trained one",
        arguments: [SliceQuantizer.Width.four, .eight],
        [3, 17, 64, 100]
    )
    func slices(width: SliceQuantizer.Width, dimension: Int) throws {
        var generator = SplitMix64(seed: 5)
        func vector() -> [Float] {
            (0..<dimension).map { _ in Float.random(in: -1...1, using: &generator) }
        }
        let rows = (0..<600).map { _ in vector() }
        for isInnerProduct in [false, true] {
            let standard = SliceQuantizer(
                dimension: dimension,
                width: width,
                isInnerProduct: isInnerProduct,
                center: vector(),
                seed: 9
            )
            let book = rows.flatMap { $0 }.withUnsafeBufferPointer {
                standard.trained(on: $0, seed: 1)
            }
            #expect(
                book
                    == rows.flatMap { $0 }.withUnsafeBufferPointer {
                        standard.trained(on: $0, seed: 1)
                    }
            )
            let trained = SliceQuantizer(
                dimension: dimension,
                width: width,
                isInnerProduct: isInnerProduct,
                center: standard.center,
                seed: 9,
                codebook: book
            )
            for coder in [standard, trained] {
                let error = meanError(coder, rows, query: vector())
                // Of the product of the lengths.
                #expect(error < (width == .four ? 0.6 : 1) / Float(dimension).squareRoot())
            }
        }
    }

    private func meanError(_ coder: SliceQuantizer, _ rows: [[Float]], query: [Float]) -> Float {
        var scratch = [Float](repeating: 0, count: coder.scratchCount)
        let tables = UnsafeMutableRawPointer.allocate(
            byteCount: coder.tableBytes,
            alignment: 64
        )
        defer { tables.deallocate() }
        let prepared = coder.prepare(query, scratch: &scratch, tables: tables)
        var errors: Float = 0
        for row in rows {
            var code = [UInt8](repeating: 0, count: coder.codeBytes)
            let factors = coder.encode(row, scratch: &scratch, code: &code)
            var scan = ck_scan()
            var found: Float = 0
            let numbers = [factors.scale, factors.bias]
            code.withUnsafeBufferPointer { code in
                numbers.withUnsafeBufferPointer { numbers in
                    scan.query = UnsafeRawPointer(tables)
                    scan.codes = code.baseAddress
                    scan.factors = numbers.baseAddress
                    scan.stride = coder.codeBytes
                    scan.length = coder.codeBytes
                    scan.base = prepared.base
                    scan.multiplier = prepared.multiplier
                    scan.offset = prepared.offset
                    if coder.width == .four {
                        ck_score_nibbles(&scan, [0], 1, &found)
                    } else {
                        ck_score_bytes(&scan, [0], 1, &found)
                    }
                }
            }
            var dot: Float = 0
            var squared: Float = 0
            var lengths: (Float, Float) = (0, 0)
            for (place, pair) in zip(row, query).enumerated() {
                let middle = coder.center[place]
                dot += pair.0 * pair.1
                squared += (pair.0 - pair.1) * (pair.0 - pair.1)
                lengths.0 += (pair.0 - middle) * (pair.0 - middle)
                lengths.1 += (pair.1 - middle) * (pair.1 - middle)
            }
            let scale = (lengths.0 * lengths.1).squareRoot()
            errors +=
                coder.isInnerProduct
                ? abs(found + dot) / scale : abs(found - squared) / (2 * scale)
        }
        return errors / Float(rows.count)
    }
}
