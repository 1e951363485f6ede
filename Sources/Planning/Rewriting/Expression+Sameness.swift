// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

extension Expression {
    /// Whether both are certain to be written the same: GROUP BY, DISTINCT ON, ORDER BY and index
    /// expressions match by it.
    ///
    /// How a function is notated does not matter.
    func isSame(as other: Expression) -> Bool {
        guard type == other.type else { return false }
        switch (self, other) {
        case (.constant(let left, let type), .constant(let right, _)):
            return left.isSame(as: right, type)
        case (.column(let left, _), .column(let right, _)): return left == right
        case (.input(let left, _), .input(let right, _)): return left == right
        case (.parameter(let left, _), .parameter(let right, _)): return left == right
        case (.outer(let left, _), .outer(let right, _)): return left == right
        case (.call(let left, _, _), .call(let right, _, _)):
            guard left === right || (left.oid == right.oid && left.name == right.name) else {
                return false
            }
        case (.isNull(_, let left), .isNull(_, let right)):
            guard left == right else { return false }
        case (.isTruth(_, let leftTruth, let left), .isTruth(_, let rightTruth, let right)):
            guard left == right, leftTruth == rightTruth else { return false }
        case (
            .isDistinct(_, _, let leftEquality, let left),
            .isDistinct(_, _, let equality, let right)
        ):
            guard left == right, leftEquality.oid == equality.oid else { return false }
        case (.conditional(let left, let leftElse, _), .conditional(let right, let rightElse, _)):
            guard left.count == right.count, (leftElse == nil) == (rightElse == nil) else {
                return false
            }
        case (.nullIf(_, _, let left, _), .nullIf(_, _, let right, _)):
            guard left.oid == right.oid else { return false }
        case (.extremum(_, let left, _), .extremum(_, let right, _)):
            guard left == right else { return false }
        case (.anyOrAll(_, let leftFunction, _, let left), .anyOrAll(_, let function, _, let right)):
            guard left == right, leftFunction.oid == function.oid else { return false }
        case (.element(_, let left, _), .element(_, let right, _)):
            guard left.count == right.count,
                zip(left, right).allSatisfy({ first, second in
                    first.isSlice == second.isSlice
                        && (first.lower == nil) == (second.lower == nil)
                        && (first.upper == nil) == (second.upper == nil)
                })
            else { return false }
        case (.subquery(let left), .subquery(let right)):
            // Only the very same one: two that are written alike are two.
            guard left.isScalar, right.isScalar, left.number == right.number else { return false }
        case (.and, .and), (.or, .or), (.not, .not), (.coalesce, .coalesce), (.array, .array),
            (.row, .row):
            break
        default: return false
        }
        return children.elementsEqual(other.children) { $0.isSame(as: $1) }
    }
}

extension Value {
    /// Whether this and `other`, both of `type`, are the same down to what equality leaves out, such
    /// as the scale of a number.
    fileprivate func isSame(as other: Value, _ type: SQLType) -> Bool {
        let encoder = RowEncoder(types: [type])
        var (left, right): ([UInt8], [UInt8]) = ([], [])
        encoder.encode([self], into: &left)
        encoder.encode([other], into: &right)
        return left == right
    }
}
