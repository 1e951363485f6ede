// SPDX-License-Identifier: Apache-2.0

public import Parsing
public import Values

/// The options of EXPLAIN.
///
/// Source: PostgreSQL 15 manual, SQL command EXPLAIN.
public struct ExplainOptions: Sendable {
    /// How the plan is written.
    public enum Format: Sendable {
        case text
        case json
    }

    /// Whether the statement is run and its counters shown.
    public var isAnalyze = false
    /// Whether output columns are shown.
    public var isVerbose = false
    /// Whether estimates are shown.
    public var showsCosts = true
    /// Whether times are shown, with ANALYZE.
    public var showsTiming = true
    /// Whether planning and execution times follow; by default with ANALYZE.
    public var showsSummary = false
    /// How the plan is written.
    public var format = Format.text

    /// The defaults.
    public init() {}

    /// The options as written.
    ///
    /// - Throws: 42601 for an option that does not exist, 22023 for a value it cannot have, 0A000
    ///   for the formats XML and YAML.
    public init(_ options: [Syntax.Option]) throws(DatabaseError) {
        var summary: Bool?
        var timing: Bool?
        for option in options {
            switch option.name {
            case "analyze": isAnalyze = try Self.flag(option)
            case "verbose": isVerbose = try Self.flag(option)
            case "costs": showsCosts = try Self.flag(option)
            case "timing": timing = try Self.flag(option)
            case "summary": summary = try Self.flag(option)
            // There are no shared buffers, no settings and no WAL to report on.
            case "buffers", "settings", "wal": _ = try Self.flag(option)
            case "format": format = try Self.format(option)
            default:
                throw DatabaseError(
                    .syntaxError,
                    "unrecognized EXPLAIN option \"\(option.name)\"",
                    position: option.position
                )
            }
        }
        if timing == true, !isAnalyze {
            throw DatabaseError(
                .invalidParameterValue,
                "EXPLAIN option TIMING requires ANALYZE"
            )
        }
        showsTiming = timing ?? true
        showsSummary = summary ?? isAnalyze
    }

    private static func flag(_ option: Syntax.Option) throws(DatabaseError) -> Bool {
        switch option.value {
        case nil: return true
        case .boolean(let value)?: return value
        case .integer(let value)? where value == 0 || value == 1: return value == 1
        default: break
        }
        switch word(option) {
        case "true", "on": return true
        case "false", "off": return false
        default: break
        }
        throw DatabaseError(.syntaxError, "\(option.name) requires a Boolean value")
    }

    /// The value as a word in lower case; empty when it is none.
    private static func word(_ option: Syntax.Option) -> String {
        switch option.value {
        case .string(let text)?: text.lowercased()
        case .typeName(let type)?: type.name.lowercased()
        default: ""
        }
    }

    private static func format(_ option: Syntax.Option) throws(DatabaseError) -> Format {
        let name = word(option)
        switch name {
        case "text": return .text
        case "json": return .json
        case "xml", "yaml":
            throw DatabaseError(
                .featureNotSupported,
                "EXPLAIN format \"\(name)\" is not supported"
            )
        default:
            throw DatabaseError(
                .invalidParameterValue,
                "unrecognized value for EXPLAIN option \"format\": \"\(name)\"",
                position: option.position
            )
        }
    }
}
