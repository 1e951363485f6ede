// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

/// Random transactions that add, change, delete, read now and as of before, set savepoints and
/// return to them, against a dictionary.
@Suite struct StagedReadTests {
    private typealias Model = [String: String]

    private struct Run {
        var random: SeededGenerator
        var committed: Model = [:]
        var next = 100_000

        mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

        /// A key that is likely to exist.
        mutating func key(_ model: Model) -> String {
            if pick(8) == 0 { return "a\(100_000 + pick(max(1, next - 100_000)))" }
            return model.isEmpty ? "a000000" : model.keys.sorted()[pick(model.count)]
        }
    }

    private func open(_ path: String, _ threshold: Int) throws -> Store {
        var options = makeOptions()
        options.stagingThresholdBytes = threshold
        return try Store(path: path, options: options)
    }

    @Test(arguments: [(0, UInt64(1)), (200, 2), (200, 3), (2_000, 4), (2_000, 5)])
    func `staged entries read like any others`(threshold: Int, seed: UInt64) throws {
        let directory = try TemporaryDirectory()
        var run = Run(random: SeededGenerator(seed: seed))
        for _ in 0..<3 {
            let store = try open(directory.path, threshold)
            try compare(store.view(at: store.snapshot()), run.committed, &run)
            for _ in 0..<2 {
                let held = store.snapshot()
                let before = run.committed
                try transaction(store, &run)
                try compare(store.view(at: held), before, &run)
                try compare(store.view(at: store.snapshot()), run.committed, &run)
            }
        }
    }

    private func transaction(_ store: Store, _ run: inout Run) throws {
        let transaction = store.begin()
        let snapshot = store.snapshot()
        let view = transaction.view(at: snapshot)
        var model = run.committed
        var marks: [(Savepoint, Model)] = []
        // What was to be seen before, and how many savepoints there were.
        var earlier: [(view: ReadView, model: Model, depth: Int)] = []
        for _ in 0..<60 {
            switch run.pick(15) {
            case 0..<4:
                for _ in 0...run.pick(20) {
                    let key = "\(["a", "b"][run.pick(2)])\(run.next)"
                    run.next += 1
                    model[key] = "\(run.next)"
                    try transaction.add(.rows, key, "\(run.next)")
                }
            case 4, 5:
                let key = run.key(model)
                model[key] = "changed \(run.next)"
                try transaction.put(.rows, key, "changed \(run.next)")
            case 6:
                let key = run.key(model)
                model[key] = nil
                try transaction.delete(.rows, key)
            case 7:
                marks.append((try transaction.setSavepoint(), model))
            case 8:
                guard let mark = marks.randomElement(using: &run.random) else { continue }
                try transaction.rollback(to: mark.0)
                while let last = marks.last, last.0 != mark.0 { marks.removeLast() }
                model = mark.1
                earlier.removeAll { $0.depth > marks.count - 1 }
            case 9:
                guard let mark = marks.popLast() else { continue }
                try transaction.release(mark.0)
                for index in earlier.indices {
                    earlier[index].depth = min(earlier[index].depth, marks.count)
                }
            case 10:
                if run.pick(3) == 0, !earlier.isEmpty { earlier.removeFirst() }
                let seen = transaction.view(at: snapshot, try transaction.markWrites())
                earlier.append((seen, model, marks.count))
            case 11, 12:
                guard let one = earlier.randomElement(using: &run.random) else { continue }
                try compare(one.view, one.model, &run)
            default:
                try compare(view, model, &run)
            }
        }
        if run.pick(4) == 0 {
            transaction.rollback()
        } else {
            try transaction.commit()
            run.committed = model
        }
    }

    private func compare(_ view: ReadView, _ model: Model, _ run: inout Run) throws {
        var keys = KeyList()
        for _ in 0..<20 {
            let key = run.key(model)
            #expect(try view.text(.rows, key) == model[key])
            keys.append(Array(key.utf8).span.bytes)
        }
        var values = PinnedValues()
        try view.get(.rows, keys, into: &values)
        for index in 0..<keys.count {
            let expected = model[String(decoding: keys.key(index), as: UTF8.self)]
            #expect(values.exists(index) == (expected != nil))
            let value = values.bytes(index).withUnsafeBytes { Array($0) }
            #expect(value == Array((expected ?? "").utf8))
        }
        var options = ScanOptions()
        options.isReverse = run.pick(2) == 0
        options.batchCount = 1 + run.pick(100)
        options.batchBytes = 1 + run.pick(5_000)
        let lower = run.pick(2) == 0 ? run.key(model) : nil
        let upper = run.pick(2) == 0 ? run.key(model) : nil
        let range = KeyRange(
            lower: lower.map { Array($0.utf8) },
            upper: upper.map { Array($0.utf8) }
        )
        var expected = model.filter { $0.key >= lower ?? "" && $0.key < upper ?? "~" }
            .map { "\($0.key)=\($0.value)" }.sorted()
        if options.isReverse { expected.reverse() }
        #expect(try view.texts(.rows, range, options) == expected)
    }
}
