// SPDX-License-Identifier: Apache-2.0

import Values

/// Puts results together that were computed for different rows of a frame.
struct Assembly {
    private var values: [Value]
    private let type: SQLType
    /// The one operand that gave every row, which then needs no copying.
    private var whole: Operand?

    init(_ type: SQLType, count: Int) {
        self.type = type
        values = []
        expected = count
    }

    private let expected: Int

    /// Stores the rows of `operand` at `positions`.
    mutating func place(_ operand: Operand, at positions: [Int]) {
        if positions.count == expected, values.isEmpty {
            whole = operand
            return
        }
        if values.isEmpty { values = Array(repeating: .null, count: expected) }
        for (index, position) in positions.enumerated() { values[position] = operand[index] }
    }

    /// All rows; those not placed are NULL.
    func finished() -> Operand {
        if let whole {
            return Operand(whole.column.retyped(type), isConstant: whole.isConstant)
        }
        if values.isEmpty {
            return Operand(Column(type, repeating: .null, count: expected))
        }
        return Operand(Column(type, values: values))
    }
}

/// Searched CASE.
final class ConditionalNode: EvaluationNode, @unchecked Sendable {
    private let branches: [(condition: EvaluationNode, result: EvaluationNode)]
    private let otherwise: EvaluationNode

    init(
        _ branches: [(EvaluationNode, EvaluationNode)],
        otherwise: EvaluationNode,
        _ type: SQLType
    ) {
        self.branches = branches.map { (condition: $0.0, result: $0.1) }
        self.otherwise = otherwise
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        var assembly = Assembly(type, count: frame.count)
        var open = Array(0..<frame.count)
        for branch in branches {
            if open.isEmpty { break }
            let outcome = try branch.condition.evaluate(frame.selecting(open))
            let conditions = try Bool.rows(outcome.column)
            var matching: [Int] = []
            var rest: [Int] = []
            for (index, row) in open.enumerated() {
                let position = outcome.isConstant ? 0 : index
                if conditions[position], !outcome.column.isNull(position) {
                    matching.append(row)
                } else {
                    rest.append(row)
                }
            }
            if !matching.isEmpty {
                assembly.place(
                    try branch.result.evaluate(frame.selecting(matching)),
                    at: matching
                )
            }
            open = rest
        }
        if !open.isEmpty {
            assembly.place(try otherwise.evaluate(frame.selecting(open)), at: open)
        }
        return assembly.finished()
    }
}

/// COALESCE.
final class CoalesceNode: EvaluationNode, @unchecked Sendable {
    private let operands: [EvaluationNode]

    init(_ operands: [EvaluationNode], _ type: SQLType) {
        self.operands = operands
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        var assembly = Assembly(type, count: frame.count)
        var open = Array(0..<frame.count)
        for operand in operands {
            if open.isEmpty { break }
            let result = try operand.evaluate(frame.selecting(open))
            if result.column.nulls.isEmpty {
                assembly.place(result, at: open)
                open = []
                break
            }
            if result.isConstant { continue }
            let nulls = result.column.nulls
            let present = open.indices.filter { !nulls[$0] }
            if !present.isEmpty {
                assembly.place(
                    Operand(result.column.gathering(present)),
                    at: present.map { open[$0] }
                )
                open = open.indices.filter { nulls[$0] }.map { open[$0] }
            }
        }
        return assembly.finished()
    }
}

/// NULLIF.
final class NullIfNode: EvaluationNode, @unchecked Sendable {
    private let left: EvaluationNode
    private let right: EvaluationNode
    private let equality: PairFunction

    init(
        _ left: EvaluationNode,
        _ right: EvaluationNode,
        _ equality: Function,
        _ type: SQLType
    ) {
        self.left = left
        self.right = right
        self.equality = PairFunction(equality, left.type, right.type)
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let (a, b) = (try left.evaluate(frame), try right.evaluate(frame))
        var result = a.expanded(to: frame.count).retyped(type)
        for row in 0..<frame.count {
            let (x, y) = (a[row], b[row])
            if x.isNull || y.isNull { continue }
            if try equality.isTrue(x, y, frame.context) { result.nulls.insert(row) }
        }
        return Operand(result)
    }
}

/// GREATEST and LEAST.
final class ExtremumNode: EvaluationNode, @unchecked Sendable {
    private let operands: [EvaluationNode]
    private let greatest: Bool
    private let less: PairFunction?

    init(_ operands: [EvaluationNode], greatest: Bool, _ type: SQLType) {
        self.operands = operands
        self.greatest = greatest
        less = Registry.builtin.ordering(of: type.oid).map { PairFunction($0, type, type) }
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        guard let less else {
            throw DatabaseError(
                .undefinedFunction,
                "could not identify a comparison function for type \(type.oid.displayName)"
            )
        }
        var inputs: [Operand] = []
        for operand in operands { inputs.append(try operand.evaluate(frame)) }
        var result = Column(type, capacity: frame.count)
        for row in 0..<frame.count {
            var best = Value.null
            for input in inputs {
                let value = input[row]
                if value.isNull { continue }
                let isBetter =
                    best.isNull
                    ? true
                    : greatest
                        ? try less.isTrue(best, value, frame.context)
                        : try less.isTrue(value, best, frame.context)
                if isBetter { best = value }
            }
            result.append(best)
        }
        return Operand(result)
    }
}
