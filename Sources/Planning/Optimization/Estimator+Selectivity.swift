// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// The share of rows for which conditions are true.
///
/// Source: PostgreSQL 15 manual, section 75.1 "Row Estimation Examples"; the rules and defaults are
/// those of its `selfuncs.c`, `clausesel.c` and `like_support.c`.
extension Estimator {
    /// What PostgreSQL assumes of an inequality, and of a range, about which nothing is known.
    static let inequalityDefault = 1.0 / 3
    static let rangeDefault = 0.005
    /// What it assumes of IS NULL.
    private static let nullDefault = 0.005

    /// The share of rows for which all of `conditions` are true; never nothing at all.
    ///
    /// Conditions are taken to be independent, but that bounds of one value make a range.
    func selectivity(_ conditions: [Expression]) -> Double {
        max(conjunction(conditions), 1e-9)
    }

    private func conjunction(_ conditions: [Expression]) -> Double {
        var result = 1.0
        var ranges: [RangeEstimate] = []
        for condition in conditions.flatMap(\.conjuncts) {
            if let comparison = comparison(condition), comparison.isInequality {
                RangeEstimate.add(comparison, selectivity(comparison), to: &ranges)
            } else {
                result *= selectivity(condition)
            }
        }
        return ranges.reduce(result) { $0 * $1.selectivity }
    }

    /// The share of rows for which `condition` is true.
    func selectivity(_ condition: Expression) -> Double {
        let share: Double
        switch condition {
        case .constant(.bool(let value), _): share = value ? 1 : 0
        case .constant: share = 0
        case .and(let operands): share = conjunction(operands)
        case .or(let operands): share = 1 - operands.reduce(1) { $0 * (1 - selectivity($1)) }
        case .not(let operand): share = 1 - selectivity(operand) - unknownShare(operand)
        case .column: share = trueShare(condition)
        case .isNull(let operand, let negated):
            let nulls = nullShare(operand)
            share = negated ? 1 - nulls : nulls
        case .isTruth(let operand, let truth, let negated):
            share = truthShare(operand, truth, negated: negated)
        case .isDistinct(let left, let right, let equality, let negated):
            share = distinctShare(left, right, equality, negated: negated)
        case .anyOrAll(let left, let function, let array, let all):
            share = quantifiedShare(left, function, array, all: all)
        case .call(let function, let operands, _):
            if let comparison = comparison(condition) {
                share = selectivity(comparison)
            } else if let matched = matchShare(function, operands) {
                share = matched
            } else {
                // A function that returns a boolean.
                share = 1.0 / 3
            }
        default: share = 0.5
        }
        return min(max(share, 0), 1)
    }

    // MARK: - Booleans and NULLs

    /// The share of rows in which a boolean variable is true.
    private func trueShare(_ expression: Expression) -> Double {
        guard let statistics = variable(expression)?.statistics else { return 0.5 }
        let truth = Value.bool(true)
        if let known = statistics.frequency(of: truth, .bool) { return known }
        let nulls = Double(statistics.nullFraction)
        if let others = statistics.frequency(of: .bool(false), .bool) { return 1 - others - nulls }
        return (1 - nulls) / 2
    }

    /// The share of rows in which `expression` is NULL.
    private func nullShare(_ expression: Expression) -> Double {
        guard let statistics = variable(expression)?.statistics else { return Self.nullDefault }
        return Double(statistics.nullFraction)
    }

    /// The share of rows in which a condition is unknown because what it compares is NULL.
    private func unknownShare(_ condition: Expression) -> Double {
        switch condition {
        case .column: return variable(condition)?.nullFraction ?? 0
        case .call, .anyOrAll:
            let compared = condition.children.first { !$0.columns.isEmpty }
            return compared.flatMap { variable($0)?.nullFraction } ?? 0
        default: return 0
        }
    }

    private func truthShare(_ operand: Expression, _ truth: Bool?, negated: Bool) -> Double {
        let share: Double
        switch truth {
        case true?: share = selectivity(operand)
        case false?: share = 1 - selectivity(operand) - unknownShare(operand)
        case nil: share = nullShare(operand)
        }
        return negated ? 1 - share : share
    }

    private func distinctShare(
        _ left: Expression,
        _ right: Expression,
        _ equality: Function,
        negated: Bool
    ) -> Double {
        if known(right)?.isNull == true {
            return negated ? nullShare(left) : 1 - nullShare(left)
        }
        let equal = selectivity(.call(equality, [left, right], .bool))
        return negated ? equal : 1 - equal
    }

    // MARK: - ANY and ALL

    /// How many elements of an array are looked at one by one; more are like those.
    private static let elementLimit = 200

    private func quantifiedShare(
        _ left: Expression,
        _ function: Function,
        _ array: Expression,
        all: Bool
    ) -> Double {
        guard let found = variable(left) else { return 0.5 }
        let name = function.operatorName
        let element = array.type.oid.elementType.map { SQLType($0) } ?? left.type
        var elements: [Expression]
        switch (known(array), array) {
        case (.null?, _): return 0
        case (.array(let values)?, _):
            elements = values.elements.map { .constant($0, element) }
        case (_, .array(let listed, _, _)): elements = listed
        default:
            // PostgreSQL takes an unknown array to have ten elements.
            elements = Array(repeating: .outer(-1, element), count: 10)
        }
        let scale = max(1, Double(elements.count) / Double(Self.elementLimit))
        elements = Array(elements.prefix(Self.elementLimit))
        let shares = elements.map { operand in
            selectivity(Comparison(left, found, name, operand))
        }
        // Equal to one of several values: the cases exclude each other.
        let sum = shares.reduce(0, +) * scale
        if name == "=", !all, sum <= 1 { return sum }
        let rest = shares.reduce(0) { $0 + (1 - $1) } * scale
        if name == "<>", all, rest <= 1 { return 1 - rest }
        if all { return shares.reduce(1, *) }
        return 1 - shares.reduce(1) { $0 * (1 - $1) }
    }
}

/// Bounds of one value: what lies between them.
private struct RangeEstimate {
    let operand: Expression
    let nullFraction: Double
    var lower: Double?
    var upper: Double?

    static func add(
        _ comparison: Estimator.Comparison,
        _ share: Double,
        to ranges: inout [RangeEstimate]
    ) {
        let known = ranges.firstIndex { $0.operand.isSame(as: comparison.operand) }
        let index = known ?? ranges.count
        if known == nil {
            ranges.append(
                RangeEstimate(
                    operand: comparison.operand,
                    nullFraction: comparison.variable.nullFraction
                )
            )
        }
        // Of two bounds on one side the tighter one counts.
        if comparison.name.hasPrefix(">") {
            ranges[index].lower = min(ranges[index].lower ?? 1, share)
        } else {
            ranges[index].upper = min(ranges[index].upper ?? 1, share)
        }
    }

    var selectivity: Double {
        guard let lower, let upper else { return lower ?? upper ?? 1 }
        if lower == Estimator.inequalityDefault, upper == Estimator.inequalityDefault {
            return Estimator.rangeDefault
        }
        let share = lower + upper - 1 + nullFraction
        if share > 0 { return share }
        // Rounding errors of a narrow range, or statistics that contradict each other.
        return share < -0.01 ? Estimator.rangeDefault : 1e-10
    }
}
