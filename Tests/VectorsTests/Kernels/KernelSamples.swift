// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing

/// A generator whose numbers depend on its seed alone: SplitMix64.
struct SampleGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Elements in -1...1.
    mutating func floats(_ count: Int) -> [Float] {
        (0..<count).map { _ in Float.random(in: -1...1, using: &self) }
    }

    /// Integers small enough that float32 sums of their products are exact.
    mutating func integers(_ count: Int) -> [Float] {
        (0..<count).map { _ in Float(Int.random(in: -8...8, using: &self)) }
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}

/// What the kernels of one instruction set are tested with.
enum KernelSamples {
    /// Every tail of every loop, and a few lengths that vectors have.
    static let lengths = Array(0...130) + [255, 256, 257, 384, 768, 1000, 1536, 4099]

    /// The instruction sets this CPU has; `DispatchTests` reports the others as skipped.
    static let instructionSets = allInstructionSets.filter { ck_kernels_for($0) != nil }

    static let allInstructionSets = [ck_scalar, ck_avx2, ck_avx512, ck_neon]

    static func kernels(_ set: ck_instruction_set) throws -> ck_kernels {
        try #require(ck_kernels_for(set)).pointee
    }

    static func name(_ set: ck_instruction_set) -> String {
        switch set {
        case ck_scalar: "scalar"
        case ck_avx2: "avx2"
        case ck_avx512: "avx512"
        default: "neon"
        }
    }

    /// The plain kernels, which define the result.
    static func reference() throws -> ck_kernels { try kernels(ck_scalar) }
}

/// A copy of an array at an odd address, in an allocation that ends where the array ends, so that
/// the address sanitizer sees a read beyond.
final class Misaligned<Element> {
    private let storage: UnsafeMutableRawPointer
    let count: Int

    init(_ elements: [Element]) {
        count = elements.count
        let size = count * MemoryLayout<Element>.stride
        storage = .allocate(byteCount: size + 1, alignment: 16)
        elements.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            (storage + 1).copyMemory(from: start, byteCount: size)
        }
    }

    var pointer: UnsafePointer<Element> {
        UnsafePointer(OpaquePointer(storage + 1))
    }

    var raw: UnsafeRawPointer { UnsafeRawPointer(storage + 1) }

    deinit { storage.deallocate() }
}
