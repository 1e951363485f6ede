// SPDX-License-Identifier: Apache-2.0

import Values

/// ARRAY[…].
final class ArrayNode: EvaluationNode, @unchecked Sendable {
    private let elements: [EvaluationNode]
    private let nested: Bool

    init(_ elements: [EvaluationNode], nested: Bool, _ type: SQLType) {
        self.elements = elements
        self.nested = nested
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        var inputs: [Operand] = []
        for element in elements { inputs.append(try element.evaluate(frame)) }
        let elementType = type.oid.elementType ?? .invalid
        var result = Column(type, capacity: frame.count)
        for row in 0..<frame.count {
            let values = inputs.map { $0[row] }
            result.append(
                .array(
                    nested
                        ? try Self.nest(values, elementType)
                        : ArrayValue(elementType: elementType, values)
                )
            )
        }
        return Operand(result)
    }

    /// An array with one dimension more than each of `parts`, which must be alike; NULL and empty
    /// parts count as empty arrays.
    static func nest(_ parts: [Value], _ elementType: OID) throws(DatabaseError) -> ArrayValue {
        var inner: [ArrayValue.Dimension]?
        var elements: [Value] = []
        for part in parts {
            let (dimensions, values): ([ArrayValue.Dimension], [Value])
            if case .array(let array) = part {
                (dimensions, values) = (array.dimensions, array.elements)
            } else {
                (dimensions, values) = ([], [])
            }
            if let inner, inner != dimensions {
                throw DatabaseError(
                    .arraySubscriptError,
                    """
                    multidimensional arrays must have array expressions with matching dimensions
                    """
                )
            }
            inner = dimensions
            elements += values
        }
        let outer = ArrayValue.Dimension(count: Int32(truncatingIfNeeded: parts.count))
        guard let inner, !inner.isEmpty else {
            return ArrayValue(elementType: elementType, dimensions: [], elements: [])
        }
        guard inner.count < 6 else {
            throw DatabaseError(
                .programLimitExceeded,
                "number of array dimensions (7) exceeds the maximum allowed (6)"
            )
        }
        return ArrayValue(
            elementType: elementType,
            dimensions: [outer] + inner,
            elements: elements
        )
    }
}

/// ROW(…).
final class RowNode: EvaluationNode, @unchecked Sendable {
    private let fields: [EvaluationNode]

    init(_ fields: [EvaluationNode], _ type: SQLType) {
        self.fields = fields
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        var inputs: [Operand] = []
        for field in fields { inputs.append(try field.evaluate(frame)) }
        var result = Column(type, capacity: frame.count)
        let types = fields.map(\.type)
        let names = frame.context.fieldNames(of: type)
        for row in 0..<frame.count {
            let values = inputs.map { $0[row] }
            result.append(.record(RecordValue(types: types, values: values, names: names)))
        }
        return Operand(result)
    }
}

/// `left operator ANY (array)`, or ALL.
final class AnyOrAllNode: EvaluationNode, @unchecked Sendable {
    private let left: EvaluationNode
    private let array: EvaluationNode
    private let comparison: PairFunction
    private let all: Bool

    init(_ left: EvaluationNode, _ function: Function, _ array: EvaluationNode, all: Bool) {
        self.left = left
        self.array = array
        self.all = all
        comparison = PairFunction(
            function,
            left.type,
            SQLType(array.type.oid.elementType ?? .unknown)
        )
        super.init(.bool)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let (items, arrays) = (try left.evaluate(frame), try array.evaluate(frame))
        let isConstant = items.isConstant && arrays.isConstant
        var result = Column(.bool, capacity: frame.count)
        for row in 0..<(isConstant ? 1 : frame.count) {
            guard case .array(let list) = arrays[row] else {
                result.append(.null)
                continue
            }
            result.append(
                try comparison.quantify(items[row], list.elements, all: all, frame.context)
            )
        }
        return Operand(result, isConstant: isConstant)
    }
}

extension PairFunction {
    /// Whether the comparison holds for any, or all, of `items`: NULL when that depends on NULLs.
    func quantify(
        _ left: Value,
        _ items: some Sequence<Value>,
        all: Bool,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Value {
        try Self.quantify(items, all: all) { (item) throws(DatabaseError) in
            try value(left, item, context)
        }
    }

    /// Whether `comparison` holds for any, or all, of `items`: NULL when that depends on NULLs.
    static func quantify<Item>(
        _ items: some Sequence<Item>,
        all: Bool,
        _ comparison: (Item) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        var sawNull = false
        for item in items {
            switch try comparison(item) {
            case .bool(let holds): if holds != all { return .bool(!all) }
            default: sawNull = true
            }
        }
        return sawNull ? .null : .bool(all)
    }
}

/// A subquery used as a value.
final class SubqueryNode: EvaluationNode, @unchecked Sendable {
    private let subquery: Expression.Subquery
    private let arguments: [EvaluationNode]
    private let left: EvaluationNode?

    init(_ subquery: Expression.Subquery) {
        self.subquery = subquery
        arguments = subquery.arguments.map(EvaluationNode.compile)
        if case .quantified(let left, _, _) = subquery.kind {
            self.left = EvaluationNode.compile(left)
        } else {
            left = nil
        }
        super.init(subquery.type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        guard let runner = frame.context.subqueries else {
            throw DatabaseError(.internalError, "subquery cannot be run here")
        }
        var inputs: [Operand] = []
        for argument in arguments { inputs.append(try argument.evaluate(frame)) }
        let lefts = try left?.evaluate(frame)
        let isConstant = inputs.allSatisfy(\.isConstant) && lefts?.isConstant != false
        let count = isConstant ? 1 : frame.count
        var result = Column(type, capacity: count)
        for row in 0..<count {
            let values = inputs.map { $0[row] }
            result.append(try value(values, lefts?[row], runner, frame.context))
        }
        return Operand(result, isConstant: isConstant)
    }

    private func value(
        _ arguments: [Value],
        _ left: Value?,
        _ runner: any SubqueryRunner,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Value {
        func rows(_ limit: Int?) throws(DatabaseError) -> Column {
            try runner.rows(
                ofSubquery: subquery.number,
                arguments: arguments,
                limit: limit
            )
        }
        switch subquery.kind {
        case .scalar:
            let found = try rows(2)
            guard found.count <= 1 else {
                throw DatabaseError(
                    .cardinalityViolation,
                    "more than one row returned by a subquery used as an expression"
                )
            }
            return found.count == 0 ? .null : found[0]
        case .exists: return .bool(try rows(1).count > 0)
        case .quantified(_, let function, let all):
            let found = try rows(nil)
            let items = (0..<found.count).lazy.map { found[$0] }
            if !subquery.fields.isEmpty, case .record(let row)? = left {
                let comparison = RowComparison(fields: subquery.fields, context: context)
                return try PairFunction.quantify(items, all: all) { (item) throws(DatabaseError) in
                    guard case .record(let other) = item else { return .null }
                    return try comparison.value(row, other)
                }
            }
            let comparison = PairFunction(
                function,
                self.left?.type ?? .unknown,
                found.type
            )
            return try comparison.quantify(left ?? .null, items, all: all, context)
        case .array:
            let found = try rows(nil)
            let values = (0..<found.count).map { found[$0] }
            let elementType = type.oid.elementType ?? .invalid
            if found.type.oid.elementType != nil, found.type.oid == type.oid {
                return .array(try ArrayNode.nest(values, elementType))
            }
            return .array(ArrayValue(elementType: elementType, values))
        }
    }
}
