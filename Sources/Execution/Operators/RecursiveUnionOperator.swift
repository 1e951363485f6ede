// SPDX-License-Identifier: Apache-2.0

import Values

/// WITH RECURSIVE: the rows of the base, then those of the step run over the rows made last.
final class RecursiveUnionOperator: Operator {
    private let number: Int
    private let base: Operator
    private let step: Operator
    /// UNION rather than UNION ALL: rows seen are dropped.
    private let dropsDuplicates: Bool

    private var seen = KeyTable()
    /// The rows made by the running round, which the next one works on.
    private var made: [Batch] = []
    private var charged = 0
    private var isInStep = false
    private var stepHasRun = false

    init(
        _ frame: PlanFrame,
        _ number: Int,
        _ base: Operator,
        _ step: Operator,
        dropsDuplicates: Bool
    ) {
        self.number = number
        self.base = base
        self.step = step
        self.dropsDuplicates = dropsDuplicates
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while true {
            if let batch = try (isInStep ? step : base).next() {
                guard let rows = try fresh(batch) else { continue }
                try run.memory.take(rows.byteCount)
                charged += rows.byteCount
                made.append(rows)
                return rows
            }
            guard !made.isEmpty else { return nil }
            try startRound()
        }
    }

    private func startRound() throws(DatabaseError) {
        try run.checkInterrupts()
        let previous = run.workTables[number] ?? []
        run.workTables[number] = made
        run.generations[number, default: 0] += 1
        let released = previous.reduce(0) { $0 + $1.byteCount }
        run.memory.give(released)
        charged -= released
        made = []
        isInStep = true
        if stepHasRun { try step.rescan() }
        stepHasRun = true
    }

    /// The rows of `batch` that have not been seen; nil when there are none.
    private func fresh(_ batch: Batch) throws(DatabaseError) -> Batch? {
        guard dropsDuplicates else { return batch }
        var next = seen.count
        let keys = try KeyBytes(batch.columns, count: batch.count)
        let groups = try seen.insert(keys, run.memory)
        var rows: [Int] = []
        for (row, group) in groups.enumerated() where group == next {
            rows.append(row)
            next += 1
        }
        return rows.isEmpty ? nil : batch.keeping(rows)
    }

    override func rescan() throws(DatabaseError) {
        forget()
        isInStep = false
        try base.rescan()
    }

    private func forget() {
        run.memory.give(charged)
        charged = 0
        made = []
        seen.removeAll(run.memory)
        run.workTables[number] = nil
    }

    override func close() {
        forget()
        base.close()
        step.close()
    }
}
