// SPDX-License-Identifier: Apache-2.0

import Values

/// A call of a function.
final class CallNode: EvaluationNode, @unchecked Sendable {
    private let function: Function
    private let arguments: [EvaluationNode]
    private let argumentTypes: [SQLType]

    init(_ function: Function, _ arguments: [EvaluationNode], _ type: SQLType) {
        self.function = function
        self.arguments = arguments
        argumentTypes = arguments.map(\.type)
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        var operands: [Operand] = []
        operands.reserveCapacity(arguments.count)
        var isConstant = function.volatility != .volatile
        for argument in arguments {
            let operand = try argument.evaluate(frame)
            if operand.isConstant {
                if function.isStrict, operand.column.isNull(0) {
                    return Operand(constant: .null, type)
                }
            } else {
                isConstant = false
            }
            operands.append(operand)
        }
        let count = isConstant ? 1 : frame.count
        if count == 0 { return Operand(Column(type)) }
        let result = try call(operands, count, frame)
        return Operand(result, isConstant: isConstant)
    }

    private func call(
        _ operands: [Operand],
        _ count: Int,
        _ frame: Frame
    ) throws(DatabaseError) -> Column {
        let context = CallContext(
            evaluation: frame.context,
            argumentTypes: argumentTypes,
            resultType: type
        )
        switch function.body {
        case .columns(let compute):
            var result = try compute(context, operands, count)
            if function.isStrict {
                for operand in operands where !operand.isConstant {
                    result.nulls.formUnion(operand.column.nulls)
                }
            }
            return result
        case .values(let compute):
            var result = Column(type, capacity: count)
            var row = operands.map { _ in Value.null }
            for index in 0..<count {
                var hasNull = false
                for (position, operand) in operands.enumerated() {
                    let value = operand[index]
                    if value.isNull { hasNull = true }
                    row[position] = value
                }
                result.append(hasNull && function.isStrict ? .null : try compute(context, row))
            }
            return result
        case .rows, .series:
            throw DatabaseError(
                .featureNotSupported,
                "set-valued function called in context that cannot accept a set"
            )
        case .unavailable:
            throw DatabaseError(
                .featureNotSupported,
                "function \(function.name) cannot be called directly"
            )
        }
    }
}
