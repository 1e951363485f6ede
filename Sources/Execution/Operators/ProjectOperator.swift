// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// The input's rows with computed columns.
final class ProjectOperator: Operator {
    /// Where an output column comes from.
    enum Output: Sendable {
        case passed(Int)
        case computed(Evaluator)
    }

    private let input: Operator
    private let outputs: [Output]

    init(_ frame: PlanFrame, _ input: Operator, _ outputs: [Output]) {
        self.input = input
        self.outputs = outputs
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        guard let batch = try input.next() else { return nil }
        var columns: [Column] = []
        columns.reserveCapacity(outputs.count)
        for output in outputs {
            switch output {
            case .passed(let slot): columns.append(batch.columns[slot])
            case .computed(let evaluator):
                columns.append(try evaluator.evaluate(batch, context))
            }
        }
        return Batch(columns: columns, count: batch.count)
    }

    override func rescan() throws(DatabaseError) { try input.rescan() }
    override func close() { input.close() }
}
