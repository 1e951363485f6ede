// SPDX-License-Identifier: Apache-2.0

extension Syntax.Expression {
    /// Where the expression's own token stands: the operator of an operation, the `::` of a cast.
    public var position: Int? {
        switch self {
        case .constant(let node): node.position
        case .column(let node): node.position
        case .parameter(let node): node.position
        case .operation(let node): node.position
        case .logical(let node): node.position
        case .cast(let node): node.position
        case .call(let node): node.position
        case .case(let node): node.position
        case .coalesce(let node), .greatest(let node), .least(let node): node.position
        case .array(let node), .grouping(let node): node.position
        case .nullIf(let node), .isDistinct(let node), .isNotDistinct(let node): node.position
        case .test(let node): node.position
        case .in(let node): node.position
        case .between(let node): node.position
        case .pattern(let node): node.position
        case .quantified(let node): node.position
        case .subquery(let node): node.position
        case .row(let node): node.position
        case .indirection(let node): node.position
        case .collate(let node): node.position
        case .valueFunction(let node): node.position
        case .namedArgument(let node): node.position
        case .default(let node): node.position
        case .currentOf: nil
        case .multiAssignment(let node): node.source.position
        }
    }

    /// Where the expression begins: the leftmost of its own position and those of what it applies
    /// to, which is what PostgreSQL reports for an expression as a whole.
    ///
    /// - Complexity: the length of the leftmost spine.
    public var startPosition: Int? {
        var start: Int?
        var current: Syntax.Expression? = self
        while let expression = current {
            if let position = expression.position { start = min(start ?? position, position) }
            current = expression.leftmost
        }
        return start
    }

    /// What stands first in the expression, where it is not the expression's own token.
    private var leftmost: Syntax.Expression? {
        switch self {
        case .operation(let node): node.left
        case .logical(let node): node.operands.first
        case .cast(let node): node.operand
        case .nullIf(let node), .isDistinct(let node), .isNotDistinct(let node): node.left
        case .test(let node): node.operand
        case .in(let node): node.operand
        case .between(let node): node.operand
        case .pattern(let node): node.operand
        case .quantified(let node): node.left
        case .indirection(let node): node.base
        case .collate(let node): node.operand
        case .multiAssignment(let node): node.source
        case .subquery(let node):
            switch node.kind {
            case .any(let left, _), .all(let left, _): left
            case .exists, .scalar, .array: nil
            }
        case .call(let node): node.usesSQLSyntax ? node.arguments.first : nil
        default: nil
        }
    }
}
