// SPDX-License-Identifier: Apache-2.0

import Values

/// What INSERT, UPDATE and DELETE have in common: a source of rows that must not see what they
/// change, and output rows.
class ChangeOperator: Operator {
    private let source: Operator
    /// Whether all source rows are read before the first change.
    private let readsAhead: Bool
    private var pending: [Batch]?
    private var charged = 0

    init(_ frame: PlanFrame, _ source: Operator, readsAhead: Bool) {
        self.source = source
        self.readsAhead = readsAhead
        super.init(frame)
    }

    /// Changes what `batch` of the source asks for; the rows to return.
    func change(_ batch: Batch) throws(DatabaseError) -> Batch? { nil }

    final override func next() throws(DatabaseError) -> Batch? {
        while let batch = try nextSource() {
            try run.checkInterrupts()
            if let output = try change(batch) { return output }
        }
        return nil
    }

    private func nextSource() throws(DatabaseError) -> Batch? {
        guard readsAhead else { return try source.next() }
        if pending == nil {
            var batches: [Batch] = []
            while let batch = try source.next() {
                try run.memory.take(batch.byteCount)
                charged += batch.byteCount
                batches.append(batch)
            }
            // The last one is taken first.
            pending = batches.reversed()
        }
        return pending?.popLast()
    }

    final override func rescan() throws(DatabaseError) {
        throw DatabaseError(.internalError, "a change of rows cannot be run again")
    }

    final override func close() {
        run.memory.give(charged)
        charged = 0
        pending = nil
        source.close()
    }
}
