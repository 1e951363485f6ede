// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Names of sections in files; numbers below 32 belong to the table of vectors.
enum TableSection {
    static let codes: UInt32 = 1
    static let lowCodes: UInt32 = 2
    static let factors: UInt32 = 3
    static let fullFactors: UInt32 = 4
    static let exact: UInt32 = 5
    static let offsets: UInt32 = 6
    static let rows: UInt32 = 7
    static let center: UInt32 = 8
    static let free: UInt32 = 9
    static let dead: UInt32 = 10
    static let errors: UInt32 = 11
    static let codebook: UInt32 = 12
}

/// Places of numbers in a file's header; those below 16 belong to the table of vectors.
enum TableNumber {
    static let sequence = 0
    static let element = 1
    static let dimension = 2
    static let metric = 3
    static let quantizer = 4
    static let rowLimit = 5
    static let seed = 6
    static let slots = 7
    static let sparseBytes = 8
    static let count = 16
}

/// What a header says about a table of vectors.
struct SavedTable {
    let shape: VectorShape
    let quantizer: Quantizer
    let rowLimit: Int
    let seed: UInt64
    let slots: Int
    let sequence: UInt64
    let center: [Float]
    let codebook: [Float]

    init(_ reader: IndexFileReader) throws(IndexError) {
        let path = reader.path
        guard reader.numbers.count >= TableNumber.count,
            let element = VectorElement(
                rawValue: UInt8(clamping: reader.numbers[TableNumber.element])
            ),
            let metric = Metric(rawValue: UInt8(clamping: reader.numbers[TableNumber.metric])),
            let quantizer = Quantizer(
                code: UInt8(clamping: reader.numbers[TableNumber.quantizer])
            )
        else { throw .damaged("\(path): unknown element, metric or quantizer") }
        shape = try VectorShape(
            element: element,
            dimension: reader.number(TableNumber.dimension),
            metric: metric
        )
        self.quantizer = quantizer
        rowLimit = try reader.number(TableNumber.rowLimit)
        slots = try reader.number(TableNumber.slots)
        seed = reader.numbers[TableNumber.seed]
        sequence = reader.numbers[TableNumber.sequence]
        let saved = try reader.values(TableSection.center, of: Float.self)
        center = saved.count == shape.dimension ? saved : []
        codebook = try reader.values(TableSection.codebook, of: Float.self)
        // Flat indexes, which use other codes whatever the quantizer, have none.
        let size = quantizer.sliceWidth.map { $0.elements * $0.centroids } ?? 0
        guard codebook.isEmpty || codebook.count == size else {
            throw .damaged("\(path): a codebook of another size")
        }
        guard slots <= rowLimit else {
            throw .damaged("\(path): more slots than the index may have")
        }
    }
}
