// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform

/// One committed state of the store: what it sees does not change while it lives.
///
/// Taken together with its position and attachment, so all three agree. The state is let go when
/// the last reference goes; a long-lived snapshot keeps old values on disk, nothing else.
///
/// Sendable because a RocksDB snapshot is immutable (rocksdb/snapshot.h).
public final class Snapshot: @unchecked Sendable {
    /// The newest commit it sees.
    public let lsn: LSN
    /// The store's attachment at that commit.
    public let attachment: Attachment?

    let engine: Engine
    let handle: OpaquePointer
    private let registry: SnapshotRegistry

    init(engine: Engine, registry: SnapshotRegistry, lsn: LSN, attachment: Attachment?) {
        self.engine = engine
        self.registry = registry
        self.lsn = lsn
        self.attachment = attachment
        handle = crocks_make_snapshot(engine.handle)
        registry.add(lsn)
    }

    deinit {
        crocks_release_snapshot(engine.handle, handle)
        registry.remove(lsn)
    }
}

/// The positions of all live snapshots.
final class SnapshotRegistry: Sendable {
    private struct Entry {
        let lsn: LSN
        var count: Int
    }

    /// Ascending: snapshots are taken in the order of commits.
    private let entries = Lock<[Entry]>([])

    var oldest: LSN? { entries.withLock { $0.first?.lsn } }

    func add(_ lsn: LSN) {
        entries.withLock { entries in
            if let last = entries.indices.last, entries[last].lsn == lsn {
                entries[last].count += 1
            } else {
                entries.append(Entry(lsn: lsn, count: 1))
            }
        }
    }

    func remove(_ lsn: LSN) {
        entries.withLock { entries in
            var low = 0
            var high = entries.count
            while low < high {
                let middle = (low + high) / 2
                if entries[middle].lsn < lsn { low = middle + 1 } else { high = middle }
            }
            precondition(low < entries.count && entries[low].lsn == lsn, "snapshot removed twice")
            entries[low].count -= 1
            if entries[low].count == 0 { entries.remove(at: low) }
        }
    }
}
