// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Values

/// SET, RESET and SHOW.
extension Session {
    func set(_ statement: Syntax.SetVariable) throws(DatabaseError) -> String {
        // Outside of a block too: what fails later in the same string or pipeline undoes it.
        _ = try openTransaction()
        if statement.isLocal, transactionState != .block, !isMultiStatement {
            warn(
                .noActiveSQLTransaction,
                "SET LOCAL can only be used in transaction blocks"
            )
        }
        switch statement.kind {
        case .value(let name, let values):
            try assign(name, try text(of: values, setting: name), isLocal: statement.isLocal)
        case .default(let name):
            if Self.keptSettings.contains(name.lowercased()) { return "SET" }
            try settings.reset(name, isLocal: statement.isLocal)
        case .current(let name):
            try assign(name, try settings.shown(name), isLocal: statement.isLocal)
        case .transaction(let modes):
            guard transactionState == .block else {
                warn(
                    .noActiveSQLTransaction,
                    "SET TRANSACTION can only be used in transaction blocks"
                )
                return "SET"
            }
            try apply(modes)
        case .sessionCharacteristics(let modes):
            if let isolation = modes.isolation {
                try settings.set(
                    "default_transaction_isolation",
                    to: isolation.rawValue,
                    isLocal: false
                )
            }
            if let isReadOnly = modes.isReadOnly {
                try settings.set(
                    "default_transaction_read_only",
                    to: isReadOnly ? "on" : "off",
                    isLocal: false
                )
            }
            if let isDeferrable = modes.isDeferrable {
                try settings.set(
                    "default_transaction_deferrable",
                    to: isDeferrable ? "on" : "off",
                    isLocal: false
                )
            }
        case .snapshot:
            throw DatabaseError(
                .featureNotSupported,
                "importing snapshots is not supported"
            )
        case .reset(let name):
            if name.lowercased() != Self.authorization { try settings.reset(name) }
            return "RESET"
        case .resetAll:
            settings.resetAll()
            return "RESET"
        }
        return "SET"
    }

    /// Settings that SET … TO DEFAULT leaves as they are.
    private static let keptSettings: Set<String> = [
        "transaction_isolation", "transaction_read_only", "transaction_deferrable", authorization,
    ]
    /// The session's user: there is one role, so it never differs from its default.
    private static let authorization = "session_authorization"

    /// Sets one setting; those of the transaction change the transaction.
    func assign(_ name: String, _ value: String, isLocal: Bool) throws(DatabaseError) {
        switch name.lowercased() {
        case "transaction_isolation":
            let definition = SettingCatalog.byName["transaction_isolation"]
            let level = try definition?.normalized(value) ?? value
            try apply(
                Syntax.TransactionModes(
                    isolation: .init(rawValue: level),
                    isReadOnly: nil,
                    isDeferrable: nil
                )
            )
        case "transaction_read_only":
            let isReadOnly = SettingDefinition.boolean(value) ?? false
            try apply(
                Syntax.TransactionModes(
                    isolation: nil,
                    isReadOnly: isReadOnly,
                    isDeferrable: nil
                )
            )
        case Self.authorization: try requireOwnRole(value)
        case "role":
            if value != "none" { try requireOwnRole(value) }
            try settings.set(name, to: value, isLocal: isLocal)
        case "seed":
            // Nothing remembers it: SHOW answers "unavailable", as in PostgreSQL.
            let text = try SettingCatalog.byName["seed"]?.normalized(value) ?? value
            if let seed = Double(text) { randomNumbers.seed(seed) }
        default:
            try settings.set(name, to: value, isLocal: isLocal)
        }
    }

    /// - Throws: 22023 for any role but the session's own, the only one it can take.
    private func requireOwnRole(_ role: String) throws(DatabaseError) {
        guard role.utf8.elementsEqual(user.utf8) else {
            throw DatabaseError(.invalidParameterValue, "role \"\(role)\" does not exist")
        }
    }

    /// The value that SET's list of constants spells.
    private func text(
        of values: [Syntax.Expression],
        setting name: String
    ) throws(DatabaseError) -> String {
        let isNames: Bool
        if case .names? = SettingCatalog.byName[name.lowercased()]?.kind {
            isNames = true
        } else {
            isNames = false
        }
        var parts: [String] = []
        for value in values {
            guard let text = SettingText.text(of: value) else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "SET \(name) takes constants only"
                )
            }
            parts.append(isNames ? Self.quoted(text) : text)
        }
        if parts.count > 1, !isNames,
            SettingCatalog.byName[name.lowercased()]?.name != "DateStyle"
        {
            throw DatabaseError(
                .invalidParameterValue,
                "SET \(name) takes only one argument"
            )
        }
        return parts.joined(separator: ", ")
    }

    /// A name as the search path lists it: quoted unless it is a plain lower-case word.
    private static func quoted(_ name: String) -> String {
        let isPlain =
            !name.isEmpty
            && name.utf8.allSatisfy {
                ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) || $0 == UInt8(ascii: "_")
                    || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
            }
        if isPlain, let first = name.utf8.first, first > UInt8(ascii: "9") { return name }
        return "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    func show(
        _ statement: Syntax.Show,
        to receiver: any ResultReceiver,
        describes: Bool
    ) throws(DatabaseError) -> String {
        let columns = showColumns(statement)
        let rows: [[String]]
        if columns.count == 3 {
            rows = settings.all().map { [$0.definition.name, $0.value, $0.definition.summary] }
        } else {
            rows = [[try settings.shown(statement.name)]]
        }
        if describes { try receiver.describe(columns, isBinary: false) }
        let batch = Batch(
            columns: columns.indices.map { index in
                Column(.text, .text(rows.map { $0[index] }))
            },
            count: rows.count
        )
        try receiver.receive(batch)
        return "SHOW"
    }

    func showColumns(_ statement: Syntax.Show) -> [PlannedStatement.OutputColumn] {
        let name = statement.name.lowercased()
        if name == "all" {
            return ["name", "setting", "description"].map { .init(name: $0, type: .text) }
        }
        let shown = SettingCatalog.byName[name]?.name ?? statement.name
        return [.init(name: shown, type: .text)]
    }
}
