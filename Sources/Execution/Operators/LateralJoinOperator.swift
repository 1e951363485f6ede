// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// Pairs of left rows with the rows that the right side has for each of them.
final class LateralJoinOperator: Operator {
    /// The parts that are the same for every run.
    struct Specification: Sendable {
        let kind: Plan.Join.Kind
        /// What the right side gets to know of a left row.
        let arguments: [Evaluator]
        let condition: JoinCondition?
        let output: JoinOutput
    }

    private let specification: Specification
    private let left: Operator
    private let makeRight: OperatorMaker
    private let rightFrame: PlanFrame
    private var right: Operator?

    private var batch: Batch?
    private var arguments: [Column] = []
    private var row = 0
    private var isRowOpen = false
    private var isMatched = false

    init(
        _ frame: PlanFrame,
        _ specification: Specification,
        _ left: Operator,
        _ makeRight: @escaping OperatorMaker
    ) {
        self.specification = specification
        self.left = left
        self.makeRight = makeRight
        rightFrame = PlanFrame(frame.run)
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while true {
            guard let batch else {
                guard let next = try left.next() else { return nil }
                try start(next)
                continue
            }
            if isRowOpen {
                if let result = try advance(batch) { return result }
                continue
            }
            row += 1
            guard row < batch.count else {
                self.batch = nil
                continue
            }
            try open()
        }
    }

    private func start(_ next: Batch) throws(DatabaseError) {
        batch = next
        row = -1
        arguments = []
        for evaluator in specification.arguments {
            arguments.append(try evaluator.evaluate(next, context))
        }
    }

    /// Runs the right side for the current left row.
    private func open() throws(DatabaseError) {
        rightFrame.evaluation.outer = arguments.map { $0[row] }
        if let right {
            try right.rescan()
        } else {
            right = try makeRight(rightFrame)
        }
        isRowOpen = true
        isMatched = false
    }

    /// The next pairs of the current left row, or the row itself; closes it at its end.
    private func advance(_ batch: Batch) throws(DatabaseError) -> Batch? {
        let kind = specification.kind
        guard let right, let found = try right.next() else {
            isRowOpen = false
            guard !isMatched, kind == .left || kind == .anti else { return nil }
            return specification.output.leftOnly(batch, [row])
        }
        var rightRows = Array(0..<found.count)
        var leftRows = rightRows.map { _ in row }
        if let condition = specification.condition {
            rightRows = try condition.matches(batch, leftRows, found, rightRows, context)
            leftRows = rightRows.map { _ in row }
        }
        if rightRows.isEmpty { return nil }
        isMatched = true
        switch kind {
        case .anti:
            isRowOpen = false
            return nil
        case .semi:
            isRowOpen = false
            return specification.output.leftOnly(batch, [row])
        default: return specification.output.pairs(batch, leftRows, found, rightRows)
        }
    }

    override func rescan() throws(DatabaseError) {
        batch = nil
        isRowOpen = false
        try left.rescan()
    }

    override func close() {
        left.close()
        right?.close()
    }
}
