// SPDX-License-Identifier: Apache-2.0

public import Values

extension Expression {
    /// The operands, in order; the arguments and the left side of a subquery among them.
    public var children: [Expression] {
        switch self {
        case .constant, .column, .input, .parameter, .outer: []
        case .call(_, let operands, _), .and(let operands), .or(let operands),
            .coalesce(let operands, _), .extremum(let operands, _, _), .array(let operands, _, _),
            .row(let operands, _):
            operands
        case .not(let operand), .isNull(let operand, _), .isTruth(let operand, _, _): [operand]
        case .isDistinct(let left, let right, _, _), .nullIf(let left, let right, _, _),
            .anyOrAll(let left, _, let right, _):
            [left, right]
        case .conditional(let branches, let otherwise, _):
            branches.flatMap { [$0.condition, $0.result] } + (otherwise.map { [$0] } ?? [])
        case .element(let container, let subscripts, _):
            [container] + subscripts.flatMap { [$0.lower, $0.upper].compactMap { $0 } }
        case .subquery(let subquery):
            if case .quantified(let left, _, _) = subquery.kind {
                [left] + subquery.arguments
            } else {
                subquery.arguments
            }
        }
    }

    /// The same expression with `transform` applied to each operand.
    public func mappingChildren<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Expression {
        func all(_ list: [Expression]) throws(Failure) -> [Expression] {
            var mapped: [Expression] = []
            mapped.reserveCapacity(list.count)
            for item in list { mapped.append(try transform(item)) }
            return mapped
        }
        func each(_ item: Expression?) throws(Failure) -> Expression? {
            guard let item else { return nil }
            return try transform(item)
        }
        switch self {
        case .constant, .column, .input, .parameter, .outer: return self
        case .call(let function, let list, let type): return .call(function, try all(list), type)
        case .and(let list): return .and(try all(list))
        case .or(let list): return .or(try all(list))
        case .not(let item): return .not(try transform(item))
        case .isNull(let item, let negated): return .isNull(try transform(item), negated: negated)
        case .isTruth(let item, let truth, let negated):
            return .isTruth(try transform(item), truth: truth, negated: negated)
        case .isDistinct(let left, let right, let equality, let negated):
            return .isDistinct(
                try transform(left),
                try transform(right),
                equality: equality,
                negated: negated
            )
        case .conditional(let branches, let otherwise, let type):
            var mapped: [Branch] = []
            for branch in branches {
                mapped.append(
                    Branch(
                        condition: try transform(branch.condition),
                        result: try transform(branch.result)
                    )
                )
            }
            return .conditional(mapped, otherwise: try each(otherwise), type)
        case .coalesce(let list, let type): return .coalesce(try all(list), type)
        case .nullIf(let left, let right, let equality, let type):
            return .nullIf(try transform(left), try transform(right), equality: equality, type)
        case .extremum(let list, let greatest, let type):
            return .extremum(try all(list), greatest: greatest, type)
        case .array(let list, let nested, let type):
            return .array(try all(list), nested: nested, type)
        case .row(let list, let type): return .row(try all(list), type)
        case .anyOrAll(let left, let function, let array, let isAll):
            return .anyOrAll(
                try transform(left),
                function,
                array: try transform(array),
                all: isAll
            )
        case .element(let container, let subscripts, let type):
            var mapped: [Subscript] = []
            for item in subscripts {
                mapped.append(
                    Subscript(
                        lower: try each(item.lower),
                        upper: try each(item.upper),
                        isSlice: item.isSlice
                    )
                )
            }
            return .element(try transform(container), mapped, type)
        case .subquery(var subquery):
            if case .quantified(let left, let function, let isAll) = subquery.kind {
                subquery.kind = .quantified(left: try transform(left), function, all: isAll)
            }
            subquery.arguments = try all(subquery.arguments)
            return .subquery(subquery)
        }
    }

    /// The same expression with `transform` applied to every part, operands before what they are
    /// operands of.
    public func mapped(
        _ transform: (Expression) throws(DatabaseError) -> Expression
    ) throws(DatabaseError) -> Expression {
        try transform(
            mappingChildren { (child) throws(DatabaseError) in try child.mapped(transform) }
        )
    }

    /// Calls `visit` with this expression and every part of it, outermost first.
    public func forEachPart(_ visit: (Expression) -> Void) {
        visit(self)
        for child in children { child.forEachPart(visit) }
    }

    /// Whether `condition` holds for this expression or any part of it.
    public func contains(where condition: (Expression) -> Bool) -> Bool {
        condition(self) || children.contains { $0.contains(where: condition) }
    }

    /// The columns it refers to.
    public var referencedColumns: Set<ColumnID> {
        var columns: Set<ColumnID> = []
        forEachPart { if case .column(let column, _) = $0 { columns.insert(column) } }
        return columns
    }

    /// The least reusable of what its functions promise; subqueries count as volatile.
    public var volatility: Function.Volatility {
        var found = Function.Volatility.immutable
        forEachPart {
            switch $0 {
            case .call(let function, _, _), .anyOrAll(_, let function, _, _),
                .isDistinct(_, _, let function, _), .nullIf(_, _, let function, _):
                found = Swift.max(found, function.volatility)
            case .subquery: found = .volatile
            default: break
            }
        }
        return found
    }

    /// Whether it may differ from one row to the next without any column differing.
    public var isVolatile: Bool { volatility == .volatile }

    /// Whether it runs subqueries.
    public var containsSubqueries: Bool {
        contains { if case .subquery = $0 { true } else { false } }
    }

    /// Its value, when it is a constant.
    public var constantValue: Value? {
        if case .constant(let value, _) = self { value } else { nil }
    }
}
