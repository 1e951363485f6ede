// SPDX-License-Identifier: Apache-2.0

import Platform
public import Relations
import Synchronization
public import Values

/// An open cluster with what its sessions share besides data: locks on numbers, notifications,
/// statement timeouts, and who is connected.
public final class Instance: Sendable {
    /// The open data directory.
    public let cluster: Cluster
    /// The running sessions.
    public let sessions = SessionRegistry()
    let advisoryLocks: AdvisoryLocks
    let notifications = NotificationHub()
    let timeouts: StatementTimeouts
    /// When the instance was opened, microseconds since 2000-01-01 UTC.
    let startTime: Int64
    /// Settings of the server that clients read and cannot change, by name.
    let serverSettings: [String: String]
    private let processIDs = Atomic<Int32>(0)

    /// Makes `cluster` ready for sessions.
    ///
    /// - Parameters:
    ///   - cluster: The open data directory.
    ///   - settings: What SHOW tells of the server, where it is not the default: `max_connections`.
    /// - Throws: 53000 when the system has no more threads.
    public init(
        _ cluster: Cluster,
        settings: [String: String] = [:]
    ) throws(DatabaseError) {
        self.cluster = cluster
        advisoryLocks = AdvisoryLocks(lockWaits: cluster.lockWaits)
        serverSettings = settings
        startTime = Session.now()
        do throws(PlatformError) {
            timeouts = try StatementTimeouts()
        } catch {
            throw DatabaseError(.insufficientResources, error.description)
        }
        try startAutoAnalyzer()
    }

    deinit { cluster.activity.stop() }

    /// Starts analyzing tables in the background, unless `autovacuum` is off.
    private func startAutoAnalyzer() throws(DatabaseError) {
        var settings = Settings()
        for (name, value) in serverSettings { settings.setInternal(name, to: value) }
        guard settings.flag("autovacuum") else { return }
        var schedule = AutoAnalyzeSchedule()
        schedule.threshold = Double(settings.integer("autovacuum_analyze_threshold"))
        schedule.scaleFactor =
            settings.value("autovacuum_analyze_scale_factor").flatMap { Double($0) } ?? 0.1
        schedule.napMilliseconds = Int(settings.integer("autovacuum_naptime")) * 1_000
        try AutoAnalyzer.start(schedule, cluster.activity) { [weak self] in self }
    }

    /// A number for a new session, unlike that of any other.
    func makeProcessID() -> Int32 { processIDs.wrappingAdd(1, ordering: .relaxed).newValue }
}
