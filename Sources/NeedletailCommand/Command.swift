// SPDX-License-Identifier: Apache-2.0

import Platform
import Sessions

/// The program's subcommands.
enum Command {
    /// Does what `arguments`, the program's name first, ask for.
    static func run(_ arguments: [String]) -> Int32 {
        let words = Array(arguments.dropFirst())
        do throws(UsageError) {
            return try dispatch(words).rawValue
        } catch {
            StandardStreams.writeError("needletail: \(error.message)")
            StandardStreams.writeError(error.hint)
            return ExitStatus.usage.rawValue
        }
    }

    private static func dispatch(_ words: [String]) throws(UsageError) -> ExitStatus {
        guard let first = words.first else {
            throw UsageError("no command given", hint: "Try: needletail --help")
        }
        let rest = Array(words.dropFirst())
        switch first {
        case "serve":
            if rest.contains("--help") || rest.contains("-h") { return say(HelpText.serve) }
            return ServeCommand.run(try ServeOptions(rest))
        case "help":
            return say(rest.first == "serve" ? HelpText.serve : HelpText.overview)
        case "--help", "-h": return say(HelpText.overview)
        case "--version", "-V", "version":
            return say(
                "needletail \(ServerVersion.needletail) "
                    + "(speaks as PostgreSQL \(ServerVersion.text))"
            )
        default:
            throw UsageError.unknown(
                first.hasPrefix("-") ? "option" : "command",
                first,
                among: ["serve", "help", "--help", "--version"],
                help: "needletail --help"
            )
        }
    }

    private static func say(_ text: String) -> ExitStatus {
        StandardStreams.writeOutput(text)
        return .success
    }
}

/// A command line that makes no sense.
struct UsageError: Error {
    /// What is wrong, in one clause.
    let message: String
    /// What to do about it.
    let hint: String

    init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    /// `word` is not one of `known`; the hint names the one that was probably meant.
    static func unknown(
        _ kind: String,
        _ word: String,
        among known: [String],
        help: String
    ) -> UsageError {
        let nearest = known.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
        var hint = "Try: \(help)"
        if let (candidate, steps) = nearest, steps <= 2 || steps * 3 <= candidate.utf8.count {
            hint = "Did you mean \(candidate)? \(hint)"
        }
        return UsageError("unknown \(kind) \"\(word)\"", hint: hint)
    }

    /// How many bytes to insert, drop or replace to get from one word to the other (Levenshtein
    /// 1966).
    private static func distance(_ from: String, _ to: String) -> Int {
        let target = Array(to.utf8)
        var row = Array(0...target.count)
        for (i, byte) in from.utf8.prefix(64).enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in target.indices {
                let replaced = diagonal + (target[j] == byte ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[target.count]
    }
}
