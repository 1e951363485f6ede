// SPDX-License-Identifier: Apache-2.0

public import Values

/// An expression made ready to run over batches.
///
/// Immutable and shared: a cached plan holds evaluators, each run brings its context. Columns must
/// have been rewritten into ``Expression/input(_:_:)`` slots. Operands of AND, OR, CASE and COALESCE
/// are evaluated only for the rows that need them.
public struct Evaluator: Sendable {
    private let root: EvaluationNode

    /// The type of the results.
    public var type: SQLType { root.type }

    /// Compiles `expression`; costs one object for each of its nodes.
    public init(_ expression: Expression) { root = EvaluationNode.compile(expression) }

    /// The value of the expression for each row of `batch`.
    public func evaluate(
        _ batch: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Column {
        let frame = Frame(columns: batch.columns, count: batch.count, rows: nil, context: context)
        return try root.evaluate(frame).expanded(to: batch.count)
    }

    /// The values of the expression for some rows of `batch`, in their order; nothing is evaluated
    /// for the others.
    public func evaluate(
        _ batch: Batch,
        rows: [Int],
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Column {
        if rows.isEmpty { return Column(type, capacity: 0) }
        let frame = Frame(columns: batch.columns, count: rows.count, rows: rows, context: context)
        return try root.evaluate(frame).expanded(to: rows.count)
    }

    /// The rows of `batch` for which the expression, a condition, is true, ascending.
    public func matches(
        _ batch: Batch,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> [Int] {
        let frame = Frame(columns: batch.columns, count: batch.count, rows: nil, context: context)
        let result = try root.evaluate(frame)
        let conditions = try Bool.rows(result.column)
        if result.isConstant {
            let isTrue = conditions[0] && !result.column.isNull(0)
            return isTrue ? Array(0..<batch.count) : []
        }
        let nulls = result.column.nulls
        var rows: [Int] = []
        for row in 0..<batch.count where conditions[row] && !nulls[row] { rows.append(row) }
        return rows
    }

    /// The value of an expression that refers to no columns.
    public func value(_ context: EvaluationContext) throws(DatabaseError) -> Value {
        if let value = try root.knownValue(context) { return value }
        let frame = Frame(columns: [], count: 1, rows: nil, context: context)
        return try root.evaluate(frame)[0]
    }
}

/// The rows an evaluation is about.
struct Frame {
    let columns: [Column]
    /// How many rows are evaluated.
    let count: Int
    /// Which rows of ``columns``; nil for all of them.
    let rows: [Int]?
    let context: EvaluationContext

    /// The frame of some of this frame's rows, by their positions in it.
    func selecting(_ positions: [Int]) -> Frame {
        if positions.count == count { return self }
        let selected = rows.map { rows in positions.map { rows[$0] } } ?? positions
        return Frame(columns: columns, count: positions.count, rows: selected, context: context)
    }
}

/// One operation of a compiled expression.
class EvaluationNode: @unchecked Sendable {
    // Sendable: subclasses are final and have nothing but immutable Sendable properties.
    let type: SQLType

    init(_ type: SQLType) { self.type = type }

    /// The value, of a node that has one without any work: a constant or a parameter.
    func knownValue(_ context: EvaluationContext) throws(DatabaseError) -> Value? { nil }

    /// The value for each row of `frame`.
    func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        throw DatabaseError(.internalError, "expression cannot be evaluated")
    }
}
