// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

extension Expression {
    /// Adds the columns it refers to.
    func collectColumns(into columns: inout ColumnSet) {
        if case .column(let id, _) = self {
            columns.insert(id)
            return
        }
        for child in children { child.collectColumns(into: &columns) }
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
        return mappingChildren { $0.replacingColumns(replacement) }
    }

    /// The same expression with frame arguments replaced by `arguments`.
    func replacingOuter(_ arguments: [Expression]) -> Expression {
        if case .outer(let index, _) = self {
            return index < arguments.count ? arguments[index] : self
        }
        return mappingChildren { $0.replacingOuter(arguments) }
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
}
