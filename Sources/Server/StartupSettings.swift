// SPDX-License-Identifier: Apache-2.0

import Values

/// The settings that a startup packet's parameters ask for.
///
/// Source: PostgreSQL 15 manual, section 55.7 "StartupMessage", and reference page "postgres" for
/// `options`.
struct StartupSettings {
    /// Names and values; later ones win.
    private(set) var settings: [(String, String)] = []

    /// Reads the parameters besides user and database.
    ///
    /// - Throws: Fatal errors: 0A000 for a replication connection, 42601 for other arguments than
    ///   settings in `options`.
    init(_ parameters: [(name: String, value: String)]) throws(DatabaseError) {
        var named: [(String, String)] = []
        for (name, value) in parameters {
            switch name {
            case "options": try add(arguments: Self.words(value))
            case "replication": try Self.checkReplication(value)
            default: named.append((name, value))
            }
        }
        // PostgreSQL applies the command line first, and the parameters over it.
        settings += named
    }

    private static func checkReplication(_ value: String) throws(DatabaseError) {
        switch value.lowercased() {
        case "false", "off", "no", "0", "f", "n", "of": return
        case "true", "on", "yes", "1", "t", "y", "database": throw .replicationUnsupported
        default: throw .invalidReplication(value)
        }
    }

    /// `-c name=value`, `-cname=value` and `--name=value`.
    private mutating func add(arguments: [String]) throws(DatabaseError) {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            let assignment: Substring
            if argument.hasPrefix("--") {
                assignment = argument.dropFirst(2)
            } else if argument.hasPrefix("-c"), argument.utf8.count > 2 {
                assignment = argument.dropFirst(2)
            } else if argument == "-c", index < arguments.count {
                assignment = arguments[index][...]
                index += 1
            } else {
                throw .invalidServerArgument(argument)
            }
            guard let equals = assignment.firstIndex(of: "="), equals > assignment.startIndex else {
                throw .invalidServerArgument(argument)
            }
            let name = assignment[..<equals].map { $0 == "-" ? "_" : String($0) }.joined()
            settings.append((name, String(assignment[assignment.index(after: equals)...])))
        }
    }

    /// The words of `text`, which blanks part; a backslash makes any character part of a word.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String.UnicodeScalarView?
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                word?.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                word = word ?? String.UnicodeScalarView()
                isEscaped = true
            } else if [" ", "\t", "\n", "\r", "\u{B}", "\u{C}"].contains(scalar) {
                if let word { words.append(String(word)) }
                word = nil
            } else {
                word = word ?? String.UnicodeScalarView()
                word?.append(scalar)
            }
        }
        if let word { words.append(String(word)) }
        return words
    }
}
