// SPDX-License-Identifier: Apache-2.0

import Indexes
import Schemas
import Values
import Vectors

/// What the catalog says of an index, in the words of the Indexes target.
extension VectorIndexParameters {
    /// What the vectors are, and what is nearest.
    func shape() throws(DatabaseError) -> VectorShape {
        let element: VectorElement =
            switch type {
            case .halfvec: .float16
            case .sparsevec: .sparse
            case .bit, .varbit: .bit
            default: .float32
            }
        return try indexed { () throws(IndexError) in
            try VectorShape(element: element, dimension: dimension, metric: metric)
        }
    }

    /// Options for a graph of some `rows` rows.
    func hnswOptions(rows: Int) -> HNSWOptions {
        var options = HNSWOptions()
        options.m = m
        options.efConstruction = efConstruction
        options.rowLimit = rowLimit(rows)
        options.quantizer = codes
        return options
    }

    /// Options for an inverted file of some `rows` rows.
    func ivfOptions(rows: Int) -> IVFOptions {
        var options = IVFOptions()
        options.lists = lists
        options.rowLimit = rowLimit(rows)
        options.quantizer = codes
        return options
    }

    /// Options for a flat index of some `rows` rows.
    func flatOptions(rows: Int) -> FlatOptions {
        var options = FlatOptions()
        options.rowLimit = rowLimit(rows)
        options.quantizer = codes
        return options
    }

    /// Rows that address space is set aside for: the index may double before it must be rebuilt.
    private func rowLimit(_ rows: Int) -> Int {
        min(
            max(HNSWOptions.defaultRowLimit, 2 * rows),
            HNSWOptions.rangeOfRowLimit.upperBound
        )
    }

    /// Elements up to which vectors themselves are kept: codes of so few would save no cache line,
    /// and their errors, which do not average out, confuse rows that are near each other.
    private static let exactDimension = 32

    private var codes: Quantizer {
        quantizer.flatMap { Quantizer(rawValue: $0) }
            ?? (dimension <= Self.exactDimension ? .none : .int8)
    }

    /// Whether a saved index was built as the catalog says; options that were altered since take
    /// effect with REINDEX.
    func describes(_ base: any NeighborIndex) -> Bool {
        switch method {
        case .hnsw: base is HNSWIndex
        case .ivfflat: base is IVFIndex
        case .flat: base is FlatIndex
        }
    }
}
