// SPDX-License-Identifier: Apache-2.0

import Values

/// A run-time parameter: what SET, SHOW and `pg_settings` know of it.
///
/// Source: PostgreSQL 15 manual, chapter 20 "Server Configuration", and pgvector's README for its
/// own.
public struct SettingDefinition: Sendable {
    /// Its name in PostgreSQL's spelling; look-ups ignore case.
    public let name: String
    /// What it accepts.
    public let kind: Kind
    /// Its value when nobody sets it, in the form SHOW prints.
    public let initial: String
    /// Who may change it, and when.
    public let context: Context
    /// Whether the client is told of every change (ParameterStatus).
    public let isReported: Bool
    /// Whether every value is taken and none has an effect, because what it steers in PostgreSQL is
    /// not here; each is listed in Documentation/differences.md.
    let isInert: Bool
    /// One line for SHOW ALL and `pg_settings`.
    public let summary: String

    /// The kinds of value.
    public enum Kind: Sendable {
        case boolean
        /// Within bounds, in `unit`: none, `ms`, `s`, `kB`, `8kB`, `MB`.
        case integer(ClosedRange<Int64>, unit: String)
        case real(ClosedRange<Double>)
        /// One of some words; those in `hidden` are accepted and stand for the second of the pair.
        case choice([String], hidden: [String: String])
        case text
        /// A list of names, such as the search path.
        case names
        /// Text with rules of its own.
        case special(Special)
    }

    /// Text settings whose values are checked and normalised by rules of their own.
    public enum Special: Sendable {
        case dateStyle, timeZone, clientEncoding, isolation, seed
    }

    /// Who may change a setting, as `pg_settings.context` spells it.
    public enum Context: String, Sendable {
        case `internal`
        case postmaster
        case sighup
        case user
    }

    init(
        _ name: String,
        _ kind: Kind,
        _ initial: String,
        context: Context = .user,
        reported: Bool = false,
        isInert: Bool = false,
        _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.initial = initial
        self.context = context
        isReported = reported
        self.isInert = isInert
        self.summary = summary
    }
}

extension SettingDefinition {
    /// `value` checked, in the form SHOW prints it.
    ///
    /// - Throws: 22023 with PostgreSQL's words.
    func normalized(_ value: String) throws(DatabaseError) -> String {
        switch kind {
        case .boolean:
            guard let flag = Self.boolean(value) else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "parameter \"\(name)\" requires a Boolean value"
                )
            }
            return flag ? "on" : "off"
        case .integer(let range, let unit): return try integer(value, range, unit: unit)
        case .real(let range): return try real(value, range)
        case .choice(let words, let hidden):
            let lowered = value.lowercased()
            if let word = words.first(where: { $0 == lowered }) { return word }
            if let word = hidden[lowered] { return word }
            throw DatabaseError(
                .invalidParameterValue,
                "invalid value for parameter \"\(name)\": \"\(value)\"",
                hint: "Available values: \(words.joined(separator: ", "))."
            )
        case .text, .names: return value
        case .special(let rule): return try rule.normalized(value, name: name)
        }
    }

    /// A boolean in any of PostgreSQL's spellings and their unique prefixes.
    static func boolean(_ text: String) -> Bool? {
        let lowered = text.lowercased()
        guard !lowered.isEmpty else { return nil }
        if lowered == "1" || "true".hasPrefix(lowered) || "yes".hasPrefix(lowered) { return true }
        if lowered == "0" || "false".hasPrefix(lowered) || "no".hasPrefix(lowered) { return false }
        if lowered == "on" { return true }
        return lowered.count > 1 && "off".hasPrefix(lowered) ? false : nil
    }

    private func integer(
        _ value: String,
        _ range: ClosedRange<Int64>,
        unit: String
    ) throws(DatabaseError) -> String {
        guard let (amount, suffix) = Self.amount(value),
            let scaled = SettingUnit.scale(amount, from: suffix, to: unit)
        else {
            throw DatabaseError(
                .invalidParameterValue,
                "invalid value for parameter \"\(name)\": \"\(value)\"",
                hint: SettingUnit.hint(for: unit)
            )
        }
        let rounded = scaled.rounded()
        guard rounded >= Double(range.lowerBound), rounded <= Double(range.upperBound) else {
            let shown = rounded.magnitude < 9e15 ? String(Int64(rounded)) : value
            let suffix = unit.isEmpty ? "" : " \(unit)"
            throw DatabaseError(
                .invalidParameterValue,
                "\(shown)\(suffix) is outside the valid range for parameter \"\(name)\" "
                    + "(\(range.lowerBound) .. \(range.upperBound))"
            )
        }
        return SettingUnit.show(Int64(rounded), unit: unit)
    }

    private func real(
        _ value: String,
        _ range: ClosedRange<Double>
    ) throws(DatabaseError) -> String {
        guard let (amount, suffix) = Self.amount(value), suffix.isEmpty else {
            throw DatabaseError(
                .invalidParameterValue,
                "invalid value for parameter \"\(name)\": \"\(value)\""
            )
        }
        guard range.contains(amount) else {
            throw DatabaseError(
                .invalidParameterValue,
                "\(Self.shortest(amount)) is outside the valid range for parameter \"\(name)\" "
                    + "(\(Self.shortest(range.lowerBound)) .. \(Self.shortest(range.upperBound)))"
            )
        }
        return Self.shortest(amount)
    }

    private static func shortest(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : "\(value)"
    }

    /// A number and the unit behind it.
    private static func amount(_ text: String) -> (Double, String)? {
        let trimmed = text.trimmingBlanks()
        let digits = trimmed.prefix { "+-.0123456789".contains($0) }
        guard let amount = Double(String(digits)), amount.isFinite else { return nil }
        return (amount, String(trimmed.dropFirst(digits.count)).trimmingBlanks())
    }
}

extension String {
    /// The text without blanks at either end.
    func trimmingBlanks() -> String {
        let start = drop { $0 == " " || $0 == "\t" || $0 == "\n" }
        let kept = start.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\n" }
        return String(kept.reversed())
    }
}
