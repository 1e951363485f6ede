// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Structured log lines: `ts=… level=… msg="…" key=value …`, one write(2) each.
public final class Log: Sendable {
    /// How much a line matters, least first.
    public enum Level: UInt8, Sendable, Comparable, CaseIterable {
        case debug = 0
        case info = 1
        case warning = 2
        case error = 3

        /// Whether `left` matters less than `right`.
        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    /// The process's log on standard error.
    public static let shared = Log(descriptor: 2)

    private let descriptor: Int32
    private let minimum: Atomic<UInt8>

    /// A log on an open file descriptor, which it does not close.
    public init(descriptor: Int32, level: Level = .info) {
        self.descriptor = descriptor
        minimum = Atomic(level.rawValue)
    }

    /// Lines below this level are not written.
    public var level: Level {
        get { Level(rawValue: minimum.load(ordering: .relaxed)) ?? .info }
        set { minimum.store(newValue.rawValue, ordering: .relaxed) }
    }

    /// Writes a line at `level`; `fields` are evaluated only when it is wanted.
    public func write(
        _ level: Level,
        _ message: String,
        _ fields: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) {
        guard level.rawValue >= minimum.load(ordering: .relaxed) else { return }
        var line = "ts=\(WallClock.text(microseconds: WallClock.microseconds)) level=\(level)"
        line += " msg=\(Log.quoted(message))"
        for (key, value) in fields() { line += " \(key)=\(Log.quoted(value))" }
        line += "\n"
        var bytes = Array(line.utf8)
        bytes.withUnsafeMutableBytes { buffer in
            // A log that cannot be written has nowhere to report that; the line is lost.
            _ = Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        }
    }

    /// Writes what only somebody looking for a fault wants to see.
    public func debug(
        _ message: String,
        _ fields: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { write(.debug, message, fields()) }

    /// Writes what an operator wants to see of normal work.
    public func info(
        _ message: String,
        _ fields: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { write(.info, message, fields()) }

    /// Writes what an operator should look at some time.
    public func warning(
        _ message: String,
        _ fields: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { write(.warning, message, fields()) }

    /// Writes what an operator should look at now.
    public func error(
        _ message: String,
        _ fields: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { write(.error, message, fields()) }

    /// A logfmt value: bare when it is one plain word, else quoted with JSON's escapes.
    static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte > 0x20 && byte != 0x22 && byte != 0x3D && byte != 0x5C && byte != 0x7F
            }
        if isPlain { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
