// SPDX-License-Identifier: Apache-2.0

import Values

extension Expression {
    /// The same expression with every immutable part that has only constant operands computed.
    ///
    /// A part whose computing fails stays as it is, so that the error comes when, and only if, it
    /// is evaluated.
    ///
    /// - Parameters:
    ///   - context: The statement whose settings computing may read.
    ///   - including: The least reusable functions to compute: `.stable` to fold for one run of the
    ///     statement, as estimates and index conditions need it.
    /// - Returns: An expression with the same results.
    public func folded(
        in context: EvaluationContext,
        including: Function.Volatility = .immutable
    ) -> Expression {
        let inner = mappingChildren { $0.folded(in: context, including: including) }
        return inner.simplified(in: context, including: including)
    }

    private func simplified(
        in context: EvaluationContext,
        including: Function.Volatility
    ) -> Expression {
        switch self {
        case .constant, .column, .input, .parameter, .outer, .subquery: return self
        case .and(let operands): return Self.junction(operands, decisive: false)
        case .or(let operands): return Self.junction(operands, decisive: true)
        case .conditional(let branches, let otherwise, let type):
            return Self.choice(branches, otherwise, type)
        case .coalesce(let operands, let type):
            var rest = operands.filter { $0.constantValue?.isNull != true }
            if let known = rest.firstIndex(where: { $0.constantValue != nil }) {
                rest.removeSubrange((known + 1)...)
            }
            if rest.isEmpty { return .constant(.null, type) }
            return rest.count == 1 ? rest[0] : .coalesce(rest, type)
        case .call(let function, let arguments, let type):
            if function.volatility > including { return self }
            if function.isStrict, arguments.contains(where: { $0.constantValue?.isNull == true }) {
                return .constant(.null, type)
            }
        default: break
        }
        guard children.allSatisfy({ $0.constantValue != nil }),
            let value = try? Evaluator(self).value(context)
        else { return self }
        return .constant(value, type)
    }

    private static func junction(_ operands: [Expression], decisive: Bool) -> Expression {
        var rest: [Expression] = []
        for operand in operands {
            if case .bool(let value)? = operand.constantValue {
                if value == decisive { return .constant(.bool(decisive), .bool) }
                continue
            }
            switch (operand, decisive) {
            case (.and(let inner), false), (.or(let inner), true): rest += inner
            default: rest.append(operand)
            }
        }
        if rest.isEmpty { return .constant(.bool(!decisive), .bool) }
        if rest.count == 1 { return rest[0] }
        return decisive ? .or(rest) : .and(rest)
    }

    private static func choice(
        _ branches: [Branch],
        _ otherwise: Expression?,
        _ type: SQLType
    ) -> Expression {
        var rest: [Branch] = []
        var last = otherwise
        for branch in branches {
            switch branch.condition.constantValue {
            case .bool(true)?:
                last = branch.result
                return rest.isEmpty
                    ? branch.result : .conditional(rest, otherwise: last, type)
            case .some: continue
            case nil: rest.append(branch)
            }
        }
        if rest.isEmpty { return last ?? .constant(.null, type) }
        return .conditional(rest, otherwise: last, type)
    }
}
