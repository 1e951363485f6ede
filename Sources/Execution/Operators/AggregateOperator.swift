// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// Groups of rows with the results of aggregates; without any, distinct rows.
///
/// Groups come out in the order in which they first occur, so input ordered by the keys gives
/// output ordered by them.
final class AggregateOperator: Operator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        let keys: [Evaluator]
        /// Which keys each grouping set has; the one set of all keys unless GROUPING SETS.
        let sets: [[Int]]
        /// The keys of each GROUPING(…).
        let groupings: [[Int]]
        let calls: [AggregateCall]
        /// What is output of keys, groupings and results, in this order.
        let slots: [Int]?

        /// Whether there is nothing but keys to compute, so that rows need not wait.
        var isDistinct: Bool { calls.isEmpty && groupings.isEmpty && sets.count == 1 }
    }

    private let specification: Specification
    private let input: Operator

    private var sets: [GroupingSet] = []
    private var results: [Batch] = []
    private var isComplete = false
    private var resultIndex = 0
    private var position = 0

    init(_ frame: PlanFrame, _ specification: Specification, _ input: Operator) {
        self.specification = specification
        self.input = input
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if sets.isEmpty { start() }
        if specification.isDistinct, !specification.keys.isEmpty { return try nextDistinct() }
        if !isComplete {
            while let batch = try input.next() { try add(batch) }
            for set in sets { results.append(try set.finish(specification, run)) }
            isComplete = true
        }
        while resultIndex < results.count {
            let result = results[resultIndex]
            guard position < result.count else {
                resultIndex += 1
                position = 0
                continue
            }
            try run.checkInterrupts()
            let end = min(position + Batch.capacity, result.count)
            defer { position = end }
            return result.selecting(specification.slots).slice(position..<end)
        }
        return nil
    }

    private func start() {
        sets = specification.sets.map { keys in
            GroupingSet(
                keys,
                keyTypes: specification.keys.map(\.type),
                calls: specification.calls,
                keepsKeys: !specification.isDistinct,
                context
            )
        }
    }

    private func add(_ batch: Batch) throws(DatabaseError) {
        let keys = try keyColumns(batch)
        var inputs: [AggregateCall.Input] = []
        for call in specification.calls { inputs.append(try call.input(batch, context)) }
        for set in sets { _ = try set.add(keys, count: batch.count, inputs, run) }
    }

    private func keyColumns(_ batch: Batch) throws(DatabaseError) -> [Column] {
        var keys: [Column] = []
        for key in specification.keys { keys.append(try key.evaluate(batch, context)) }
        return keys
    }

    private func nextDistinct() throws(DatabaseError) -> Batch? {
        while let batch = try input.next() {
            try run.checkInterrupts()
            let keys = try keyColumns(batch)
            let rows = try sets[0].add(keys, count: batch.count, [], run)
            if rows.isEmpty { continue }
            return Batch(columns: keys, count: batch.count)
                .selecting(specification.slots).keeping(rows)
        }
        return nil
    }

    override func rescan() throws(DatabaseError) {
        forget()
        try input.rescan()
    }

    private func forget() {
        for set in sets { set.forget(run.memory) }
        sets = []
        results = []
        isComplete = false
        resultIndex = 0
        position = 0
    }

    override func close() {
        forget()
        input.close()
    }
}
