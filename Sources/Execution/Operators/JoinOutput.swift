// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// How the columns of joined pairs are put together from the columns of both sides.
struct JoinOutput: Sendable {
    /// Where a column of a pair comes from.
    enum Source: Sendable {
        case left(Int)
        case right(Int)
    }

    let sources: [Source]
    private let leftTypes: [SQLType]
    private let rightTypes: [SQLType]

    /// The columns called `ids`.
    init(_ ids: [ColumnID], left: Layout, right: Layout) throws(DatabaseError) {
        var sources: [Source] = []
        for id in ids {
            if let slot = left.slot(id) {
                sources.append(.left(slot))
            } else {
                sources.append(.right(try right.require(id)))
            }
        }
        self.sources = sources
        leftTypes = left.types
        rightTypes = right.types
    }

    /// Pairs of rows, by their numbers.
    func pairs(_ left: Batch, _ leftRows: [Int], _ right: Batch, _ rightRows: [Int]) -> Batch {
        let columns = sources.map { source in
            switch source {
            case .left(let slot): left.columns[slot].gathering(leftRows)
            case .right(let slot): right.columns[slot].gathering(rightRows)
            }
        }
        return Batch(columns: columns, count: leftRows.count)
    }

    /// Pairs of rows, by their numbers; where there is no right row its columns are NULL.
    func pairs(_ left: Batch, _ leftRows: [Int], _ right: Batch, _ rightRows: [Int?]) -> Batch {
        let columns = sources.map { source in
            switch source {
            case .left(let slot): left.columns[slot].gathering(leftRows)
            case .right(let slot): right.columns[slot].gathering(rightRows)
            }
        }
        return Batch(columns: columns, count: leftRows.count)
    }

    /// Rows of the left side, the right columns NULL.
    func leftOnly(_ left: Batch, _ rows: [Int]) -> Batch {
        let columns = sources.map { source in
            switch source {
            case .left(let slot): left.columns[slot].gathering(rows)
            case .right(let slot):
                Column(rightTypes[slot], repeating: .null, count: rows.count)
            }
        }
        return Batch(columns: columns, count: rows.count)
    }

    /// Rows of the right side, the left columns NULL.
    func rightOnly(_ right: Batch, _ rows: [Int]) -> Batch {
        let columns = sources.map { source in
            switch source {
            case .left(let slot): Column(leftTypes[slot], repeating: .null, count: rows.count)
            case .right(let slot): right.columns[slot].gathering(rows)
            }
        }
        return Batch(columns: columns, count: rows.count)
    }
}

/// What a pair must meet to match, over just the columns it refers to.
struct JoinCondition: Sendable {
    let evaluator: Evaluator
    let columns: JoinOutput

    /// Which of the pairs match, by their positions.
    func matches(
        _ left: Batch,
        _ leftRows: [Int],
        _ right: Batch,
        _ rightRows: [Int],
        _ context: EvaluationContext
    ) throws(DatabaseError) -> [Int] {
        try evaluator.matches(columns.pairs(left, leftRows, right, rightRows), context)
    }
}
