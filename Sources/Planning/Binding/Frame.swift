// SPDX-License-Identifier: Apache-2.0

import Expressions

/// A part of the statement that is run again and again with other arguments: a subquery in an
/// expression, or the right side of a lateral join.
///
/// The statement itself is the outermost frame.
///
/// Expressions of one frame refer to values of the enclosing one as `Expression.outer`; each such
/// value is one of the frame's ``arguments``.
final class Frame {
    /// The frame whose rows the arguments are computed from.
    let parent: Frame?
    /// Over the columns and arguments of ``parent``.
    private(set) var arguments: [Expression] = []

    init(parent: Frame?) { self.parent = parent }

    /// Forgets arguments beyond the first `count`, which nothing refers to.
    func keepArguments(_ count: Int) { arguments.removeSubrange(min(count, arguments.count)...) }

    /// How expressions of this frame refer to `value`, an expression of the parent frame.
    func argument(_ value: Expression) -> Expression {
        let known = arguments.firstIndex { $0.isSame(as: value) }
        let index = known ?? arguments.count
        if known == nil { arguments.append(value) }
        return .outer(index, value.type)
    }

    /// How expressions of this frame refer to `value`, an expression of the frame `origin`, which
    /// is this one or encloses it.
    func importing(_ value: Expression, from origin: Frame) -> Expression {
        if self === origin { return value }
        guard let parent else { return value }
        return argument(parent.importing(value, from: origin))
    }
}
