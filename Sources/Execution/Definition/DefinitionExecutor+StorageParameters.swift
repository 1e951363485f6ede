// SPDX-License-Identifier: Apache-2.0

import Parsing
import Relations
import Schemas
import Values

/// WITH of indexes: `m = 16` and its like.
extension DefinitionExecutor {
    /// The parameters in `options`, checked, as the catalog keeps them (`m=16`).
    ///
    /// - Throws: 22023, in PostgreSQL's words.
    func indexOptions(
        _ options: [Syntax.Option],
        method: String
    ) throws(DatabaseError) -> [String] {
        let known = StorageParameter.all(ofMethod: method)
        var kept: [String] = []
        var names: Set<String> = []
        for option in options {
            if let namespace = option.namespace {
                throw DatabaseError(
                    .invalidParameterValue,
                    "unrecognized parameter namespace \"\(namespace)\""
                )
            }
            guard let parameter = known.first(where: { $0.name == option.name }) else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "unrecognized parameter \"\(option.name)\""
                )
            }
            guard names.insert(option.name).inserted else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "parameter \"\(option.name)\" specified more than once"
                )
            }
            let text = option.value?.text ?? "true"
            try check(text, parameter)
            kept.append("\(option.name)=\(text)")
        }
        return kept
    }

    private func check(_ text: String, _ parameter: StorageParameter) throws(DatabaseError) {
        let name = parameter.name
        switch parameter.kind {
        case .integer(let range):
            guard let value = StorageParameter.integer(text) else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "invalid value for integer option \"\(name)\": \(text)"
                )
            }
            if range.contains(value) { return }
            throw DatabaseError(
                .invalidParameterValue,
                "value \(text) out of bounds for option \"\(name)\"",
                detail: "Valid values are between \"\(range.lowerBound)\" and "
                    + "\"\(range.upperBound)\"."
            )
        case .boolean:
            let words = ["true", "false", "on", "off", "yes", "no", "1", "0"]
            if words.contains(text.lowercased()) { return }
            throw DatabaseError(
                .invalidParameterValue,
                "invalid value for boolean option \"\(name)\": \(text)"
            )
        case .choice(let words):
            if words.contains(text) { return }
            let listed = words.map { "\"\($0)\"" }
            throw DatabaseError(
                .invalidParameterValue,
                "invalid value for enum option \"\(name)\": \(text)",
                detail: "Valid values are \(listed.dropLast().joined(separator: ", ")), and "
                    + "\(listed.last ?? "")."
            )
        }
    }

    /// ALTER INDEX … SET: what changes takes effect with the next REINDEX.
    func setOptions(
        _ options: [Syntax.Option],
        of index: IndexDescription
    ) throws(DatabaseError) {
        var index = index
        for option in try indexOptions(options, method: index.method) {
            let name = option.prefix { $0 != "=" }
            index.options.removeAll { $0.hasPrefix("\(name)=") }
            index.options.append(option)
        }
        try transaction.put(.relation(.index(index)))
    }

    /// ALTER INDEX … RESET.
    func resetOptions(
        _ options: [Syntax.Option],
        of index: IndexDescription
    ) throws(DatabaseError) {
        var index = index
        for option in options { index.options.removeAll { $0.hasPrefix("\(option.name)=") } }
        try transaction.put(.relation(.index(index)))
    }
}
