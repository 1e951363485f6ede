// SPDX-License-Identifier: Apache-2.0

import Values

/// What every statement asks of the settings, worked out when they change.
struct SettingsDigest {
    private var version: UInt64?
    /// Milliseconds; 0 is no limit.
    private(set) var statementTimeout: Int64 = 0
    /// Milliseconds; nil is no limit.
    private(set) var lockTimeout: Int?
    /// How long the client may be idle outside and inside transactions, in milliseconds; 0 is no
    /// limit.
    private(set) var idleTimeouts = (outside: 0, inside: 0)
    private(set) var isSynchronous = true
    private(set) var isReadOnly = false
    private(set) var isReadOnlyByDefault = false
    private(set) var defaultIsolation = "read committed"
    private(set) var formatting = Formatting()
    /// The names of the search path, unquoted and in order; `$user` stays as it is.
    private(set) var searchPath: [String] = []

    /// Follows `settings`; costs nothing when they have not changed.
    mutating func update(_ settings: Settings) {
        if version == settings.version { return }
        version = settings.version
        statementTimeout = settings.integer("statement_timeout")
        let lock = settings.integer("lock_timeout")
        lockTimeout = lock > 0 ? Int(lock) : nil
        idleTimeouts = (
            Int(settings.integer("idle_session_timeout")),
            Int(settings.integer("idle_in_transaction_session_timeout"))
        )
        isSynchronous = settings.value("synchronous_commit") != "off"
        isReadOnly = settings.flag("transaction_read_only")
        isReadOnlyByDefault = settings.flag("default_transaction_read_only")
        defaultIsolation = settings.value("default_transaction_isolation") ?? "read committed"
        formatting = settings.formatting()
        searchPath = settings.searchPath
    }
}
