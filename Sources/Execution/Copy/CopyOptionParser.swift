// SPDX-License-Identifier: Apache-2.0

import Values

/// Collects the options of a COPY statement before defaults and contradictions are known.
struct CopyOptionParser {
    private var seen: Set<String> = []
    private var options = CopyOptions()
    private var delimiter: String?
    private var null: String?
    private var quote: String?
    private var escape: String?

    /// Takes one option, checking its name, its argument and that it was not given before.
    mutating func take(_ option: CopyOptions.Option, isFrom: Bool) throws(DatabaseError) {
        let name = option.name
        switch name {
        case "format", "freeze", "delimiter", "null", "header", "quote", "escape", "force_quote",
            "force_not_null", "force_null", "encoding":
            guard seen.insert(name).inserted else {
                throw DatabaseError(
                    .syntaxError,
                    "conflicting or redundant options",
                    position: option.position
                )
            }
        default:
            throw DatabaseError(
                .syntaxError,
                "option \"\(name)\" not recognized",
                position: option.position
            )
        }
        switch name {
        case "format": options.format = try format(option)
        case "freeze": options.freeze = try boolean(option)
        case "delimiter": delimiter = try text(option)
        case "null": null = try text(option)
        case "header": options.header = try header(option, isFrom: isFrom)
        case "quote": quote = try text(option)
        case "escape": escape = try text(option)
        case "force_quote": options.forceQuote = try columns(option, starAllowed: true)
        case "force_not_null": options.forceNotNull = try columns(option, starAllowed: false)
        case "force_null": options.forceNull = try columns(option, starAllowed: false)
        default: options.encoding = try encoding(option)
        }
    }

    private func text(_ option: CopyOptions.Option) throws(DatabaseError) -> String {
        guard case .text(let text) = option.argument else {
            throw DatabaseError(.syntaxError, "\(option.name) requires a parameter")
        }
        return text
    }

    private func format(
        _ option: CopyOptions.Option
    ) throws(DatabaseError) -> CopyOptions.Format {
        let name = try text(option)
        guard let format = CopyOptions.Format(rawValue: name) else {
            throw DatabaseError(
                .invalidParameterValue,
                "COPY format \"\(name)\" not recognized",
                position: option.position
            )
        }
        return format
    }

    private func boolean(_ option: CopyOptions.Option) throws(DatabaseError) -> Bool {
        guard case .text(let text) = option.argument else {
            if case .none = option.argument { return true }
            throw DatabaseError(.syntaxError, "\(option.name) requires a Boolean value")
        }
        guard let value = Self.boolean(text) else {
            throw DatabaseError(.syntaxError, "\(option.name) requires a Boolean value")
        }
        return value
    }

    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "on", "1": true
        case "false", "off", "0": false
        default: nil
        }
    }

    private func header(
        _ option: CopyOptions.Option,
        isFrom: Bool
    ) throws(DatabaseError) -> CopyOptions.Header {
        guard case .text(let text) = option.argument else {
            if case .none = option.argument { return .present }
            throw DatabaseError(
                .syntaxError,
                "\(option.name) requires a Boolean value or \"match\""
            )
        }
        if let value = Self.boolean(text) { return value ? .present : .absent }
        guard text.lowercased() == "match" else {
            throw DatabaseError(
                .syntaxError,
                "\(option.name) requires a Boolean value or \"match\""
            )
        }
        guard isFrom else {
            throw DatabaseError(
                .featureNotSupported,
                "cannot use \"\(text)\" with HEADER in COPY TO"
            )
        }
        return .match
    }

    private func columns(
        _ option: CopyOptions.Option,
        starAllowed: Bool
    ) throws(DatabaseError) -> CopyOptions.Columns {
        switch option.argument {
        case .star where starAllowed: return .all
        case .list(let names): return .named(names)
        default:
            throw DatabaseError(
                .invalidParameterValue,
                "argument to option \"\(option.name)\" must be a list of column names",
                position: option.position
            )
        }
    }

    private func encoding(_ option: CopyOptions.Option) throws(DatabaseError) -> String {
        let name = try text(option)
        let folded = name.lowercased().filter { $0.isLetter || $0.isNumber }
        guard ["utf8", "unicode", "sqlascii"].contains(folded) else {
            throw DatabaseError(
                .invalidParameterValue,
                "argument to option \"\(option.name)\" must be a valid encoding name",
                position: option.position
            )
        }
        return name
    }

    /// The options with defaults filled in.
    consuming func combined(isFrom: Bool) throws(DatabaseError) -> CopyOptions {
        try checkBinary()
        let isCSV = options.format == .csv
        options.null = Array((null ?? (isCSV ? "" : "\\N")).utf8)
        options.delimiter = try singleByte(delimiter ?? (isCSV ? "," : "\t"), "delimiter")
        options.quote = try singleByte(quote ?? "\"", "quote", csvOnly: quote != nil)
        options.escape = try singleByte(
            escape ?? quote ?? "\"",
            "escape",
            csvOnly: escape != nil
        )
        try checkDelimiter()
        try checkForced(isFrom: isFrom)
        if options.null.contains(options.delimiter) {
            throw DatabaseError(
                .featureNotSupported,
                "COPY delimiter must not appear in the NULL specification"
            )
        }
        if isCSV, options.null.contains(options.quote) {
            throw DatabaseError(
                .featureNotSupported,
                "CSV quote character must not appear in the NULL specification"
            )
        }
        return options
    }

    private func checkBinary() throws(DatabaseError) {
        guard options.format == .binary else { return }
        if delimiter != nil {
            throw DatabaseError(.syntaxError, "cannot specify DELIMITER in BINARY mode")
        }
        if null != nil {
            throw DatabaseError(.syntaxError, "cannot specify NULL in BINARY mode")
        }
        if options.header != .absent {
            throw DatabaseError(.featureNotSupported, "cannot specify HEADER in BINARY mode")
        }
    }

    private func singleByte(
        _ text: String,
        _ what: String,
        csvOnly: Bool = false
    ) throws(DatabaseError) -> UInt8 {
        if csvOnly, options.format != .csv {
            throw DatabaseError(.featureNotSupported, "COPY \(what) available only in CSV mode")
        }
        guard text.utf8.count == 1, let byte = text.utf8.first else {
            throw DatabaseError(
                .featureNotSupported,
                "COPY \(what) must be a single one-byte character"
            )
        }
        return byte
    }

    private func checkDelimiter() throws(DatabaseError) {
        let newline = UInt8(ascii: "\n")
        let carriageReturn = UInt8(ascii: "\r")
        let delimiter = options.delimiter
        if delimiter == newline || delimiter == carriageReturn {
            throw DatabaseError(
                .invalidParameterValue,
                "COPY delimiter cannot be newline or carriage return"
            )
        }
        if options.null.contains(newline) || options.null.contains(carriageReturn) {
            throw DatabaseError(
                .invalidParameterValue,
                "COPY null representation cannot use newline or carriage return"
            )
        }
        if options.format != .csv,
            "\\.abcdefghijklmnopqrstuvwxyz0123456789".utf8.contains(delimiter)
        {
            let shown = String(decoding: [delimiter], as: UTF8.self)
            throw DatabaseError(
                .invalidParameterValue,
                "COPY delimiter cannot be \"\(shown)\""
            )
        }
        if options.format == .csv, delimiter == options.quote {
            throw DatabaseError(
                .invalidParameterValue,
                "COPY delimiter and quote must be different"
            )
        }
    }

    private func checkForced(isFrom: Bool) throws(DatabaseError) {
        let forced: [(String, CopyOptions.Columns, Bool)] = [
            ("quote", options.forceQuote, false),
            ("not null", options.forceNotNull, true),
            ("null", options.forceNull, true),
        ]
        for (name, columns, belongsToFrom) in forced where columns != .none {
            guard options.format == .csv else {
                throw DatabaseError(
                    .featureNotSupported,
                    "COPY force \(name) available only in CSV mode"
                )
            }
            guard belongsToFrom == isFrom else {
                let direction = belongsToFrom ? "FROM" : "TO"
                throw DatabaseError(
                    .featureNotSupported,
                    "COPY force \(name) only available using COPY \(direction)"
                )
            }
        }
    }
}
