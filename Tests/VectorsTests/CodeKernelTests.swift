// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing
import Vectors

/// Each instruction set's kernels over codes against the portable ones, and those against the
/// definition.
@Suite struct CodeKernelTests {
    private static let sets: [ck_instruction_set] = [ck_scalar, ck_avx2, ck_avx512, ck_neon]

    /// Random codes of many lengths, scored by every set of kernels.
    private func compare(
        _ lengths: [Int],
        queryBytes: (Int) -> Int,
        _ choose: (ck_code_kernels) -> ck_score,
        expected: (_ code: [UInt8], _ low: [UInt8], _ query: [UInt8], _ length: Int) -> Float
    ) throws {
        var generator = SplitMix64(seed: 77)
        let slots: [UInt32] = [3, 0, 7, 7, 1, 6, 2, 5, 4, 3, 0]
        for length in lengths {
            func bytes(_ count: Int) -> [UInt8] {
                (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            }
            let stride = length + 16
            let codes = bytes(8 * stride)
            let low = bytes(8 * stride)
            let query = bytes(queryBytes(length))
            let factors = (0..<16).map { _ in Float.random(in: 0.5...2, using: &generator) }
            for set in Self.sets {
                guard let kernels = ck_kernels_for(set) else { continue }
                var found = [Float](repeating: 0, count: slots.count)
                codes.withUnsafeBufferPointer { codes in
                    low.withUnsafeBufferPointer { low in
                        query.withUnsafeBytes { query in
                            factors.withUnsafeBufferPointer { factors in
                                var scan = ck_scan()
                                scan.query = query.baseAddress
                                scan.codes = codes.baseAddress
                                scan.low_codes = low.baseAddress
                                scan.factors = factors.baseAddress
                                scan.stride = stride
                                scan.length = length
                                scan.base = 3
                                scan.multiplier = 0.25
                                scan.offset = 10
                                choose(kernels.pointee.codes)(&scan, slots, slots.count, &found)
                            }
                        }
                    }
                }
                for (position, slot) in slots.enumerated() {
                    let start = Int(slot) * stride
                    let dot = expected(
                        Array(codes[start..<start + length]),
                        Array(low[start..<start + length]),
                        query,
                        length
                    )
                    let wanted =
                        3 + factors[2 * Int(slot) + 1]
                        - 0.25 * factors[2 * Int(slot)] * (dot - 10)
                    let tolerance = 1e-5 * max(1, abs(dot))
                    #expect(
                        abs(found[position] - wanted) <= tolerance,
                        "length \(length), set \(set)"
                    )
                }
            }
        }
    }

    private func nibbleDot(_ code: [UInt8], _ query: [UInt8], _ length: Int) -> Float {
        var sum = 0
        for index in 0..<length {
            sum += Int(code[index] & 15) * Int(Int8(bitPattern: query[index]))
            sum += Int(code[index] >> 4) * Int(Int8(bitPattern: query[index + length]))
        }
        return Float(sum)
    }

    @Test("4-bit codes of every length")
    func int4() throws {
        try compare(Array(1...140) + [192, 768], queryBytes: { 2 * $0 }, { $0.int4 }) {
            code,
            _,
            query,
            length in nibbleDot(code, query, length)
        }
    }

    @Test("8-bit codes of every length")
    func int8() throws {
        try compare(Array(1...140) + [192, 768], queryBytes: { 2 * $0 }, { $0.int8 }) {
            code,
            low,
            query,
            length in
            16 * nibbleDot(code, query, length) + nibbleDot(low, query, length)
        }
    }

    @Test("1-bit codes of every length")
    func bits() throws {
        let lengths = stride(from: 8, through: 264, by: 8)
        try compare(Array(lengths), queryBytes: { 4 * $0 }, { $0.bits }) {
            code,
            _,
            query,
            length in
            var sum: Float = 0
            for bit in 0..<8 * length where code[bit / 8] >> UInt8(bit % 8) & 1 != 0 {
                let number = (0..<4).reduce(0) { sum, plane in
                    sum + Int(query[plane * length + bit / 8] >> UInt8(bit % 8) & 1) << plane
                }
                sum += Float(number) - 7.5
            }
            return sum
        }
    }

    @Test("transforms are the same on every instruction set")
    func transforms() throws {
        var generator = SplitMix64(seed: 4)
        let reference = try #require(ck_kernels_for(ck_scalar)).pointee.codes
        for count in [1, 2, 4, 8, 16, 32, 64, 256, 1024] {
            let values = (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
            let signs = (0..<count / 32 + 1).map { _ in
                UInt32(truncatingIfNeeded: generator.next())
            }
            func run(_ kernels: ck_code_kernels) -> ([Float], [Int8], Int32, Float) {
                var result = values
                var other = [Float](values.reversed())
                var codes = [Int8](repeating: 0, count: count)
                kernels.flip_signs(&result, signs, count)
                kernels.hadamard(&result, count, 0.5)
                kernels.butterfly(&result, &other, count)
                let largest = kernels.largest_magnitude(result, count)
                let sum = kernels.quantize(result, count, 127 / largest, &codes)
                return (result, codes, sum, largest)
            }
            let expected = run(reference)
            for set in Self.sets {
                guard let kernels = ck_kernels_for(set) else { continue }
                let found = run(kernels.pointee.codes)
                for (a, b) in zip(found.0, expected.0) { #expect(abs(a - b) <= 1e-4) }
                #expect(found.2 == found.1.reduce(0) { $0 + Int32($1) })
                #expect(abs(found.3 - expected.3) <= 1e-4)
            }
        }
    }

    @Test("CRC-32C gives the check value of its definition")
    func checksum() {
        let check = Array("123456789".utf8)
        #expect(ck_crc32c(0, check, 9) == 0xE306_9283)
        #expect(ck_crc32c(ck_crc32c(0, check, 4), Array(check[4...]), 5) == 0xE306_9283)
        #expect(ck_crc32c(0, check, 0) == 0)
    }
}
