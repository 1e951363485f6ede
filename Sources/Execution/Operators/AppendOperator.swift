// SPDX-License-Identifier: Apache-2.0

import Values

/// The rows of all inputs, one input after the other.
final class AppendOperator: Operator {
    private let inputs: [Operator]
    private var position = 0

    init(_ frame: PlanFrame, _ inputs: [Operator]) {
        self.inputs = inputs
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while position < inputs.count {
            if let batch = try inputs[position].next() { return batch }
            position += 1
        }
        return nil
    }

    override func rescan() throws(DatabaseError) {
        position = 0
        for input in inputs { try input.rescan() }
    }

    override func close() {
        for input in inputs { input.close() }
    }
}
