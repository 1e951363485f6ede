// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

extension Estimator {
    /// `operand name value`: what varies by row on the left.
    struct Comparison {
        let operand: Expression
        let variable: EstimatedVariable
        /// `=`, `<>`, `<`, `<=`, `>`, `>=`, or another operator.
        let name: String
        /// What it is compared with.
        let value: Expression

        init(
            _ operand: Expression,
            _ variable: EstimatedVariable,
            _ name: String,
            _ value: Expression
        ) {
            self.operand = operand
            self.variable = variable
            self.name = name
            self.value = value
        }

        var isInequality: Bool { name == "<" || name == "<=" || name == ">" || name == ">=" }
    }

    private static let turned = [
        "=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
    ]

    /// The comparison that `condition` is; nil when it is none.
    func comparison(_ condition: Expression) -> Comparison? {
        guard case .call(let function, let operands, _) = condition, operands.count == 2,
            case .operator(let name, _) = function.notation, let turned = Self.turned[name]
        else { return nil }
        // Of two that vary the left one: `a = b` is estimated by both.
        if let found = variable(operands[0]) {
            return Comparison(operands[0], found, name, operands[1])
        }
        if let found = variable(operands[1]) {
            return Comparison(operands[1], found, turned, operands[0])
        }
        return nil
    }

    /// The share of rows for which `comparison` is true.
    func selectivity(_ comparison: Comparison) -> Double {
        selectivity(optional: comparison) ?? Self.inequalityDefault
    }

    /// The same; nil for an operator about which nothing is known.
    private func selectivity(optional comparison: Comparison) -> Double? {
        let variable = comparison.variable
        switch comparison.name {
        case "=": return equality(variable, comparison.value)
        case "<>":
            if known(comparison.value)?.isNull == true { return 0 }
            return max(0, 1 - equality(variable, comparison.value) - variable.nullFraction)
        case "<", "<=", ">", ">=": return inequality(comparison)
        default: return nil
        }
    }

    /// The share of rows in which a variable equals `operand`.
    private func equality(_ variable: EstimatedVariable, _ operand: Expression) -> Double {
        if let other = self.variable(operand) { return equality(variable, other) }
        let value = known(operand)
        if value?.isNull == true { return 0 }
        if variable.isUnique, let rows = variable.rowCount { return 1 / max(rows, 1) }
        guard let statistics = variable.statistics else { return 1 / variable.distinctCount }
        guard let value else {
            // Some value: as frequent as values are on average.
            let share = (1 - variable.nullFraction) / variable.distinctCount
            return min(share, statistics.commonFrequencies.first.map { Double($0) } ?? 1)
        }
        if let known = statistics.frequency(of: value, operand.type) { return known }
        let share = variable.uncommonShare / variable.uncommonCount
        return min(share, statistics.commonFrequencies.last.map { Double($0) } ?? 1)
    }

    /// The share of pairs of values of two variables that are equal.
    func equality(_ left: EstimatedVariable, _ right: EstimatedVariable) -> Double {
        (1 - left.nullFraction) * (1 - right.nullFraction)
            / max(left.distinctCount, right.distinctCount)
    }

    private func inequality(_ comparison: Comparison) -> Double {
        let operand = comparison.value
        guard let value = known(operand) else { return Self.inequalityDefault }
        if value.isNull { return 0 }
        let variable = comparison.variable
        guard let statistics = variable.statistics,
            !statistics.histogram.isEmpty || !statistics.commonValues.isEmpty
        else { return Self.inequalityDefault }
        let name = comparison.name
        let common = statistics.commonShare { item in
            guard
                let order = ScalarOrder.compare(item, statistics.type, value, operand.type)
            else { return false }
            switch name {
            case "<": return order < 0
            case "<=": return order <= 0
            case ">": return order > 0
            default: return order >= 0
            }
        }
        let shares = statistics.histogramShares(
            below: value,
            operand.type,
            valueShare: 1 / variable.uncommonCount
        )
        guard let shares else {
            // Half of what is not known to be common.
            return common + variable.uncommonShare * 0.5
        }
        var share: Double
        switch name {
        case "<": share = shares.below
        case "<=": share = shares.upTo
        case ">": share = 1 - shares.upTo
        default: share = 1 - shares.below
        }
        // A histogram is a sample: what lies outside of it is rare, but not impossible.
        let cutoff = 0.01 / Double(statistics.histogram.count - 1)
        share = min(max(share, cutoff), 1 - cutoff)
        return common + variable.uncommonShare * share
    }
}
