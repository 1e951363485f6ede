// SPDX-License-Identifier: Apache-2.0

import Platform
import Relations
import Schemas
import Values

/// Analyzes tables in the background when enough of their rows have changed.
///
/// One thread, one table at a time, no lock but for the commit: it never makes a session wait. It
/// sleeps while nothing changes.
enum AutoAnalyzer {
    /// How often tables that have changed are looked at.
    private static let pauseMilliseconds = 1_000

    /// Starts the thread, which ends when the cluster closes or `instance` is gone.
    static func start(
        _ schedule: AutoAnalyzeSchedule,
        _ activity: TableActivity,
        _ instance: @escaping @Sendable () -> Instance?
    ) throws(DatabaseError) {
        do throws(PlatformError) {
            _ = try OSThread(name: "auto-analyze") {
                guard activity.enter() else { return }
                defer { activity.leave() }
                serve(schedule, activity, instance)
            }
        } catch {
            throw DatabaseError(.insufficientResources, error.description)
        }
    }

    private static func serve(
        _ schedule: AutoAnalyzeSchedule,
        _ activity: TableActivity,
        _ instance: () -> Instance?
    ) {
        var schedule = schedule
        // Rows that changed before the cluster was opened count too.
        if let cluster = instance()?.cluster {
            schedule.add(Set(cluster.tables().map(\.table.storageID)))
        }
        while true {
            if schedule.isEmpty {
                guard let changed = activity.next() else { return }
                schedule.add(changed)
            }
            guard activity.rest(milliseconds: pauseMilliseconds) else { return }
            schedule.add(activity.take())
            guard let instance = instance() else { return }
            analyzeDue(&schedule, instance, activity)
        }
    }

    private static func analyzeDue(
        _ schedule: inout AutoAnalyzeSchedule,
        _ instance: Instance,
        _ activity: TableActivity
    ) {
        let tables = instance.cluster.tables().filter {
            $0.table.persistence != .temporary && $0.database.allowsConnections
        }
        let candidates = tables.map { item in
            AutoAnalyzeSchedule.Candidate(
                storageID: item.table.storageID,
                analyzedRows: item.statistics?.rowCount ?? 0,
                changes: instance.cluster.rowCounts(ofStorage: item.table.storageID)
                    .changedSinceAnalysis,
                options: item.table.options
            )
        }
        let due = schedule.due(candidates, now: .now)
        for item in tables where due.contains(item.table.storageID) {
            do throws(DatabaseError) {
                try analyze(item.table, item.database.name, instance, activity)
            } catch {
                // It stays changed, so the next change brings it here again.
                let facts: KeyValuePairs = ["table": item.table.name, "error": error.message]
                if error.state == .lockNotAvailable {
                    // Somebody changes the table's definition, or builds an index.
                    Log.shared.info("automatic analyze put off", facts)
                } else {
                    Log.shared.warning("automatic analyze failed", facts)
                }
            }
        }
    }

    private static func analyze(
        _ table: TableDescription,
        _ database: String,
        _ instance: Instance,
        _ activity: TableActivity
    ) throws(DatabaseError) {
        let session = try Session(instance: instance, database: database, user: "postgres")
        guard activity.setRunning(session.interrupt) else { return }
        defer { _ = activity.setRunning(nil) }
        try session.analyzeInBackground(table.oid)
    }
}
