// SPDX-License-Identifier: Apache-2.0

import Execution
import Relations
import Values

/// What every statement asks of the settings, worked out when they change.
struct SettingsDigest {
    /// The settings it was worked out from; nil at first.
    private(set) var version: UInt64?
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
    private(set) var vectorSearch = VectorSearchSettings()
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
        vectorSearch = Self.vectorSearch(settings)
    }

    private static func vectorSearch(_ settings: Settings) -> VectorSearchSettings {
        func real(_ name: String) -> Double { settings.value(name).flatMap { Double($0) } ?? 0 }
        func mode(_ name: String) -> VectorSearchSettings.IterativeScan {
            settings.value(name).flatMap { VectorSearchSettings.IterativeScan(rawValue: $0) }
                ?? .off
        }
        var search = VectorSearchSettings()
        search.options.efSearch = Int(settings.integer("hnsw.ef_search"))
        search.options.probes = Int(settings.integer("ivfflat.probes"))
        let recall = real("needletail.target_recall")
        search.options.targetRecall = recall > 0 ? recall : nil
        search.graphScan = mode("hnsw.iterative_scan")
        search.listScan = mode("ivfflat.iterative_scan")
        search.maxScanTuples = Int(settings.integer("hnsw.max_scan_tuples"))
        search.maxProbes = Int(settings.integer("ivfflat.max_probes"))
        // work_mem is in kilobytes.
        let memory = Double(settings.integer("work_mem")) * 1_024
        search.scanMemoryBytes = Int(memory * max(1, real("hnsw.scan_mem_multiplier")))
        return search
    }
}
