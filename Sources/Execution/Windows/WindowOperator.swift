// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// Window functions over input that is ordered by partition, then by the window's order.
///
/// One partition is kept in memory at a time.
final class WindowOperator: Operator {
    private let specification: WindowSpecification
    private let input: Operator

    /// The partition being collected, and the key that its rows share.
    private var buffer: RowBuffer
    private var key: [UInt8]?
    /// A batch whose first rows have been taken already.
    private var rest: (batch: Batch, keys: KeyBytes, position: Int)?
    private var isInputDone = false

    /// The finished partition and the next of its rows to hand out.
    private var output: Batch?
    private var position = 0

    init(_ frame: PlanFrame, _ specification: WindowSpecification, _ input: Operator) {
        self.specification = specification
        self.input = input
        buffer = RowBuffer(specification.inputTypes)
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while true {
            if let output, position < output.count {
                let end = min(position + Batch.capacity, output.count)
                defer { position = end }
                return output.selecting(specification.slots).slice(position..<end)
            }
            output = nil
            guard try collectPartition() else { return nil }
            try run.checkInterrupts()
            let rows = buffer.rows
            var evaluation = WindowEvaluation(specification, rows, context)
            output = rows.joined(try evaluation.results())
            position = 0
            buffer.removeAll(run.memory)
        }
    }

    /// Reads the rows of the next partition into the buffer; false when there is none.
    private func collectPartition() throws(DatabaseError) -> Bool {
        key = nil
        while true {
            if rest == nil {
                guard !isInputDone, let batch = try input.next() else {
                    isInputDone = true
                    return buffer.count > 0
                }
                rest = (batch, try KeyBytes(specification.partition, batch, context), 0)
            }
            guard let (batch, keys, start) = rest else { continue }
            var end = start
            while end < batch.count {
                let bytes = keys.bytes[keys.range(end)]
                if key == nil { key = Array(bytes) }
                guard let key, bytes.elementsEqual(key) else { break }
                end += 1
            }
            if end > start { try buffer.append(batch.slice(start..<end), run.memory) }
            guard end < batch.count else {
                rest = nil
                continue
            }
            rest = (batch, keys, end)
            return true
        }
    }

    override func rescan() throws(DatabaseError) {
        buffer.removeAll(run.memory)
        rest = nil
        output = nil
        isInputDone = false
        try input.rescan()
    }

    override func close() {
        buffer.removeAll(run.memory)
        input.close()
    }
}
