// SPDX-License-Identifier: Apache-2.0

import CRocksDB

/// A pass over the change log in the order of commits.
public struct ChangeLogReader: ~Copyable {
    private var scan: Scan
    private var index = 0

    init(_ scan: consuming Scan) { self.scan = scan }

    /// The next commit; nil after the newest one that was visible when the pass began.
    ///
    /// - Throws: ``StorageError/corruption(_:)``, ``StorageError/io(_:)``.
    public mutating func next() throws(StorageError) -> CommitRecord? {
        if index == scan.count {
            guard try scan.next() else { return nil }
            index = 0
        }
        defer { index += 1 }
        return try CommitRecord(key: scan.key(index), value: scan.value(index))
    }
}

extension Store {
    /// Reads the change log from commit `start` on, up to what `snapshot` sees.
    public func changes(from start: LSN, at snapshot: Snapshot) -> ChangeLogReader {
        var options = ScanOptions()
        options.fillsCache = false
        options.batchCount = 256
        return ChangeLogReader(
            view(at: snapshot).scan(.changes, KeyRange(lower: start.key), options)
        )
    }

    /// The oldest commit still in the change log; nil when there was none yet.
    public func oldestChange() throws(StorageError) -> LSN? {
        var options = ScanOptions()
        options.batchCount = 1
        var scan = view(at: snapshot()).scan(.changes, .all, options)
        guard try scan.next() else { return nil }
        return try CommitRecord(key: scan.key(0), value: scan.value(0)).lsn
    }

    /// Forgets the records of commits before `end`, which every follower must have passed.
    ///
    /// The newest record stays whatever `end` says: the next position is derived from it.
    public func trimChanges(before end: LSN) throws(StorageError) {
        let end = min(end, visibleLSN)
        let range = KeyRange(lower: LSN.zero.key, upper: end.key)
        try deleteFiles(.changes, range)
        try deleteRange(.changes, range)
    }

    /// The newest position in the change log; 0 when it is empty.
    static func lastLSN(_ engine: Engine) throws(StorageError) -> UInt64 {
        var options = ScanOptions()
        options.isReverse = true
        options.batchCount = 1
        let snapshot = Snapshot(
            engine: engine,
            registry: SnapshotRegistry(),
            lsn: .zero,
            attachment: nil
        )
        let view = ReadView(engine: engine, snapshot: snapshot, transaction: nil, mark: nil)
        var scan = view.scan(.changes, .all, options)
        guard try scan.next() else { return 0 }
        return try CommitRecord(key: scan.key(0), value: scan.value(0)).lsn.rawValue
    }
}
