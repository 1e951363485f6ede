// SPDX-License-Identifier: Apache-2.0

import Values

/// The three truth values of SQL, one byte for each row while operands are combined.
private enum Truth: UInt8 {
    case no, yes, unknown
}

extension Operand {
    fileprivate func truth(_ row: Int, _ conditions: [Bool]) -> Truth {
        let row = isConstant ? 0 : row
        if column.isNull(row) { return .unknown }
        return conditions[row] ? .yes : .no
    }
}

private func column(_ truths: [Truth]) -> Column {
    var nulls = NullMask()
    for (row, truth) in truths.enumerated() where truth == .unknown { nulls.insert(row) }
    return Column(.bool, .bool(truths.map { $0 == .yes }), nulls: nulls)
}

/// AND and OR: operands are asked in order, each about the rows not yet decided.
final class JunctionNode: EvaluationNode, @unchecked Sendable {
    private let operands: [EvaluationNode]
    /// The value of an operand that decides the result: false for AND, true for OR.
    private let decisive: Bool

    init(_ operands: [EvaluationNode], decisive: Bool) {
        self.operands = operands
        self.decisive = decisive
        super.init(.bool)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let decided: Truth = decisive ? .yes : .no
        var truths = Array(repeating: decisive ? Truth.no : .yes, count: frame.count)
        var open: [Int]? = nil
        for operand in operands {
            let inner = open.map { frame.selecting($0) } ?? frame
            if inner.count == 0 { break }
            let result = try operand.evaluate(inner)
            let conditions = try Bool.rows(result.column)
            var stillOpen: [Int] = []
            stillOpen.reserveCapacity(inner.count)
            for index in 0..<inner.count {
                let row = open.map { $0[index] } ?? index
                let truth = result.truth(index, conditions)
                if truth == decided {
                    truths[row] = decided
                } else {
                    if truth == .unknown { truths[row] = .unknown }
                    stillOpen.append(row)
                }
            }
            open = stillOpen
        }
        return Operand(column(truths))
    }
}

/// NOT.
final class NotNode: EvaluationNode, @unchecked Sendable {
    private let operand: EvaluationNode

    init(_ operand: EvaluationNode) {
        self.operand = operand
        super.init(.bool)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let result = try operand.evaluate(frame)
        let negated = try Bool.rows(result.column).map { !$0 }
        return Operand(
            Column(.bool, .bool(negated), nulls: result.column.nulls),
            isConstant: result.isConstant
        )
    }
}

/// IS [NOT] NULL; of a row, whether all its fields are.
final class IsNullNode: EvaluationNode, @unchecked Sendable {
    private let operand: EvaluationNode
    private let negated: Bool

    init(_ operand: EvaluationNode, negated: Bool) {
        self.operand = operand
        self.negated = negated
        super.init(.bool)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let result = try operand.evaluate(frame)
        let column = result.column
        var rows: [Bool] = []
        rows.reserveCapacity(column.count)
        for row in 0..<column.count {
            if case .record(let fields) = column[row] {
                rows.append(fields.values.allSatisfy { $0.isNull != negated })
            } else {
                rows.append(column.isNull(row) != negated)
            }
        }
        return Operand(Column(.bool, .bool(rows)), isConstant: result.isConstant)
    }
}

/// IS [NOT] TRUE, FALSE, UNKNOWN.
final class IsTruthNode: EvaluationNode, @unchecked Sendable {
    private let operand: EvaluationNode
    private let truth: Bool?
    private let negated: Bool

    init(_ operand: EvaluationNode, truth: Bool?, negated: Bool) {
        self.operand = operand
        self.truth = truth
        self.negated = negated
        super.init(.bool)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let result = try operand.evaluate(frame)
        let nulls = result.column.nulls
        let rows = try Bool.rows(result.column).enumerated().map { row, condition in
            ((nulls[row] ? nil : condition) == truth) != negated
        }
        return Operand(Column(.bool, .bool(rows)), isConstant: result.isConstant)
    }
}

/// IS [NOT] DISTINCT FROM.
final class IsDistinctNode: EvaluationNode, @unchecked Sendable {
    private let left: EvaluationNode
    private let right: EvaluationNode
    private let equality: PairFunction
    private let negated: Bool

    init(
        _ left: EvaluationNode,
        _ right: EvaluationNode,
        _ equality: Function,
        negated: Bool
    ) {
        self.left = left
        self.right = right
        self.equality = PairFunction(equality, left.type, right.type)
        self.negated = negated
        super.init(.bool)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let (a, b) = (try left.evaluate(frame), try right.evaluate(frame))
        let count = a.isConstant && b.isConstant ? 1 : frame.count
        var rows: [Bool] = []
        rows.reserveCapacity(count)
        for row in 0..<count {
            let (x, y) = (a[row], b[row])
            let isDistinct =
                x.isNull || y.isNull
                ? x.isNull != y.isNull : !(try equality.isTrue(x, y, frame.context))
            rows.append(isDistinct != negated)
        }
        return Operand(Column(.bool, .bool(rows)), isConstant: a.isConstant && b.isConstant)
    }
}

/// A function of two arguments, applied to single values.
struct PairFunction: Sendable {
    let function: Function
    let argumentTypes: [SQLType]

    init(_ function: Function, _ left: SQLType, _ right: SQLType) {
        self.function = function
        argumentTypes = [left, right]
    }

    /// Whether the function, which returns boolean, is true of both.
    func isTrue(
        _ left: Value,
        _ right: Value,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Bool {
        if case .bool(true) = try value(left, right, context) { true } else { false }
    }

    func value(
        _ left: Value,
        _ right: Value,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Value {
        try function.value(
            CallContext(evaluation: context, argumentTypes: argumentTypes, resultType: .bool),
            [left, right]
        )
    }
}
