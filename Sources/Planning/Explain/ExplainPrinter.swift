// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Writes expressions as EXPLAIN shows them.
struct ExplainPrinter {
    let context: EvaluationContext
    let names: ExplainNames
    let subplans: [Subplan]
    /// What frame arguments are, from the outermost frame in: the arguments by position.
    var frames: [[String]] = []

    /// `expression` over the output of another node.
    func text(_ expression: Expression) -> String {
        namingSubqueries(expression).sql(printing(isOwn: false))
    }

    /// `expression` over what the node itself computes, whose parts need no parentheses.
    func ownText(_ expression: Expression) -> String {
        namingSubqueries(expression).sql(printing(isOwn: true))
    }

    /// Subqueries are shown by name alone, as columns of these ids and beyond.
    private static let firstSubquery = 1 << 40
    private static let firstInitial = 1 << 41

    private func namingSubqueries(_ expression: Expression) -> Expression {
        if case .subquery(let subquery) = expression {
            let isInitial = subquery.isScalar && subquery.arguments.isEmpty
            let first = isInitial ? Self.firstInitial : Self.firstSubquery
            return .column(ColumnID(first + subquery.number), subquery.type)
        }
        return expression.mappingChildren { namingSubqueries($0) }
    }

    private func printing(isOwn: Bool) -> Expression.Printing {
        Expression.Printing(
            context: context,
            column: { column($0, isOwn: isOwn) },
            outer: { index in
                guard let arguments = frames.last, index < arguments.count else {
                    return "$\(index)"
                }
                return arguments[index]
            }
        )
    }

    private func column(_ id: ColumnID, isOwn: Bool) -> String {
        if id.rawValue >= Self.firstInitial { return "$\(id.rawValue - Self.firstInitial)" }
        if id.rawValue >= Self.firstSubquery {
            let number = id.rawValue - Self.firstSubquery
            let isHashed = number < subplans.count && subplans[number].argumentCount == 0
            return "(\(isHashed ? "hashed " : "")SubPlan \(number + 1))"
        }
        switch names.names[id] {
        case .column(let relation, let name)?:
            let quoted = SQLText.identifier(name)
            guard names.relationCount > 1 else { return quoted }
            let prefix = relation.hasPrefix("\"") ? relation : SQLText.identifier(relation)
            return "\(prefix).\(quoted)"
        case .computed(let expression)?:
            if case .column = expression { return text(expression) }
            return isOwn ? text(expression) : "(\(text(expression)))"
        case .call(let call)?: return isOwn ? text(call) : "(\(text(call)))"
        case .window(let call)?: return "(\(text(call)))"
        case .set(let function, let arguments)?:
            return "(\(function.name)(\(arguments.map { text($0) }.joined(separator: ", "))))"
        case .text(let text)?: return text
        case nil: return "?column?"
        }
    }

    private func text(_ call: Plan.Aggregation.Call) -> String {
        var arguments = call.arguments.map { text($0) }.joined(separator: ", ")
        if call.aggregate.arguments.isEmpty { arguments = "*" }
        if call.isDistinct { arguments = "DISTINCT " + arguments }
        if !call.orderBy.isEmpty, call.aggregate.directArguments == nil {
            arguments += " ORDER BY " + call.orderBy.map { text($0) }.joined(separator: ", ")
        }
        var written = "\(SQLText.identifier(call.aggregate.name))(\(arguments))"
        if let filter = call.filter { written += " FILTER (WHERE \(text(filter)))" }
        return written
    }

    private func text(_ call: Plan.Window.Call) -> String {
        var arguments = call.arguments.map { text($0) }.joined(separator: ", ")
        let name: String
        switch call.function {
        case .aggregate(let aggregate):
            name = aggregate.name
            if aggregate.arguments.isEmpty { arguments = "*" }
        case .window(let function): name = function.name
        }
        return "\(SQLText.identifier(name))(\(arguments)) OVER (?)"
    }

    /// A sort key with its direction.
    func text(_ key: SortKey) -> String {
        var written = text(key.expression)
        if key.isDescending { written += " DESC" }
        if key.nullsFirst != key.isDescending {
            written += key.nullsFirst ? " NULLS FIRST" : " NULLS LAST"
        }
        return written
    }
}
