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

    var hnswOptions: HNSWOptions {
        var options = HNSWOptions()
        options.m = m
        options.efConstruction = efConstruction
        options.quantizer = codes ?? options.quantizer
        return options
    }

    var ivfOptions: IVFOptions {
        var options = IVFOptions()
        options.lists = lists
        options.quantizer = codes ?? .int8
        return options
    }

    var flatOptions: FlatOptions {
        var options = FlatOptions()
        options.quantizer = codes ?? options.quantizer
        return options
    }

    private var codes: Quantizer? { quantizer.flatMap { Quantizer(rawValue: $0) } }

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
