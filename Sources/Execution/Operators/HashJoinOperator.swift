// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// Pairs of rows of two inputs with equal keys: the right one is kept in memory and hashed, the
/// left one streams, and its rows stay in their order but in a full join.
///
/// Without keys every pair is tried: a nested loop over a kept right side.
final class HashJoinOperator: Operator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        let kind: Plan.Join.Kind
        let leftKeys: [Evaluator]
        let rightKeys: [Evaluator]
        let nullsMatch: [Bool]
        let condition: JoinCondition?
        let output: JoinOutput
        let rightTypes: [SQLType]
    }

    private let specification: Specification
    private let left: Operator
    private let right: Operator

    // The right side: its rows, and for each key the rows that have it, as linked lists.
    private var rows: RowBuffer
    private var keys = KeyTable()
    private var firstRow: [Int32] = []
    private var nextRow: [Int32] = []
    private var isRightMatched: [Bool] = []
    private var isBuilt = false

    // The left batch being joined.
    private var batch: Batch?
    private var groups: [Int] = []
    private var leftRow = 0
    private var chain: Int32 = -1
    private var isLeftMatched: [Bool] = []
    /// The first left row of which a left join does not know yet whether it is to go out alone.
    private var undecided = 0

    /// The next right row to look at when unmatched ones are output.
    private var unmatchedPosition = 0

    init(_ frame: PlanFrame, _ specification: Specification, _ left: Operator, _ right: Operator) {
        self.specification = specification
        self.left = left
        self.right = right
        rows = RowBuffer(specification.rightTypes)
        super.init(frame)
    }

    private var kind: Plan.Join.Kind { specification.kind }

    override func next() throws(DatabaseError) -> Batch? {
        if !isBuilt { try build() }
        if rows.count == 0, kind == .inner || kind == .semi || kind == .right { return nil }
        while true {
            try run.checkInterrupts()
            guard let batch else {
                guard let next = try left.next() else { return unmatchedRight() }
                try start(next)
                continue
            }
            if let result = try pairs(batch) { return result }
            self.batch = nil
            if let result = lastRows(batch) { return result }
        }
    }

    // MARK: - The right side

    private func build() throws(DatabaseError) {
        var groups: [Int] = []
        while let batch = try right.next() {
            let bytes = try KeyBytes(
                specification.rightKeys,
                batch,
                context,
                specification.nullsMatch
            )
            let found = try keys.insert(bytes, run.memory)
            for (row, group) in found.enumerated() {
                groups.append(bytes.nulls[row] ? -1 : group)
            }
            try rows.append(batch, run.memory)
        }
        firstRow = [Int32](repeating: -1, count: keys.count)
        nextRow = [Int32](repeating: -1, count: groups.count)
        // From the last row to the first, so that each list runs in the order of the input.
        for row in groups.indices.reversed() where groups[row] >= 0 {
            nextRow[row] = firstRow[groups[row]]
            firstRow[groups[row]] = Int32(truncatingIfNeeded: row)
        }
        if kind == .right || kind == .full {
            isRightMatched = [Bool](repeating: false, count: groups.count)
        }
        isBuilt = true
    }

    // MARK: - The left side

    private func start(_ next: Batch) throws(DatabaseError) {
        batch = next
        let bytes = try KeyBytes(
            specification.leftKeys,
            next,
            context,
            specification.nullsMatch
        )
        groups = keys.lookup(bytes)
        if !bytes.nulls.isEmpty {
            for row in groups.indices where bytes.nulls[row] { groups[row] = -1 }
        }
        isLeftMatched = [Bool](repeating: false, count: next.count)
        leftRow = -1
        chain = -1
        undecided = 0
    }

    /// The next pairs of the left batch that match; nil when all have been tried.
    private func pairs(_ batch: Batch) throws(DatabaseError) -> Batch? {
        if specification.condition == nil, kind == .semi || kind == .anti {
            for row in groups.indices { isLeftMatched[row] = hasRows(groups[row]) }
            return nil
        }
        while leftRow < batch.count {
            let (leftRows, rightRows) = candidates(batch.count)
            let found = try matching(batch, leftRows, rightRows)
            if let result = kind == .left ? withUnmatched(batch, found) : output(batch, found) {
                return result
            }
        }
        return nil
    }

    private func hasRows(_ group: Int) -> Bool { group >= 0 && firstRow[group] >= 0 }

    /// Up to a batch of pairs with equal keys, going on where the last call stopped.
    private func candidates(_ count: Int) -> (left: [Int], right: [Int]) {
        var leftRows: [Int] = []
        var rightRows: [Int] = []
        while leftRows.count < Batch.capacity {
            if chain < 0 {
                leftRow += 1
                guard leftRow < count else { break }
                if groups[leftRow] >= 0 { chain = firstRow[groups[leftRow]] }
                continue
            }
            leftRows.append(leftRow)
            rightRows.append(Int(chain))
            chain = nextRow[Int(chain)]
        }
        return (leftRows, rightRows)
    }

    /// Those of the pairs that meet the condition, as many lefts as rights.
    private func matching(
        _ batch: Batch,
        _ leftRows: [Int],
        _ rightRows: [Int]
    ) throws(DatabaseError) -> (left: [Int], right: [Int]) {
        var (leftRows, rightRows) = (leftRows, rightRows)
        if let condition = specification.condition, !leftRows.isEmpty {
            let matches = try condition.matches(
                batch,
                leftRows,
                rows.rows,
                rightRows,
                context
            )
            leftRows = matches.map { leftRows[$0] }
            rightRows = matches.map { rightRows[$0] }
        }
        for row in leftRows { isLeftMatched[row] = true }
        if !isRightMatched.isEmpty { for row in rightRows { isRightMatched[row] = true } }
        return (leftRows, rightRows)
    }

    private func output(_ batch: Batch, _ found: (left: [Int], right: [Int])) -> Batch? {
        if found.left.isEmpty || kind == .semi || kind == .anti { return nil }
        return specification.output.pairs(batch, found.left, rows.rows, found.right)
    }

    /// The pairs of a left join, and in their places the left rows known by now to have none.
    private func withUnmatched(_ batch: Batch, _ found: (left: [Int], right: [Int])) -> Batch? {
        // A row whose chain goes on may still find its pair.
        let decided = chain < 0 ? min(leftRow + 1, batch.count) : leftRow
        let alone = (undecided..<max(undecided, decided)).filter { !isLeftMatched[$0] }
        undecided = max(undecided, decided)
        if alone.isEmpty { return output(batch, found) }
        var leftRows: [Int] = []
        var rightRows: [Int?] = []
        var next = 0
        for row in alone {
            while next < found.left.count, found.left[next] < row {
                leftRows.append(found.left[next])
                rightRows.append(found.right[next])
                next += 1
            }
            leftRows.append(row)
            rightRows.append(nil)
        }
        leftRows += found.left[next...]
        rightRows += found.right[next...].map { $0 }
        return specification.output.pairs(batch, leftRows, rows.rows, rightRows)
    }

    /// What is output once all pairs of a left batch have been tried.
    private func lastRows(_ batch: Batch) -> Batch? {
        let wanted: Bool
        switch kind {
        case .inner, .left, .right: return nil
        case .full, .anti: wanted = false
        case .semi: wanted = true
        }
        let rows = isLeftMatched.indices.filter { isLeftMatched[$0] == wanted }
        return rows.isEmpty ? nil : specification.output.leftOnly(batch, rows)
    }

    private func unmatchedRight() -> Batch? {
        guard kind == .right || kind == .full else { return nil }
        var found: [Int] = []
        while found.count < Batch.capacity, unmatchedPosition < rows.count {
            if !isRightMatched[unmatchedPosition] { found.append(unmatchedPosition) }
            unmatchedPosition += 1
        }
        return found.isEmpty ? nil : specification.output.rightOnly(rows.rows, found)
    }

    override func rescan() throws(DatabaseError) {
        forget()
        try left.rescan()
        try right.rescan()
    }

    private func forget() {
        rows.removeAll(run.memory)
        keys.removeAll(run.memory)
        batch = nil
        isBuilt = false
        unmatchedPosition = 0
    }

    override func close() {
        forget()
        left.close()
        right.close()
    }
}
