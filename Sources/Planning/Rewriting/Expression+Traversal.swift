// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

extension Expression {
    /// The same expression with every operand replaced by what `transform` makes of it.
    func mappingOperands<Failure: Error>(
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> Expression {
        switch self {
        case .constant, .column, .input, .parameter, .outer: return self
        case .call(let function, let arguments, let type):
            return .call(function, try arguments.map(transform), type)
        case .and(let operands): return .and(try operands.map(transform))
        case .or(let operands): return .or(try operands.map(transform))
        case .not(let operand): return .not(try transform(operand))
        case .isNull(let operand, let negated):
            return .isNull(try transform(operand), negated: negated)
        case .isTruth(let operand, let truth, let negated):
            return .isTruth(try transform(operand), truth: truth, negated: negated)
        case .isDistinct(let left, let right, let equality, let negated):
            return .isDistinct(
                try transform(left), try transform(right), equality: equality, negated: negated)
        case .conditional(let branches, let otherwise, let type):
            var mapped: [Branch] = []
            for branch in branches {
                mapped.append(
                    Branch(
                        condition: try transform(branch.condition),
                        result: try transform(branch.result)))
            }
            let last: Expression? = if let otherwise { try transform(otherwise) } else { nil }
            return .conditional(mapped, otherwise: last, type)
        case .coalesce(let operands, let type):
            return .coalesce(try operands.map(transform), type)
        case .nullIf(let left, let right, let equality, let type):
            return .nullIf(
                try transform(left), try transform(right), equality: equality, type)
        case .extremum(let operands, let greatest, let type):
            return .extremum(try operands.map(transform), greatest: greatest, type)
        case .array(let elements, let nested, let type):
            return .array(try elements.map(transform), nested: nested, type)
        case .row(let fields, let type): return .row(try fields.map(transform), type)
        case .anyOrAll(let left, let function, let array, let all):
            return .anyOrAll(
                try transform(left), function, array: try transform(array), all: all)
        case .element(let base, let subscripts, let type):
            return .element(
                try transform(base), try Self.mapping(subscripts, transform), type)
        case .subquery(var subquery):
            if case .quantified(let left, let function, let all) = subquery.kind {
                subquery.kind = .quantified(left: try transform(left), function, all: all)
            }
            subquery.arguments = try subquery.arguments.map(transform)
            return .subquery(subquery)
        }
    }

    private static func mapping<Failure: Error>(
        _ subscripts: [Subscript],
        _ transform: (Expression) throws(Failure) -> Expression
    ) throws(Failure) -> [Subscript] {
        var mapped: [Subscript] = []
        for item in subscripts {
            let lower: Expression? = if let lower = item.lower { try transform(lower) } else { nil }
            let upper: Expression? = if let upper = item.upper { try transform(upper) } else { nil }
            mapped.append(Subscript(lower: lower, upper: upper, isSlice: item.isSlice))
        }
        return mapped
    }

    /// Calls `body` with every operand.
    func forEachOperand(_ body: (Expression) -> Void) {
        switch self {
        case .constant, .column, .input, .parameter, .outer: break
        case .call(_, let operands, _), .and(let operands), .or(let operands),
            .coalesce(let operands, _), .extremum(let operands, _, _),
            .array(let operands, _, _), .row(let operands, _):
            for operand in operands { body(operand) }
        case .not(let operand), .isNull(let operand, _), .isTruth(let operand, _, _):
            body(operand)
        case .isDistinct(let left, let right, _, _), .nullIf(let left, let right, _, _),
            .anyOrAll(let left, _, let right, _):
            body(left)
            body(right)
        case .conditional(let branches, let otherwise, _):
            for branch in branches {
                body(branch.condition)
                body(branch.result)
            }
            if let otherwise { body(otherwise) }
        case .element(let base, let subscripts, _):
            body(base)
            for item in subscripts {
                if let lower = item.lower { body(lower) }
                if let upper = item.upper { body(upper) }
            }
        case .subquery(let subquery):
            if case .quantified(let left, _, _) = subquery.kind { body(left) }
            for argument in subquery.arguments { body(argument) }
        }
    }

    /// Whether `predicate` holds for the expression or anything in it.
    func contains(_ predicate: (Expression) -> Bool) -> Bool {
        if predicate(self) { return true }
        var found = false
        forEachOperand { if !found { found = $0.contains(predicate) } }
        return found
    }

    /// Adds the columns it refers to.
    func collectColumns(into columns: inout ColumnSet) {
        if case .column(let id, _) = self {
            columns.insert(id)
            return
        }
        forEachOperand { $0.collectColumns(into: &columns) }
    }

    /// The columns it refers to.
    var columns: ColumnSet {
        var columns = ColumnSet()
        collectColumns(into: &columns)
        return columns
    }

    /// The same expression with columns replaced where `replacement` has something for them.
    func replacingColumns(_ replacement: (ColumnID) -> Expression?) -> Expression {
        if case .column(let id, _) = self { return replacement(id) ?? self }
        return mappingOperands { $0.replacingColumns(replacement) }
    }

    /// The same expression with frame arguments replaced by `arguments`.
    func replacingOuter(_ arguments: [Expression]) -> Expression {
        if case .outer(let index, _) = self {
            return index < arguments.count ? arguments[index] : self
        }
        return mappingOperands { $0.replacingOuter(arguments) }
    }

    /// The operands of the outermost AND, or the expression itself.
    var conjuncts: [Expression] {
        if case .and(let operands) = self { return operands.flatMap(\.conjuncts) }
        return [self]
    }

    /// The AND of `conjuncts`; nil when there are none.
    static func conjunction(_ conjuncts: [Expression]) -> Expression? {
        conjuncts.count > 1 ? .and(conjuncts) : conjuncts.first
    }

    /// Whether evaluating it twice may give different results or has effects.
    var isVolatile: Bool {
        contains { expression in
            switch expression {
            case .call(let function, _, _): function.volatility == .volatile
            default: false
            }
        }
    }

    /// Whether it contains a subquery.
    var hasSubquery: Bool {
        contains { if case .subquery = $0 { true } else { false } }
    }
}
