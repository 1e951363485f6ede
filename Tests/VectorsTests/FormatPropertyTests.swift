// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

/// What must hold of formats for any value, tried on seeded random ones.
@Suite struct FormatPropertyTests {
    private static let seeds: [UInt64] = [11, 12, 13, 14]

    @Test("a vector survives text, binary and stored form", arguments: seeds)
    func vectors(seed: UInt64) throws {
        var generator = SampleGenerator(seed: seed)
        for dimension in [1, 2, 15, 16, 17, 384, 1_536] {
            let elements = (0..<dimension).map { _ in finiteFloat(&generator) }
            let vector = try Vector(elements)
            #expect(try bits(Vector(text: vector.text)) == bits(vector))
            #expect(try bits(Vector(binary: vector.binary.span)) == bits(vector))
            let stored = try #require(throughStore(vector.appendStored) { Vector(stored: $0) })
            #expect(bits(stored) == bits(vector))
        }
    }

    @Test("a half vector survives text, binary and stored form", arguments: seeds)
    func halfVectors(seed: UInt64) throws {
        var generator = SampleGenerator(seed: seed)
        for dimension in [1, 7, 8, 9, 1_000] {
            let patterns = (0..<dimension).map { _ in
                // Any sign and mantissa, every exponent but that of infinity and NaN.
                UInt16.random(in: 0..<0x7C00, using: &generator)
                    | (Bool.random(using: &generator) ? 0x8000 : 0)
            }
            let vector = HalfVector(trusted: patterns)
            #expect(try HalfVector(text: vector.text).bitPatterns == patterns)
            #expect(try HalfVector(binary: vector.binary.span).bitPatterns == patterns)
            #expect(
                throughStore(vector.appendStored) { HalfVector(stored: $0) }?.bitPatterns
                    == patterns
            )
            #expect(try HalfVector(rounding: vector.elements).bitPatterns == patterns)
        }
    }

    @Test("a sparse vector survives text, binary, stored and dense form", arguments: seeds)
    func sparseVectors(seed: UInt64) throws {
        var generator = SampleGenerator(seed: seed)
        for count in [0, 1, 5, 200] {
            let dimension = 1_000
            let indices = Array((0..<Int32(dimension)).shuffled(using: &generator).prefix(count))
            let values = indices.map { _ in nonZero(&generator) }
            let vector = try SparseVector(
                dimension: dimension,
                indices: indices.sorted(),
                values: values
            )
            #expect(try SparseVector(text: vector.text) == vector)
            #expect(try SparseVector(binary: vector.binary.span) == vector)
            #expect(throughStore(vector.appendStored) { SparseVector(stored: $0) } == vector)
            #expect(SparseVector(try Vector(vector)) == vector)
        }
    }

    @Test("a bit string survives text, binary and stored form", arguments: seeds)
    func bitStrings(seed: UInt64) throws {
        var generator = SampleGenerator(seed: seed)
        for count in 0...70 {
            let bits = BitString((0..<count).map { _ in Bool.random(using: &generator) })
            #expect(try BitString(text: bits.text) == bits)
            #expect(try BitString(binary: bits.binary.span) == bits)
            #expect(throughStore(bits.appendStored) { BitString(stored: $0) } == bits)
            #expect(bits.inverted.inverted == bits)
            #expect(bits.onesCount == bits.text.count { $0 == "1" })
        }
    }

    @Test("text is read as nearest, also just beside a tie", arguments: seeds)
    func ties(seed: UInt64) throws {
        var generator = SampleGenerator(seed: seed)
        for _ in 0..<2_000 {
            // Here float32 has every second or fourth integer, and the tie between two is one.
            let low = Float(Int.random(in: 1 << 24..<1 << 26, using: &generator))
            let tie = (Int(low) + Int(low.nextUp)) / 2
            let even = low.bitPattern.isMultiple(of: 2) ? low : low.nextUp
            let text = "[\(tie).0,\(tie - 1).999999,\(tie).000001,1,2,3,4,5,6,7,8,9,10]"
            #expect(try Vector(text: text).elements.prefix(3) == [even, low, low.nextUp])
        }
    }

    @Test("random bytes are read or refused, never more", arguments: seeds)
    func garbage(seed: UInt64) {
        var generator = SampleGenerator(seed: seed)
        let alphabet = Array("[]{}:/,.0123456789eE+-xXinfaNpP \t_".utf8)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &generator)
            var text = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            if Bool.random(using: &generator) { text = Array("[".utf8) + text + Array("]".utf8) }
            _ = try? Vector(text: text.span)
            _ = try? HalfVector(text: text.span)
            _ = try? SparseVector(text: text.span)
            _ = try? SparseVector(text: (Array("{1:".utf8) + text + Array("}/9".utf8)).span)
            _ = try? Vector(binary: text.span)
            _ = try? HalfVector(binary: text.span)
            _ = try? SparseVector(binary: text.span)
            _ = try? BitString(binary: text.span)
            text.withUnsafeBytes { bytes in
                _ = Vector(stored: bytes)
                _ = HalfVector(stored: bytes)
                _ = SparseVector(stored: bytes)
                _ = BitString(stored: bytes)
            }
        }
    }

    private func finiteFloat(_ generator: inout SampleGenerator) -> Float {
        let value = Float(bitPattern: UInt32.random(in: .min ... .max, using: &generator))
        return value.isFinite ? value : 1
    }

    private func nonZero(_ generator: inout SampleGenerator) -> Float {
        let value = finiteFloat(&generator)
        return value == 0 ? 1 : value
    }

    private func bits(_ vector: Vector) -> [UInt32] { vector.elements.map(\.bitPattern) }

    /// Reads back at an odd address what `write` appends.
    private func throughStore<Result>(
        _ write: (inout [UInt8]) -> Void,
        _ read: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        var bytes: [UInt8] = []
        write(&bytes)
        let copy = Misaligned(bytes)
        return read(UnsafeRawBufferPointer(start: copy.raw, count: bytes.count))
    }
}
