// SPDX-License-Identifier: Apache-2.0

import Vectors

/// What codes are made with, found from a sample of the vectors to come.
struct CodeForm {
    /// Rows that the mean of all vectors is estimated from.
    static let sampleRows = 4096

    /// The mean of the vectors; empty where it is no use.
    private(set) var center: [Float] = []
    /// The codebook of product codes; empty for other codes.
    private(set) var codebook: [Float] = []

    init(
        of batches: [VectorBatch],
        shape: VectorShape,
        _ quantizer: Quantizer,
        seed: UInt64
    ) throws(IndexError) {
        guard shape.canQuantize else { return }
        let isInnerProduct = shape.metric == .innerProduct
        guard !isInnerProduct || quantizer.sliceWidth != nil else { return }
        let rows = try CodeForm.floats(of: batches, shape: shape)
        let dimension = shape.dimension
        if !isInnerProduct, !rows.isEmpty {
            var sums = [Double](repeating: 0, count: dimension)
            for start in stride(from: 0, to: rows.count, by: dimension) {
                for element in 0..<dimension { sums[element] += Double(rows[start + element]) }
            }
            center = sums.map { Float($0 / Double(rows.count / dimension)) }
        }
        if let width = quantizer.sliceWidth {
            let standard = SliceQuantizer(
                dimension: dimension,
                width: width,
                isInnerProduct: isInnerProduct,
                center: center,
                seed: seed
            )
            codebook = rows.withUnsafeBufferPointer { standard.trained(on: $0, seed: seed) }
        }
    }

    /// The vectors in the form that codes are made from, without those that no index holds.
    private static func floats(
        of batches: [VectorBatch],
        shape: VectorShape
    ) throws(IndexError) -> [Float] {
        let table = try VectorTable(
            shape: shape,
            quantizer: .none,
            slotLimit: 1,
            center: [],
            seed: 0
        )
        let context = SearchContext(table: table)
        let unit = UnsafeBufferPointer(
            start: context.unit.assumingMemoryBound(to: Float.self),
            count: shape.dimension
        )
        var rows: [Float] = []
        for batch in batches {
            for index in 0..<batch.count {
                let isUsable = try batch.withVector(index) { (vector) throws(IndexError) in
                    try table.load(vector, in: context)
                }
                if isUsable { rows.append(contentsOf: unit) }
            }
        }
        return rows
    }
}

extension VectorSource {
    /// The batches that a ``CodeForm`` is found from: the first rows, or all there are.
    func firstBatches() throws(IndexError) -> [VectorBatch] {
        var batches: [VectorBatch] = []
        var sampled = 0
        while sampled < CodeForm.sampleRows {
            var batch = VectorBatch()
            try fill(&batch)
            if batch.count == 0 { break }
            sampled += batch.count
            batches.append(batch)
        }
        return batches
    }
}
