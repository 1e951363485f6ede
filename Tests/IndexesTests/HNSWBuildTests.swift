// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

@testable import Indexes

/// Builds of whole indexes: slots are ordered by place, and every row keeps its vector.
@Suite struct HNSWBuildTests {
    /// A type of vectors, and what is kept of them.
    struct Kind: CustomTestStringConvertible, Sendable {
        var element: VectorElement
        var metric: Metric
        var quantizer = Quantizer.int8

        var testDescription: String { "\(element) \(metric) \(quantizer)" }
    }

    static let kinds =
        Quantizer.allCases.map { Kind(element: .float32, metric: .cosine, quantizer: $0) } + [
            Kind(element: .float32, metric: .innerProduct),
            Kind(element: .float16, metric: .l2),
            Kind(element: .float16, metric: .l1),
            Kind(element: .bit, metric: .hamming),
            Kind(element: .sparse, metric: .l2),
        ]

    @Test("rows keep their vectors, whatever these are", arguments: kinds)
    func rowsKeepTheirVectors(kind: Kind) throws {
        let source = ElementSource(count: 700, dimension: 64, kind.element)
        let shape = try VectorShape(element: kind.element, dimension: 64, metric: kind.metric)
        var options = HNSWOptions()
        options.quantizer = kind.quantizer
        let index = try HNSWIndex.build(source, shape: shape, options: options, threads: 2)
        #expect(index.count == 700)
        #expect(index.checkInvariants() == [])
        #expect(index.unreachableRows == [])
        for row in 0..<UInt64(700) {
            let slot = try #require(index.ledger.rowMap.slot(of: row))
            #expect(index.table.row(of: slot) == row)
            var statistics = SearchStatistics()
            let found = try source.withVector(row) { (vector) throws(IndexError) in
                try index.search(vector, k: 10, ef: 40, statistics: &statistics)
            }
            // Under inner product longer rows are nearer than the row itself.
            guard kind.metric != .innerProduct else { continue }
            let own = try #require(found.first { $0.row == row }, "row \(row) does not find itself")
            #expect(abs(own.distance) < 0.01)
        }
    }

    @Test("slots side by side hold rows near each other")
    func slotsAreInOrder() throws {
        let sample = Sample(count: 4000, dimension: 24, seed: 43)
        let shape = try VectorShape(element: .float32, dimension: 24, metric: .l2)
        let index = try HNSWIndex.build(SampleSource(sample), shape: shape, threads: 2)
        func meanDistance(_ order: [Int]) -> Float {
            let pairs = zip(order, order.dropFirst())
            return pairs.reduce(0) {
                $0 + Sample.distance(sample.rows[$1.0], sample.rows[$1.1], .l2)
            }
                / Float(order.count - 1)
        }
        let bySlot = (0..<UInt32(4000)).map { Int(index.table.row(of: $0)) }
        #expect(meanDistance(bySlot) < 0.75 * meanDistance(Array(sample.rows.indices)))
    }

    @Test("rows that no leader divides are built too")
    func equalRows() throws {
        var sample = Sample(count: 3000, dimension: 16, seed: 44)
        for row in 500..<3000 { sample.rows[row] = sample.rows[0] }
        let shape = try VectorShape(element: .float32, dimension: 16, metric: .cosine)
        let index = try HNSWIndex.build(SampleSource(sample), shape: shape, threads: 2)
        #expect(index.count == 3000)
        #expect(index.checkInvariants() == [])
        #expect(try index.search(sample.rows[0], k: 3000).count == 3000)
        #expect(try index.recall(sample, queries: Array(sample.rows[1..<60]), k: 1, ef: 40) >= 0.98)
    }

    @Test("a build of no rows is an empty index")
    func noRows() throws {
        let shape = try VectorShape(element: .float32, dimension: 16, metric: .cosine)
        let none = Sample(count: 0, dimension: 16, seed: 45)
        let index = try HNSWIndex.build(SampleSource(none), shape: shape, threads: 2)
        #expect(index.count == 0)
        #expect(try index.search([Float](repeating: 1, count: 16), k: 5).isEmpty)
        #expect(try index.insert(row: 7, [Float](repeating: 1, count: 16)))
        #expect(try index.search([Float](repeating: 1, count: 16), k: 5).map(\.row) == [7])
    }
}

/// Random rows of any type of vectors, no two alike.
private final class ElementSource: VectorSource, @unchecked Sendable {
    let estimatedCount: Int
    private let rows: [[Float]]
    private let element: VectorElement
    private var next = 0

    init(count: Int, dimension: Int, _ element: VectorElement) {
        var generator = SplitMix64(seed: 46)
        estimatedCount = count
        self.element = element
        rows = (0..<count).map { _ in
            (0..<dimension).map { _ in
                let value = Float.random(in: -1...1, using: &generator)
                return element == .sparse && abs(value) < 0.7 ? 0 : value
            }
        }
    }

    func fill(_ batch: inout VectorBatch) throws(IndexError) {
        while next < rows.count, batch.count < 50 {
            let row = UInt64(next)
            withVector(row) { batch.append(row: row, $0) }
            next += 1
        }
    }

    func withVector<Result, Failure: Error>(
        _ row: UInt64,
        _ body: (VectorView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let values = rows[Int(row)]
        func lend<Element, Value>(
            _ array: [Element],
            _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Value
        ) throws(Failure) -> Value {
            let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: array.count)
            defer { copy.deallocate() }
            _ = copy.initialize(from: array)
            return try body(UnsafeBufferPointer(copy))
        }
        switch element {
        case .float32:
            return try lend(values) { (part) throws(Failure) in try body(.float32(part)) }
        case .float16:
            let halves = (try? HalfVector(rounding: values))?.bitPatterns ?? []
            return try lend(halves) { (part) throws(Failure) in try body(.float16(part)) }
        case .bit:
            let bits = BitString(values.map { $0 > 0 })
            return try lend(bits.bytes) { (part) throws(Failure) in
                try body(.bits(part, count: bits.bitCount))
            }
        case .sparse:
            let places = values.indices.filter { values[$0] != 0 }
            return try lend(places.map { Int32($0) }) { (indices) throws(Failure) in
                try lend(places.map { values[$0] }) { (parts) throws(Failure) in
                    try body(
                        .sparse(dimension: values.count, indices: indices, values: parts)
                    )
                }
            }
        }
    }
}
