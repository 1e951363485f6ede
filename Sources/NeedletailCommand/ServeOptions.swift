// SPDX-License-Identifier: Apache-2.0

import Platform

/// What `needletail serve` was asked for.
struct ServeOptions {
    var dataDirectory = ""
    var host = "127.0.0.1"
    var port: UInt16 = 5433
    var maximumConnections = 100
    var cacheBytes: Int?
    var rowCacheBytes: Int?
    var columnCacheBytes: Int?
    var writeBufferBytes: Int?
    var backgroundThreads: Int?
    /// Whether tables are analyzed in the background.
    var autovacuum = true
    var logLevel = Log.Level.info

    private static let names = [
        "--data-dir", "--listen", "--max-connections", "--cache-size", "--row-cache-size",
        "--column-cache-size", "--write-buffer-size", "--background-threads", "--autovacuum",
        "--log-level", "--help",
    ]
    private static let help = "needletail serve --help"

    /// Reads `--name VALUE` and `--name=VALUE`.
    init(_ words: [String]) throws(UsageError) {
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            var name = word
            var value: String?
            if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
                name = String(word[..<equals])
                value = String(word[word.index(after: equals)...])
            }
            guard name.hasPrefix("-") else {
                throw UsageError("unexpected argument \"\(word)\"", hint: "Try: \(Self.help)")
            }
            guard Self.names.contains(name) else {
                throw .unknown("option", name, among: Self.names, help: Self.help)
            }
            if value == nil, index < words.count {
                value = words[index]
                index += 1
            }
            guard let value, !value.isEmpty else {
                throw UsageError("option \(name) needs a value", hint: "Try: \(Self.help)")
            }
            try set(name, value)
        }
        if dataDirectory.isEmpty {
            throw UsageError(
                "option --data-dir is missing",
                hint: "Say where the data lies: needletail serve --data-dir ./data"
            )
        }
    }

    private mutating func set(_ name: String, _ value: String) throws(UsageError) {
        switch name {
        case "--data-dir": dataDirectory = value
        case "--listen": try setAddress(value)
        case "--max-connections":
            maximumConnections = try Self.number(name, value, 1...10_000)
        case "--cache-size": cacheBytes = try Self.byteCount(name, value)
        case "--row-cache-size": rowCacheBytes = try Self.optionalByteCount(name, value)
        case "--column-cache-size": columnCacheBytes = try Self.optionalByteCount(name, value)
        case "--write-buffer-size": writeBufferBytes = try Self.byteCount(name, value)
        case "--background-threads": backgroundThreads = try Self.number(name, value, 1...256)
        case "--autovacuum":
            guard ["on", "off"].contains(value) else {
                throw Self.invalid(name, value, hint: "Give on or off.")
            }
            autovacuum = value == "on"
        default:
            let level = Log.Level.allCases.first { "\($0)" == value }
            guard let level else {
                let words = Log.Level.allCases.map { "\($0)" }.joined(separator: ", ")
                throw Self.invalid(name, value, hint: "Levels are: \(words).")
            }
            logLevel = level
        }
    }

    /// `HOST:PORT`, `[IPv6]:PORT`, `HOST` or `:PORT`.
    private mutating func setAddress(_ value: String) throws(UsageError) {
        let hint = "Give HOST:PORT, for example 127.0.0.1:5433 or [::1]:5433."
        var rest = value[...]
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
        } else {
            let end = rest.firstIndex(of: ":") ?? rest.endIndex
            if end > rest.startIndex { host = String(rest[..<end]) }
            rest = rest[end...]
        }
        if rest.isEmpty { return }
        guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()) else {
            throw Self.invalid("--listen", value, hint: hint)
        }
        self.port = port
    }

    private static func number(
        _ name: String,
        _ value: String,
        _ range: ClosedRange<Int>
    ) throws(UsageError) -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw invalid(
                name,
                value,
                hint: "Give a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    /// A size such as `512MB`; units are 1,024 apart, as in PostgreSQL's settings.
    private static func byteCount(_ name: String, _ value: String) throws(UsageError) -> Int {
        let digits = value.prefix { $0.isASCII && $0.isNumber }
        let shift: Int? =
            switch value.dropFirst(digits.count) {
            case "kB", "KB": 10
            case "MB": 20
            case "GB": 30
            case "TB": 40
            default: nil
            }
        let hint = "Give a size from 1MB to 1024TB, with one of the units kB, MB, GB, TB: 512MB."
        guard let shift, let amount = Int(digits) else { throw invalid(name, value, hint: hint) }
        let (bytes, overflow) = amount.multipliedReportingOverflow(by: 1 << shift)
        guard !overflow, bytes >= 1 << 20, bytes <= 1 << 50 else {
            throw invalid(name, value, hint: hint)
        }
        return bytes
    }

    /// As ``byteCount(_:_:)``, or 0 for none.
    private static func optionalByteCount(
        _ name: String,
        _ value: String
    ) throws(UsageError) -> Int {
        value == "0" ? 0 : try byteCount(name, value)
    }

    private static func invalid(_ name: String, _ value: String, hint: String) -> UsageError {
        UsageError("invalid value for option \(name): \"\(value)\"", hint: hint)
    }
}
