// SPDX-License-Identifier: Apache-2.0

import Indexes
import TestSupport
import Testing
import Vectors

/// Random sequences of everything an index does, beside a dictionary that does the same.
@Suite struct HNSWModelTests {
    @Test(
        "inserts, replacements, removals, vacuums and reloads keep to the model",
        arguments: 1...3
    )
    func randomOperations(seed: UInt64) throws {
        let directory = try TemporaryDirectory()
        var generator = SplitMix64(seed: seed)
        let pool = Sample(count: 400, dimension: 12, seed: seed &+ 70).rows
        var options = HNSWOptions()
        options.m = 8
        options.efConstruction = 40
        options.quantizer = Quantizer.allCases[Int(seed) % 4]
        var index = try HNSWIndex(
            shape: VectorShape(element: .float32, dimension: 12, metric: .l2),
            options: options
        )
        var model: [UInt64: [Float]] = [:]
        var found = 0
        var wanted = 0
        for step in 0..<900 {
            let row = generator.next() % 150
            switch generator.next() % 100 {
            case 0..<50:
                let values = pool[Int(generator.next() % 400)]
                try index.insert(row: row, values)
                model[row] = values
            case 50..<75:
                #expect(try index.remove(row: row) == (model.removeValue(forKey: row) != nil))
            case 75..<78:
                try index.vacuum()
                #expect(index.unreachableRows.isEmpty)
            case 78..<80:
                try index.checkpoint(to: directory.path + "/index", sequence: UInt64(step))
                let (opened, sequence) = try HNSWIndex.open(at: directory.path + "/index")
                #expect(sequence == UInt64(step))
                index = opened
            default:
                let query = pool[Int(generator.next() % 400)]
                let truth = model.map { ($0.key, Sample.distance(query, $0.value, .l2)) }
                    .sorted { $0.1 < $1.1 }.prefix(5)
                let answer = try index.search(query, k: 5, ef: 60)
                #expect(answer.count == truth.count)
                for neighbor in answer {
                    let values = try #require(model[neighbor.row], "row \(neighbor.row) is gone")
                    #expect(abs(neighbor.distance - Sample.distance(query, values, .l2)) < 1e-3)
                }
                // Rows may hold equal vectors: what counts is the distance.
                let farthest = (truth.last?.1 ?? 0) + 1e-3
                found += answer.filter { $0.distance <= farthest }.count
                wanted += truth.count
            }
            #expect(index.count == model.count)
        }
        #expect(index.checkInvariants().isEmpty)
        #expect(Double(found) >= 0.98 * Double(wanted))
    }
}
