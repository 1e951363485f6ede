// SPDX-License-Identifier: Apache-2.0

import Planning
import Values

/// INTERSECT and EXCEPT: the right input is counted by key, then the left one is let through.
final class SetOperationOperator: Operator {
    private let kind: Plan.SetOperation.Kind
    private let isAll: Bool
    private let left: Operator
    private let right: Operator

    private var keys = KeyTable()
    /// How many rows of the right input each key has left.
    private var counts: [Int] = []
    /// Keys of the left input that have been output, when duplicates are dropped.
    private var output = KeyTable()
    private var isCounted = false

    init(
        _ frame: PlanFrame,
        _ kind: Plan.SetOperation.Kind,
        isAll: Bool,
        _ left: Operator,
        _ right: Operator
    ) {
        self.kind = kind
        self.isAll = isAll
        self.left = left
        self.right = right
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if !isCounted { try count() }
        while let batch = try left.next() {
            try run.checkInterrupts()
            let bytes = try KeyBytes(batch.columns, count: batch.count)
            let groups = keys.lookup(bytes)
            let rows = isAll ? counted(groups) : try distinct(groups, bytes)
            if !rows.isEmpty { return batch.keeping(rows) }
        }
        return nil
    }

    private func count() throws(DatabaseError) {
        while let batch = try right.next() {
            let bytes = try KeyBytes(batch.columns, count: batch.count)
            for group in try keys.insert(bytes, run.memory) {
                if group == counts.count { counts.append(0) }
                counts[group] += 1
            }
        }
        isCounted = true
    }

    /// ALL: each row of the right input lets through, or holds back, one row of the left.
    private func counted(_ groups: [Int]) -> [Int] {
        var rows: [Int] = []
        for (row, group) in groups.enumerated() {
            let isMatched = group >= 0 && counts[group] > 0
            if isMatched { counts[group] -= 1 }
            if isMatched == (kind == .intersect) { rows.append(row) }
        }
        return rows
    }

    private func distinct(_ groups: [Int], _ bytes: KeyBytes) throws(DatabaseError) -> [Int] {
        var next = output.count
        let seen = try output.insert(bytes, run.memory)
        var rows: [Int] = []
        for (row, group) in groups.enumerated() where seen[row] == next {
            next += 1
            if (group >= 0) == (kind == .intersect) { rows.append(row) }
        }
        return rows
    }

    override func rescan() throws(DatabaseError) {
        forget()
        isCounted = false
        try left.rescan()
        try right.rescan()
    }

    private func forget() {
        keys.removeAll(run.memory)
        counts = []
        output.removeAll(run.memory)
    }

    override func close() {
        forget()
        left.close()
        right.close()
    }
}
