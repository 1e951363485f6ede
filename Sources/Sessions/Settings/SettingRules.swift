// SPDX-License-Identifier: Apache-2.0

import Values

extension SettingDefinition.Special {
    /// `value` checked by this rule, in the form SHOW prints it.
    func normalized(_ value: String, name: String) throws(DatabaseError) -> String {
        switch self {
        case .dateStyle: return try Self.dateStyle(value)
        case .timeZone: return try Self.timeZone(value, name: name)
        case .clientEncoding: return try Self.encoding(value, name: name)
        case .isolation:
            let levels = ["serializable", "repeatable read", "read committed", "read uncommitted"]
            let lowered = value.lowercased()
            guard levels.contains(lowered) else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "invalid value for parameter \"\(name)\": \"\(value)\"",
                    hint: "Available values: \(levels.joined(separator: ", "))."
                )
            }
            return lowered
        case .seed:
            guard let seed = Double(value), (-1...1).contains(seed) else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "invalid value for parameter \"\(name)\": \"\(value)\""
                )
            }
            return value
        }
    }

    /// DateStyle: an output style, an input order, or both in any order.
    private static func dateStyle(_ value: String) throws(DatabaseError) -> String {
        var style: Formatting.DateStyle?
        var order: Formatting.DateOrder?
        for part in value.split(separator: ",").map({ String($0).trimmingBlanks().lowercased() }) {
            switch part {
            case "iso": style = .iso
            case "sql": style = .sql
            case _ where part.hasPrefix("postgres"): style = .postgres
            case "german":
                style = .german
                if order == nil { order = .dmy }
            case "ymd": order = .ymd
            case "dmy": order = .dmy
            case "mdy", "us": order = .mdy
            case _ where part.hasPrefix("euro"): order = .dmy
            case _ where part.hasPrefix("noneuro"): order = .mdy
            case "default":
                style = .iso
                order = .mdy
            default:
                throw DatabaseError(
                    .invalidParameterValue,
                    "invalid value for parameter \"DateStyle\": \"\(value)\"",
                    detail: "Unrecognized key word: \"\(part)\"."
                )
            }
        }
        return "\((style ?? .iso).rawValue), \((order ?? .mdy).rawValue)"
    }

    private static func timeZone(_ value: String, name: String) throws(DatabaseError) -> String {
        let lowered = value.lowercased()
        if lowered == "default" || lowered == "local" { return "UTC" }
        // A bare number is an offset in hours, east of Greenwich.
        if let hours = Double(value) {
            guard hours.magnitude <= 24 else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "invalid value for parameter \"\(name)\": \"\(value)\""
                )
            }
            let minutes = Int((hours * 60).rounded())
            let sign = minutes < 0 ? "-" : "+"
            let rest = minutes % 60 == 0 ? "" : ":\(twoDigits(abs(minutes) % 60))"
            let text = twoDigits(abs(minutes) / 60) + rest
            let posix = (minutes < 0 ? "+" : "-") + text
            return "<\(sign)\(text)>\(posix)"
        }
        guard let zone = TimeZone.named(value) else {
            throw DatabaseError(
                .invalidParameterValue,
                "invalid value for parameter \"\(name)\": \"\(value)\""
            )
        }
        return zone.name
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// The client's encoding; text is UTF-8 on both sides.
    private static func encoding(_ value: String, name: String) throws(DatabaseError) -> String {
        let key = value.lowercased().filter { $0.isLetter || $0.isNumber }
        switch key {
        case "utf8", "unicode": return "UTF8"
        case "sqlascii": return "SQL_ASCII"
        default:
            throw DatabaseError(
                .featureNotSupported,
                "client encoding \"\(value)\" is not supported",
                hint: "Use UTF8."
            )
        }
    }
}
