// SPDX-License-Identifier: Apache-2.0

import Values

extension EvaluationNode {
    /// The operations that compute `expression`.
    static func compile(_ expression: Expression) -> EvaluationNode {
        switch expression {
        case .constant(let value, let type): ConstantNode(value, type)
        case .column(_, let type): EvaluationNode(type)
        case .input(let slot, let type): InputNode(slot, type)
        case .parameter(let number, let type): ParameterNode(number, type)
        case .outer(let position, let type): OuterNode(position, type)
        case .call(let function, let arguments, let type):
            CallNode(function, arguments.map(compile), type)
        case .and(let operands): JunctionNode(operands.map(compile), decisive: false)
        case .or(let operands): JunctionNode(operands.map(compile), decisive: true)
        case .not(let operand): NotNode(compile(operand))
        case .isNull(let operand, let negated): IsNullNode(compile(operand), negated: negated)
        case .isTruth(let operand, let truth, let negated):
            IsTruthNode(compile(operand), truth: truth, negated: negated)
        case .isDistinct(let left, let right, let equality, let negated):
            IsDistinctNode(compile(left), compile(right), equality, negated: negated)
        case .conditional(let branches, let otherwise, let type):
            ConditionalNode(
                branches.map { (compile($0.condition), compile($0.result)) },
                otherwise: otherwise.map(compile) ?? ConstantNode(.null, type),
                type
            )
        case .coalesce(let operands, let type): CoalesceNode(operands.map(compile), type)
        case .nullIf(let left, let right, let equality, let type):
            NullIfNode(compile(left), compile(right), equality, type)
        case .extremum(let operands, let greatest, let type):
            ExtremumNode(operands.map(compile), greatest: greatest, type)
        case .array(let elements, let nested, let type):
            ArrayNode(elements.map(compile), nested: nested, type)
        case .row(let fields, let type): RowNode(fields.map(compile), type)
        case .anyOrAll(let left, let function, let array, let all):
            AnyOrAllNode(compile(left), function, compile(array), all: all)
        case .element(let array, let subscripts, let type):
            ElementNode(
                compile(array),
                subscripts.map {
                    ElementNode.Bounds(
                        lower: $0.lower.map(compile),
                        upper: $0.upper.map(compile),
                        isSlice: $0.isSlice
                    )
                },
                type
            )
        case .subquery(let subquery): SubqueryNode(subquery)
        }
    }
}

/// A value known when compiling.
final class ConstantNode: EvaluationNode, @unchecked Sendable {
    private let value: Value
    private let operand: Operand

    init(_ value: Value, _ type: SQLType) {
        self.value = value
        operand = Operand(constant: value, type)
        super.init(type)
    }

    override func knownValue(_ context: EvaluationContext) -> Value? { value }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand { operand }
}

/// A column of the batch.
final class InputNode: EvaluationNode, @unchecked Sendable {
    private let slot: Int

    init(_ slot: Int, _ type: SQLType) {
        self.slot = slot
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let column = frame.columns[slot]
        return Operand(frame.rows.map { column.gathering($0) } ?? column)
    }
}

/// `$n`.
final class ParameterNode: EvaluationNode, @unchecked Sendable {
    private let number: Int

    init(_ number: Int, _ type: SQLType) {
        self.number = number
        super.init(type)
    }

    override func knownValue(_ context: EvaluationContext) throws(DatabaseError) -> Value? {
        guard number >= 1, number <= context.parameters.count else {
            throw DatabaseError(.undefinedObject, "no value found for parameter \(number)")
        }
        return context.parameters[number - 1]
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        Operand(constant: try knownValue(frame.context) ?? .null, type)
    }
}

/// A value of the enclosing query.
final class OuterNode: EvaluationNode, @unchecked Sendable {
    private let position: Int

    init(_ position: Int, _ type: SQLType) {
        self.position = position
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let outer = frame.context.outer
        guard outer.indices.contains(position) else {
            throw DatabaseError(.internalError, "no outer value \(position)")
        }
        return Operand(constant: outer[position], type)
    }
}
