// SPDX-License-Identifier: Apache-2.0

import Indexes
import Testing
import Vectors

/// The kinds of index, made alike for tests of what they have in common.
enum AnyIndex: String, CaseIterable, CustomTestStringConvertible {
    case flat
    case hnsw
    case ivf

    var testDescription: String { rawValue }

    func make(
        _ dimension: Int,
        _ metric: Metric,
        quantizer: Quantizer = .int8
    ) throws(IndexError) -> any NeighborIndex {
        let shape = try VectorShape(element: .float32, dimension: dimension, metric: metric)
        switch self {
        case .flat:
            var options = FlatOptions()
            options.rowLimit = 1 << 20
            options.quantizer = quantizer
            return try FlatIndex(shape: shape, options: options)
        case .hnsw:
            var options = HNSWOptions()
            options.rowLimit = 1 << 20
            options.quantizer = quantizer
            return try HNSWIndex(shape: shape, options: options)
        case .ivf:
            var options = IVFOptions()
            options.rowLimit = 1 << 20
            options.lists = 0
            options.quantizer = quantizer
            return try IVFIndex(shape: shape, options: options)
        }
    }

    /// An effort that finds nearly all in the indexes of these tests.
    static let thorough = SearchEffort(ef: 200, probes: 16)
}

extension NeighborIndex {
    func prepare(row: UInt64, _ values: [Float]) throws(IndexError) -> UInt32? {
        try values.span.withUnsafeBufferPointer { (buffer) throws(IndexError) in
            try prepareInsert(row: row, .float32(buffer))
        }
    }

    @discardableResult
    func add(row: UInt64, _ values: [Float]) throws(IndexError) -> Bool {
        try values.span.withUnsafeBufferPointer { (buffer) throws(IndexError) in
            try insert(row: row, .float32(buffer))
        }
    }

    func nearest(
        _ values: [Float],
        k: Int,
        effort: SearchEffort = AnyIndex.thorough,
        filter: RowFilter? = nil
    ) throws(IndexError) -> [Neighbor] {
        var statistics = SearchStatistics()
        return try values.span.withUnsafeBufferPointer { (buffer) throws(IndexError) in
            try search(
                .float32(buffer),
                k: k,
                effort: effort,
                filter: filter,
                statistics: &statistics
            )
        }
    }

    func begin(
        _ values: [Float],
        filter: RowFilter? = nil,
        ranking: IteratorRanking = .exact
    ) throws(IndexError) -> any NeighborIterator {
        try values.span.withUnsafeBufferPointer { (buffer) throws(IndexError) in
            try makeIterator(
                .float32(buffer),
                effort: SearchEffort(ef: 20),
                filter: filter,
                ranking: ranking
            )
        }
    }

    /// Every row that an iterator hands out.
    func streamed(
        _ values: [Float],
        filter: RowFilter? = nil,
        ranking: IteratorRanking = .exact
    ) throws(IndexError) -> [Neighbor] {
        let iterator = try begin(values, filter: filter, ranking: ranking)
        var all: [Neighbor] = []
        while true {
            let batch = try iterator.next()
            if batch.isEmpty { return all }
            all += batch
        }
    }
}
