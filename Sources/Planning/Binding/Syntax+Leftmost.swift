// SPDX-License-Identifier: Apache-2.0

import Parsing

extension Syntax.Expression {
    /// Where the text of the expression begins, as far as positions tell: that of an operation is
    /// where its left operand begins.
    var leftmostPosition: Int? {
        let first: Int?
        switch self {
        case .operation(let node): first = node.left?.leftmostPosition
        case .cast(let node): first = node.operand.leftmostPosition
        case .logical(let node): first = node.operands.first?.leftmostPosition
        case .in(let node): first = node.operand.leftmostPosition
        case .between(let node): first = node.operand.leftmostPosition
        case .pattern(let node): first = node.operand.leftmostPosition
        case .test(let node): first = node.operand.leftmostPosition
        case .isDistinct(let node), .isNotDistinct(let node): first = node.left.leftmostPosition
        case .quantified(let node): first = node.left.leftmostPosition
        case .collate(let node): first = node.operand.leftmostPosition
        default: first = nil
        }
        guard let first else { return position }
        return min(first, position ?? first)
    }
}
