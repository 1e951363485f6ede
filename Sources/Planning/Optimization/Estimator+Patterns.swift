// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Operators that are estimated by trying them on the values that statistics list.
extension Estimator {
    /// What PostgreSQL assumes of a pattern, and of containment.
    private static let patternDefault = 0.005
    private static let containmentDefault = 0.01

    private static let patterns: Set<String> = [
        "~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*", "^@",
    ]
    private static let containments: Set<String> = [
        "@>", "<@", "&&", "?", "?|", "?&", "@?", "@@", "<<", "<<=", ">>", ">>=",
    ]

    /// The share of rows for which `function`, a pattern match or a containment, is true; nil when
    /// it is neither.
    func matchShare(_ function: Function, _ operands: [Expression]) -> Double? {
        guard operands.count == 2, case .operator(let name, _) = function.notation else {
            return nil
        }
        let isPattern = Self.patterns.contains(name)
        guard isPattern || Self.containments.contains(name) else { return nil }
        let isNegated = name.hasPrefix("!")
        let assumed = isPattern ? Self.patternDefault : Self.containmentDefault
        let place = operands[0].columns.isEmpty ? 1 : 0
        guard let variable = variable(operands[place]), let value = known(operands[1 - place])
        else { return isNegated ? 1 - assumed : assumed }
        if value.isNull { return 0 }
        let share: Double
        if isPattern, place == 0, case .text(let pattern) = value {
            share = patternShare(function, operands[0], variable, name, pattern)
        } else {
            share = triedShare(function, operands, place, value, variable, otherwise: assumed)
        }
        return share
    }

    /// The share of rows that match `pattern`; of those that do not, for a negated operator.
    private func patternShare(
        _ function: Function,
        _ operand: Expression,
        _ variable: EstimatedVariable,
        _ name: String,
        _ pattern: String
    ) -> Double {
        let isNegated = name.hasPrefix("!")
        var likely = Self.patternDefault
        switch name {
        case "~~", "!~~":
            let like = LikePattern(pattern)
            if like.isExact {
                let equal = Comparison(operand, variable, "=", .constant(.text(like.prefix), .text))
                let share = selectivity(equal)
                return isNegated ? max(0, 1 - share - variable.nullFraction) : share
            }
            likely = prefixShare(like.prefix, variable) * like.restShare
        case "^@": likely = prefixShare(pattern, variable)
        case "~~*", "!~~*": likely = LikePattern.share(ofPattern: Array(pattern.utf8)[...])
        default: break
        }
        let tried = triedShare(
            function,
            [operand, .constant(.text(pattern), .text)],
            0,
            .text(pattern),
            variable,
            otherwise: isNegated ? 1 - likely : likely
        )
        return tried
    }

    /// The share of the uncommon values that begin with `prefix`.
    private func prefixShare(_ prefix: String, _ variable: EstimatedVariable) -> Double {
        if prefix.isEmpty { return 1 }
        guard let statistics = variable.statistics else { return Self.patternDefault }
        let valueShare = 1 / variable.uncommonCount
        guard
            let start = statistics.histogramShares(
                below: .text(prefix),
                .text,
                valueShare: valueShare
            )
        else { return Self.patternDefault }
        var end = 1.0
        if let next = LikePattern.successor(of: prefix) {
            end =
                statistics.histogramShares(below: .text(next), .text, valueShare: valueShare)?
                .below ?? 1
        }
        return max(end - start.below, min(valueShare, 1), 0)
    }

    /// The share of rows for which `function` is true, as the values that statistics list have it.
    ///
    /// A histogram of fewer than 100 values counts only in part, the rest is `otherwise`.
    private func triedShare(
        _ function: Function,
        _ operands: [Expression],
        _ place: Int,
        _ value: Value,
        _ variable: EstimatedVariable,
        otherwise: Double
    ) -> Double {
        guard let statistics = variable.statistics else { return otherwise }
        // The ends of a histogram are extremes, not samples.
        let sample = Array(statistics.histogram.dropFirst().dropLast())
        let type = operands[place].type
        var arguments = operands
        arguments[place] = .input(0, type)
        arguments[1 - place] = .constant(value, operands[1 - place].type)
        let values = statistics.commonValues + sample
        let batch = Batch(columns: [Column(type, values: values)], count: values.count)
        guard
            let matches = try? Evaluator(.call(function, arguments, .bool))
                .matches(batch, context)
        else { return otherwise }
        var common = 0.0
        var found = 0.0
        for row in matches {
            if row < statistics.commonValues.count {
                common += Double(statistics.commonFrequencies[row])
            } else {
                found += 1
            }
        }
        var share = otherwise
        // Fewer than ten bounds say nothing.
        if sample.count >= 8 {
            let weight = min(1, Double(sample.count + 2) / 100)
            share = found / Double(sample.count) * weight + otherwise * (1 - weight)
        }
        share = min(max(share, 0.0001), 0.9999)
        return common + variable.uncommonShare * share
    }
}

/// A pattern of LIKE: the fixed text it begins with, and how selective the rest is.
struct LikePattern {
    /// The text that every match begins with.
    let prefix: String
    /// Whether there is nothing else.
    let isExact: Bool
    /// The share of texts with the prefix that match the rest.
    let restShare: Double

    init(_ pattern: String) {
        let bytes = Array(pattern.utf8)
        var fixed: [UInt8] = []
        var index = 0
        while index < bytes.count, bytes[index] != UInt8(ascii: "%"),
            bytes[index] != UInt8(ascii: "_")
        {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            fixed.append(bytes[index])
            index += 1
        }
        prefix = String(decoding: fixed, as: UTF8.self)
        isExact = index == bytes.count
        restShare = Self.share(ofPattern: bytes[index...])
    }

    /// PostgreSQL's guess: a fixed character keeps a fifth, `_` nine tenths, `%` five times as many.
    static func share(ofPattern bytes: ArraySlice<UInt8>) -> Double {
        var rest = bytes.drop { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "_") }
        var share = 1.0
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"): share *= 5
            case UInt8(ascii: "_"): share *= 0.9
            case UInt8(ascii: "\\"):
                _ = rest.popFirst()
                share *= 0.2
            default: share *= 0.2
            }
        }
        return min(share, 1)
    }

    /// The least text above all that begin with `prefix`; nil when there is none.
    static func successor(of prefix: String) -> String? {
        // A character, not a byte, is raised: the result must be valid text.
        var scalars = Array(prefix.unicodeScalars)
        while let last = scalars.popLast() {
            var code = last.value + 1
            if (0xD800...0xDFFF).contains(code) { code = 0xE000 }
            guard let next = Unicode.Scalar(code) else { continue }
            var result = String.UnicodeScalarView()
            result.append(contentsOf: scalars)
            result.append(next)
            return String(result)
        }
        return nil
    }
}
