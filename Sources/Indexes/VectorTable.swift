// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization
import Vectors

/// The vectors of an index by slot: codes to walk with, exact vectors to rescore from.
///
/// Each column is memory that never moves, so readers need no lock while writers add slots. A
/// slot's bytes are written before the slot is published through a link or a bound, and not again
/// until no reader can know it.
///
/// Cosine distances are half the squared Euclidean distances of vectors scaled to length 1, and
/// are computed as those; ``VectorShape`` converts.
///
/// Sendable because what is not behind a lock does not change after `init`, but for slots' bytes,
/// which one thread writes while no other knows the slot.
final class VectorTable: @unchecked Sendable {
    let shape: VectorShape
    let quantizer: Quantizer
    let slotLimit: Int
    let scalar: ScalarQuantizer
    let binary: BinaryQuantizer
    /// Where the quantizer is one of product codes.
    let slices: SliceQuantizer?
    /// Whether queries are prepared for codes in blocks too.
    let scansBlocks: Bool

    /// The upper nibbles, or the bits; nothing where the quantizer is `none`.
    let codes: Column
    /// The lower nibbles of 8-bit codes.
    let lowCodes: Column
    /// (scale, bias) of each code.
    let factors: Column
    /// (scale, bias) of each 8-bit code.
    let fullFactors: Column
    /// (length, error of the 4-bit code, error of the 8-bit code); only where bounds are wanted.
    let errors: Column
    /// The vectors themselves, scaled to length 1 where the metric is cosine.
    let exact: Column
    /// Where each sparse vector starts in `exact`.
    let offsets: Column
    /// The elements that fit where it is; found anew when an index is opened.
    let sparseRoom: Column
    /// Where exact vectors are read from once they are in a file, and are not what is walked.
    let vectorFile = Lock<VectorFile?>(nil)
    /// Row ids.
    let rows: Column
    /// Bytes of `exact` in use where the vectors are sparse.
    let sparseBytes = Lock(0)

    /// Estimates distances from what the graph is walked with.
    let walkScore: ck_score
    /// Computes distances from exact vectors.
    let exactScore: ck_score
    /// Compares stored vectors with each other.
    let pairScore: ck_score
    /// Estimates distances from 8-bit codes.
    let rankScore: ck_score

    init(
        shape: VectorShape,
        quantizer: Quantizer,
        slotLimit: Int,
        center: [Float],
        seed: UInt64,
        keepsErrors: Bool = false,
        scansBlocks: Bool = false,
        codebook: [Float] = []
    ) throws(IndexError) {
        let quantizer = shape.canQuantize ? quantizer : .none
        let dimension = quantizer == .none ? 1 : shape.dimension
        let center = quantizer == .none ? [] : center
        let isInnerProduct = shape.metric == .innerProduct
        scalar = ScalarQuantizer(
            dimension: dimension,
            isInnerProduct: isInnerProduct,
            center: center,
            seed: seed
        )
        binary = BinaryQuantizer(
            dimension: dimension,
            isInnerProduct: isInnerProduct,
            center: center,
            seed: seed
        )
        slices = quantizer.sliceWidth.map {
            SliceQuantizer(
                dimension: dimension,
                width: $0,
                isInnerProduct: isInnerProduct,
                center: center,
                seed: seed,
                codebook: codebook
            )
        }
        self.scansBlocks = scansBlocks && (quantizer == .binary || quantizer == .product4)
        let kernels = ck_active().pointee.codes
        exactScore = shape.exactScore
        rankScore = kernels.int8
        let isScalar = quantizer == .int8 || quantizer == .int4
        walkScore =
            switch quantizer {
            case .none: exactScore
            case .int8, .int4: kernels.int4
            case .binary: kernels.bits
            case .product4: ck_score_nibbles
            case .product8: ck_score_bytes
            }
        pairScore = isScalar ? kernels.int4 : exactScore
        let width =
            isScalar
            ? scalar.planeBytes
            : slices?.codeBytes ?? (quantizer == .binary ? binary.codeBytes : 0)
        codes = try Column(width: width, limit: slotLimit)
        lowCodes = try Column(width: quantizer == .int8 ? width : 0, limit: slotLimit)
        factors = try Column(width: width > 0 ? 8 : 0, limit: slotLimit)
        fullFactors = try Column(width: isScalar ? 8 : 0, limit: slotLimit)
        errors = try Column(width: isScalar && keepsErrors ? 12 : 0, limit: slotLimit)
        exact = try Column(width: shape.reservedBytes, limit: slotLimit)
        offsets = try Column(width: shape.element == .sparse ? 8 : 0, limit: slotLimit)
        sparseRoom = try Column(width: shape.element == .sparse ? 2 : 0, limit: slotLimit)
        rows = try Column(width: 8, limit: slotLimit)
        self.shape = shape
        self.quantizer = quantizer
        self.slotLimit = slotLimit
    }

    /// Makes room for `count` slots.
    func commit(_ count: Int) throws(IndexError) {
        guard count <= slotLimit else { throw .full(limit: slotLimit) }
        for column in [codes, lowCodes, factors, fullFactors, errors, offsets, sparseRoom, rows] {
            try column.commit(count)
        }
        if shape.element != .sparse { try exact.commit(count) }
    }

    /// The row in a slot.
    @inline(__always)
    func row(of slot: UInt32) -> UInt64 {
        rowWords[Int(slot)].load(ordering: .relaxed)
    }

    /// Row ids by slot.
    ///
    /// Atomic, because a scan may look at a slot while it is given to another row;
    /// the row map then tells the scan that the slot is not that row's yet.
    @inline(__always)
    var rowWords: UnsafeMutablePointer<Atomic<UInt64>> {
        rows.base.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// What codes are relative to; empty for nothing.
    var center: [Float] {
        let center = quantizer == .binary ? binary.center : scalar.center
        return quantizer == .none || center.allSatisfy { $0 == 0 } ? [] : center
    }

    /// Floats of scratch space a context needs.
    var scratchCount: Int {
        max(scalar.scratchCount, binary.scratchCount, slices?.scratchCount ?? 0)
    }

    /// Bytes of tables a context needs.
    var tableBytes: Int { slices?.tableBytes ?? (scansBlocks ? binary.tableBytes : 0) }

    /// Whether walks use coarser distances than pairs are compared by.
    var walksCoarsely: Bool { quantizer == .binary || slices != nil }

    /// Bytes of codes, their numbers and row ids of `count` slots.
    func residentBytes(_ count: Int) -> Int {
        [codes, lowCodes, factors, fullFactors, errors, offsets, sparseRoom, rows].reduce(0) {
            $0 + $1.width * count
        }
    }
}
