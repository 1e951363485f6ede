// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Values

/// Which tables the background is to analyze, and when.
///
/// As PostgreSQL's autovacuum a table is due when more rows than a threshold and a share of it have
/// changed. It is analyzed when it has been quiet for a while, so that a load is followed by one
/// analysis, or when it has not become quiet for the length of a nap.
///
/// Source: PostgreSQL 15 manual, section 25.1.3 "Updating Planner Statistics".
struct AutoAnalyzeSchedule {
    /// What is asked of a table.
    struct Candidate {
        var storageID: UInt32
        /// Rows when it was last analyzed.
        var analyzedRows: Double
        /// Rows changed since.
        var changes: Int64
        /// `WITH (autovacuum_…)`.
        var options: [String]
    }

    /// `autovacuum_analyze_threshold`: rows.
    var threshold = 50.0
    /// `autovacuum_analyze_scale_factor`: a share of the rows.
    var scaleFactor = 0.1
    /// `autovacuum_naptime`, in milliseconds.
    var napMilliseconds = 60_000

    private struct Waiting {
        var changes: Int64
        var since: MonotonicTime
    }

    /// Tables that have changed, and those of them that are due.
    private var changed: Set<UInt32> = []
    private var waiting: [UInt32: Waiting] = [:]

    /// Whether nothing is to be looked at.
    var isEmpty: Bool { changed.isEmpty && waiting.isEmpty }

    /// Rows of the tables with the storage ids `tables` have changed.
    mutating func add(_ tables: Set<UInt32>) { changed.formUnion(tables) }

    /// Which of `tables` are to be analyzed now; called about every second.
    mutating func due(_ tables: [Candidate], now: MonotonicTime) -> Set<UInt32> {
        var due: Set<UInt32> = []
        var stillWaiting: [UInt32: Waiting] = [:]
        for table in tables where changed.contains(table.storageID) || isWaiting(table) {
            guard Double(table.changes) > limit(table) else { continue }
            let before = waiting[table.storageID]
            let since = before?.since ?? now
            let isQuiet = before?.changes == table.changes
            let waited = now.nanoseconds(since: since) / 1_000_000
            if isQuiet || waited >= UInt64(napMilliseconds) {
                due.insert(table.storageID)
            } else {
                stillWaiting[table.storageID] = Waiting(changes: table.changes, since: since)
            }
        }
        changed = []
        waiting = stillWaiting
        return due
    }

    private func isWaiting(_ table: Candidate) -> Bool { waiting[table.storageID] != nil }

    /// How many changes a table may have; infinite for one that asks to be left alone.
    private func limit(_ table: Candidate) -> Double {
        var threshold = threshold
        var scaleFactor = scaleFactor
        for option in table.options {
            let parts = option.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "autovacuum_enabled":
                if SettingDefinition.boolean(String(parts[1])) == false { return .infinity }
            case "autovacuum_analyze_threshold": threshold = Double(parts[1]) ?? threshold
            case "autovacuum_analyze_scale_factor": scaleFactor = Double(parts[1]) ?? scaleFactor
            default: break
            }
        }
        return threshold + scaleFactor * table.analyzedRows
    }
}
