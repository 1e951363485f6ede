// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Values

/// The settings of one session.
///
/// A value: BEGIN and SAVEPOINT keep a copy, ROLLBACK puts it back. SET LOCAL lies over the
/// session's values until the transaction ends.
///
/// Source: PostgreSQL 15 manual, reference page "SET".
struct Settings: Sendable {
    /// What RESET returns to: server defaults, then the start-up packet's values.
    private var defaults: [String: String] = [:]
    private var session: [String: String] = [:]
    private var local: [String: String] = [:]
    /// Settings of unknown extensions, `prefix.name`, which any text may be given to.
    private var customNames: [String: String] = [:]

    /// Names these very values: any change gives another number, going back brings the old one
    /// back.
    private(set) var version: UInt64 = 0
    /// As ``version``, but only for settings that a plan can depend on.
    private(set) var planVersion: UInt64 = 0

    private static let versions = Atomic<UInt64>(0)

    /// Settings that change often and no plan depends on.
    private static let plannerIgnores: Set<String> = [
        "transaction_isolation", "transaction_read_only", "transaction_deferrable",
        "application_name", "statement_timeout", "lock_timeout", "synchronous_commit",
        "idle_in_transaction_session_timeout", "idle_session_timeout", "client_min_messages",
    ]

    private mutating func didChange(_ key: String) {
        version = Self.versions.wrappingAdd(1, ordering: .relaxed).newValue
        if !Self.plannerIgnores.contains(key) { planVersion = version }
    }

    /// Prefixes under which only the settings in ``SettingCatalog`` exist.
    private static let reservedPrefixes: Set<String> = ["hnsw", "ivfflat", "needletail"]

    /// The value of `name` as SHOW prints it; nil when there is no such setting.
    func value(_ name: String) -> String? {
        let key = name.lowercased()
        if let value = local[key] ?? session[key] ?? defaults[key] { return value }
        return SettingCatalog.byName[key]?.initial
    }

    /// The value of `name`.
    ///
    /// - Throws: 42704 when there is no such setting.
    func shown(_ name: String) throws(DatabaseError) -> String {
        guard let value = value(name) else { throw Self.unrecognized(name) }
        return value
    }

    /// SET, or SET LOCAL.
    mutating func set(_ name: String, to value: String, isLocal: Bool) throws(DatabaseError) {
        let key = name.lowercased()
        let value = try checked(name, value)
        if isLocal {
            local[key] = value
        } else {
            session[key] = value
            local[key] = nil
        }
        didChange(key)
    }

    /// Changes what RESET returns to, as the start-up packet does.
    mutating func setDefault(_ name: String, to value: String) throws(DatabaseError) {
        defaults[name.lowercased()] = try checked(name, value)
        didChange(name.lowercased())
    }

    /// Changes an internal setting the client may read but not set.
    mutating func setInternal(_ name: String, to value: String) {
        defaults[name.lowercased()] = value
        didChange(name.lowercased())
    }

    /// RESET, or SET … TO DEFAULT.
    mutating func reset(_ name: String, isLocal: Bool = false) throws(DatabaseError) {
        let key = name.lowercased()
        defer { didChange(key) }
        guard let definition = SettingCatalog.byName[key] else {
            if customNames[key] == nil { throw Self.unrecognized(name) }
            session[key] = nil
            local[key] = nil
            return
        }
        try Self.checkChangeable(definition)
        if isLocal {
            local[key] = defaults[key] ?? definition.initial
        } else {
            session[key] = nil
            local[key] = nil
        }
    }

    /// RESET ALL.
    mutating func resetAll() {
        let transaction = [
            "transaction_isolation", "transaction_read_only", "transaction_deferrable",
        ]
        let kept = transaction.compactMap { key in local[key].map { (key, $0) } }
        session = [:]
        local = Dictionary(uniqueKeysWithValues: kept)
        didChange("search_path")
    }

    /// Ends the transaction: what SET LOCAL set is gone.
    mutating func endTransaction() {
        guard !local.isEmpty else { return }
        let changed = local.keys
        local = [:]
        for key in changed { didChange(key) }
    }

    /// Every setting with its value, by name.
    func all() -> [(definition: SettingDefinition, value: String)] {
        SettingCatalog.byName.values.sorted { $0.name.lowercased() < $1.name.lowercased() }
            .map { ($0, value($0.name) ?? $0.initial) }
    }

    private mutating func checked(_ name: String, _ value: String) throws(DatabaseError) -> String {
        let key = name.lowercased()
        guard let definition = SettingCatalog.byName[key] else {
            guard let dot = key.firstIndex(of: "."), key.first != ".", key.last != "." else {
                throw Self.unrecognized(name)
            }
            let prefix = String(key[..<dot])
            if Self.reservedPrefixes.contains(prefix) {
                throw DatabaseError(
                    .invalidName,
                    "invalid configuration parameter name \"\(name)\"",
                    detail: "\"\(prefix)\" is a reserved prefix."
                )
            }
            customNames[key] = name
            return value
        }
        try Self.checkChangeable(definition)
        return try definition.normalized(value)
    }

    private static func checkChangeable(_ definition: SettingDefinition) throws(DatabaseError) {
        switch definition.context {
        case .user: return
        case .internal:
            throw DatabaseError(
                .cantChangeRuntimeParam,
                "parameter \"\(definition.name)\" cannot be changed"
            )
        case .sighup:
            throw DatabaseError(
                .cantChangeRuntimeParam,
                "parameter \"\(definition.name)\" cannot be changed now"
            )
        case .postmaster:
            throw DatabaseError(
                .cantChangeRuntimeParam,
                "parameter \"\(definition.name)\" cannot be changed without restarting the server"
            )
        }
    }

    static func unrecognized(_ name: String) -> DatabaseError {
        DatabaseError(
            .undefinedObject,
            "unrecognized configuration parameter \"\(name)\""
        )
    }
}

extension Settings {
    /// A boolean setting.
    func flag(_ name: String) -> Bool { value(name) == "on" }

    /// An integer setting in its own unit.
    func integer(_ name: String) -> Int64 {
        guard case .integer(_, let unit)? = SettingCatalog.byName[name]?.kind,
            let shown = value(name)
        else { return 0 }
        return SettingUnit.amount(shown, unit: unit)
    }

    /// How values are read and written.
    func formatting() -> Formatting {
        var formatting = Formatting()
        let dateStyle = (value("DateStyle") ?? "").split(separator: ",")
        if let style = dateStyle.first {
            formatting.dateStyle = .init(rawValue: String(style)) ?? .iso
        }
        if let order = dateStyle.last {
            formatting.dateOrder = .init(rawValue: String(order).trimmingBlanks()) ?? .mdy
        }
        formatting.intervalStyle = .init(rawValue: value("IntervalStyle") ?? "") ?? .postgres
        formatting.byteaOutput = .init(rawValue: value("bytea_output") ?? "") ?? .hex
        formatting.extraFloatDigits = Int32(truncatingIfNeeded: integer("extra_float_digits"))
        formatting.timeZone = value("TimeZone") ?? "UTC"
        return formatting
    }

    /// The names of the search path, unquoted and in order; `$user` stays as it is.
    var searchPath: [String] {
        var names: [String] = []
        var current = ""
        var quoted = false
        var wasQuoted = false
        func finish() {
            let name = wasQuoted ? current : current.trimmingBlanks().lowercased()
            if !name.isEmpty { names.append(name) }
            current = ""
            wasQuoted = false
        }
        for character in value("search_path") ?? "" {
            switch character {
            case "\"":
                if !quoted, !wasQuoted { current = "" }
                quoted.toggle()
                wasQuoted = true
            case "," where !quoted: finish()
            case " " where !quoted && wasQuoted: continue
            default: current.append(character)
            }
        }
        finish()
        return names
    }
}
