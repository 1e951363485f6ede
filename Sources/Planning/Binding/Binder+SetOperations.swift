// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// UNION, INTERSECT, EXCEPT and VALUES.
///
/// Source: PostgreSQL 15 manual, sections 7.4 "Combining Queries", 7.7 "VALUES Lists" and 10.5
/// "UNION, CASE, and Related Constructs".
extension Binder {
    func bind(
        setOperation operation: Syntax.SetOperation,
        _ scope: Scope
    ) throws(DatabaseError) -> BoundQuery {
        var inputs = try flattened(operation, scope)
        let construct = operation.kind.text
        guard inputs.allSatisfy({ $0.columns.count == inputs[0].columns.count }) else {
            throw DatabaseError(
                .syntaxError,
                "each \(construct) query must have the same number of columns",
                position: inputs.first { $0.columns.count != inputs[0].columns.count }?
                    .columns.first?.position
            )
        }
        try unify(&inputs, construct)
        for index in inputs.indices { keepOnlyShown(&inputs[index]) }
        var columns = inputs[0].columns
        for index in columns.indices {
            columns[index].id = makeColumn()
            columns[index].origin = nil
        }
        if operation.kind != .union || !operation.isAll {
            for column in columns {
                try located(column.position) { () throws(DatabaseError) in
                    try resolver.checkEquality(column.type)
                }
            }
        }
        let outputs = columns.map(\.output)
        var plan: Plan
        switch operation.kind {
        case .union:
            plan = Plan(.append(Plan.Append(inputs: inputs.map(\.plan))), outputs)
            if !operation.isAll { plan = distinctRows(plan, outputs) }
        case .intersect, .except:
            let node = Plan.SetOperation(
                kind: operation.kind == .intersect ? .intersect : .except,
                isAll: operation.isAll,
                left: inputs[0].plan,
                right: inputs[1].plan
            )
            plan = Plan(.setOperation(node), outputs)
        }
        return BoundQuery(plan: plan, columns: columns)
    }

    /// The inputs of an operation; a chain of UNION, or of UNION ALL, is one with many.
    private func flattened(
        _ operation: Syntax.SetOperation,
        _ scope: Scope
    ) throws(DatabaseError) -> [BoundQuery] {
        // Walked iteratively to the left, where chains lean.
        var rights: [Syntax.Query] = [operation.right]
        var left = operation.left
        while operation.kind == .union, left.isBare,
            case .setOperation(let inner) = left.body, inner.kind == .union,
            inner.isAll == operation.isAll
        {
            rights.append(inner.right)
            left = inner.left
        }
        let name: String? =
            switch operation.kind {
            case .union: nil
            case .intersect: operation.isAll ? "INTERSECT" : nil
            case .except: "EXCEPT"
            }
        let first = try barring(recursion: operation.isAll ? name : nil) {
            () throws(DatabaseError) in
            try bind(query: left, scope.besideQuery(), keepsUnknown: true)
        }
        var inputs = [first]
        for right in rights.reversed() {
            let input = try barring(recursion: name) { () throws(DatabaseError) in
                try bind(query: right, scope.besideQuery(), keepsUnknown: true)
            }
            inputs.append(input)
        }
        return inputs
    }

    /// Converts the inputs' columns to common types.
    private func unify(
        _ inputs: inout [BoundQuery],
        _ construct: String
    ) throws(DatabaseError) {
        var converted = inputs.map { _ in [Expression]() }
        for column in inputs[0].columns.indices {
            let values = inputs.map { outputExpression(of: $0.columns[column], in: $0.plan) }
            let type = try unifiedType(values, inputs, column, construct)
            for (index, value) in values.enumerated() {
                converted[index].append(
                    try located(inputs[index].columns[column].position) {
                        () throws(DatabaseError) in
                        try resolver.coerce(value, toCommon: type, construct: construct)
                    }
                )
            }
        }
        for index in inputs.indices { project(&inputs[index], converted[index]) }
    }

    /// As PostgreSQL, pair by pair from the left: a UNION of three literals is text before a fourth
    /// query says otherwise.
    private func unifiedType(
        _ values: [Expression],
        _ inputs: [BoundQuery],
        _ column: Int,
        _ construct: String
    ) throws(DatabaseError) -> SQLType {
        var type = values[0].type
        for (index, value) in values.enumerated().dropFirst() {
            let soFar: Expression = index == 1 ? values[0] : .constant(.null, type)
            type = try located(inputs[index].columns[column].position) {
                () throws(DatabaseError) in
                try resolver.commonType([soFar, value], construct: construct)
            }
        }
        return type
    }

    /// VALUES.
    func bind(
        values rows: [[Syntax.Expression]],
        _ scope: Scope
    ) throws(DatabaseError) -> BoundQuery {
        let width = rows.first?.count ?? 0
        var bound: [[Expression]] = []
        for row in rows {
            guard row.count == width else {
                throw DatabaseError(
                    .syntaxError,
                    "VALUES lists must all be the same length",
                    position: row.first?.position
                )
            }
            var values: [Expression] = []
            for value in row { values.append(try bind(value, as: .values, scope)) }
            bound.append(values)
        }
        var columns: [QueryColumn] = []
        for column in 0..<width {
            let values = bound.map { $0[column] }
            let type = try located(rows.first?[column].position) { () throws(DatabaseError) in
                try resolver.commonType(values, construct: "VALUES")
            }
            for row in bound.indices {
                bound[row][column] = try located(rows[row][column].position) {
                    () throws(DatabaseError) in
                    try resolver.coerce(bound[row][column], toCommon: type, construct: "VALUES")
                }
            }
            columns.append(
                QueryColumn(
                    name: "column\(column + 1)",
                    id: makeColumn(),
                    type: type,
                    position: rows.first?[column].position
                )
            )
        }
        let plan = Plan(.values(Plan.RowValues(rows: bound)), columns.map(\.output))
        return BoundQuery(plan: plan, columns: columns)
    }
}

extension Syntax.SetOperation.Kind {
    /// The operation as SQL writes it.
    var text: String {
        switch self {
        case .union: "UNION"
        case .intersect: "INTERSECT"
        case .except: "EXCEPT"
        }
    }
}

extension Syntax.Query {
    /// Whether there is nothing around the body.
    var isBare: Bool {
        with == nil && orderBy.isEmpty && limit == nil && offset == nil && locking.isEmpty
    }
}
