// SPDX-License-Identifier: Apache-2.0

import Indexes
import TestSupport
import Testing
import Vectors

/// Random sequences of everything an index does, beside a dictionary that does the same.
@Suite struct NeighborIndexModelTests {
    static let metrics: [Metric] = [.l2, .cosine, .innerProduct]

    @Test(
        "whatever is done in whatever order keeps to the model",
        arguments: AnyIndex.allCases,
        1...4
    )
    func randomOperations(kind: AnyIndex, seed: UInt64) throws {
        let directory = try TemporaryDirectory()
        var run = try ModelRun(kind, seed: seed, path: directory.path + "/index")
        for step in 0..<700 { try run.perform(step) }
        #expect(run.index.checkInvariants().isEmpty)
        if let graph = run.index as? HNSWIndex {
            try graph.vacuum(threads: 2)
            #expect(graph.unreachableRows.isEmpty)
        }
        #expect(Double(run.found) >= (kind == .flat ? 1 : 0.97) * Double(run.wanted))
    }
}

/// An index, what it should hold, and what it owes.
private struct ModelRun {
    var index: any NeighborIndex
    var found = 0
    var wanted = 0
    private let metric: Metric
    private let path: String
    private let pool: [[Float]]
    private var generator: SplitMix64
    private var model: [UInt64: [Float]] = [:]
    private var prepared: [(row: UInt64, slot: UInt32, values: [Float])] = []

    init(_ kind: AnyIndex, seed: UInt64, path: String) throws {
        metric = NeighborIndexModelTests.metrics[Int(seed) % 3]
        index = try kind.make(
            12,
            metric,
            quantizer: Quantizer.allCases[Int(seed) % Quantizer.allCases.count]
        )
        pool = Sample(count: 400, dimension: 12, seed: seed &+ 70).rows
        generator = SplitMix64(seed: seed)
        self.path = path
    }

    mutating func perform(_ step: Int) throws {
        let row = generator.next() % 150
        let values = pool[Int(generator.next() % 400)]
        switch generator.next() % 100 {
        case 0..<40:
            try index.add(row: row, values)
            model[row] = values
        case 40..<50:
            let slot = try #require(try index.prepare(row: row, values))
            prepared.append((row, slot, values))
        case 50..<58: settle()
        case 58..<73:
            #expect(index.remove(row: row) == (model.removeValue(forKey: row) != nil))
        case 73..<76: try index.vacuum(threads: 2)
        case 76..<78: try reload(step)
        case 78..<80: try checkStream(values)
        case 80..<85: try checkSearch(values, filter: generator.next())
        default: try checkSearch(values, filter: nil)
        }
        #expect(index.count == model.count)
        #expect(index.contains(row) == (model[row] != nil))
    }

    /// Publishes or discards what was prepared first.
    private mutating func settle() {
        if prepared.isEmpty { return }
        let next = prepared.removeFirst()
        if generator.next() % 3 == 0 {
            index.discard(next.slot)
        } else {
            index.publish(row: next.row, slot: next.slot)
            model[next.row] = next.values
        }
    }

    /// Saves while rows are prepared, and goes on with what was saved: they are not in it.
    private mutating func reload(_ step: Int) throws {
        try index.checkpoint(
            to: path,
            sequence: UInt64(step),
            releasesVectors: generator.next() % 2 == 0
        )
        // What goes on with the index that was saved is not in the file.
        for next in prepared { index.publish(row: next.row, slot: next.slot) }
        let (opened, sequence) = try SavedIndex.open(
            at: path,
            access: [.mapped, .loaded, .deferred][Int(generator.next() % 3)]
        )
        #expect(sequence == UInt64(step))
        #expect(opened.checkInvariants().isEmpty)
        index = opened
        prepared = []
    }

    private mutating func checkSearch(_ query: [Float], filter seed: UInt64?) throws {
        var filter: RowFilter?
        var admitted = model
        if let seed {
            let rows = (0..<150).filter { ($0 &* 7 &+ seed) % 10 < 3 }
            filter = seed % 2 == 0 ? .rows(RowSet(rows)) : .predicate { rows.contains($0) }
            admitted = model.filter { rows.contains($0.key) }
        }
        let truth = admitted.map { Sample.distance(query, $0.value, metric) }.sorted().prefix(5)
        let answer = try index.nearest(query, k: 5, filter: filter)
        #expect(answer.count == truth.count)
        #expect(Set(answer.map(\.row)).count == answer.count)
        for neighbor in answer {
            let values = try #require(admitted[neighbor.row], "row \(neighbor.row) is not there")
            let right = Sample.distance(query, values, metric)
            #expect(abs(neighbor.distance - right) < 1e-3 * max(1, abs(right)))
        }
        // Rows may hold equal vectors: what counts is the distance.
        let farthest = truth.last.map { $0 + 1e-3 * max(1, abs($0)) } ?? 0
        found += answer.filter { $0.distance <= farthest }.count
        wanted += truth.count
    }

    private func checkStream(_ query: [Float]) throws {
        let all = try index.streamed(query)
        #expect(all.count == model.count)
        #expect(Set(all.map(\.row)) == Set(model.keys))
    }
}
