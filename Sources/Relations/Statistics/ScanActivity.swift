// SPDX-License-Identifier: Apache-2.0

import Platform

/// How often a table or an index has been scanned since the cluster was opened, and what that gave.
public struct ScanCounts: Sendable, Equatable {
    /// Scans begun; of an index, ranges and keys looked for.
    public var scans: Int64 = 0
    /// Rows, or entries of an index, that the scans gave.
    public var rows: Int64 = 0

    /// Counts of nothing scanned yet.
    public init() {}
}

/// Counts scans of tables and indexes, by their storage ids.
final class ScanActivity: Sendable {
    private let counts = Lock<[UInt32: ScanCounts]>([:])

    /// Adds what a statement has scanned.
    func add(_ scanned: some Sequence<(storageID: UInt32, counts: ScanCounts)>) {
        counts.withLock { counts in
            for scan in scanned {
                counts[scan.storageID, default: ScanCounts()].scans += scan.counts.scans
                counts[scan.storageID, default: ScanCounts()].rows += scan.counts.rows
            }
        }
    }

    /// What has been counted.
    func counts(_ storageID: UInt32) -> ScanCounts {
        counts.withLock { $0[storageID] ?? ScanCounts() }
    }

    /// Forgets what has been dropped.
    func drop(_ storageID: UInt32) { counts.withLock { $0[storageID] = nil } }
}
