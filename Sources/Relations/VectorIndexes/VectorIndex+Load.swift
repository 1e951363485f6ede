// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Values

/// Reading an index after a start, or making it from the table when its file is of no use.
extension VectorIndex {
    /// The share of a base's rows beyond which making it anew is faster than replaying changes.
    private static let replayShare = 4

    /// Brings the index up to the newest commit from its file and the change log.
    ///
    /// - Returns: Whether that was possible; if not, it is to be made from the table.
    func open(_ store: Store) throws(DatabaseError) -> Bool {
        try replaceParts { replaced throws(DatabaseError) in
            let snapshot = store.snapshot()
            let view = store.view(at: snapshot)
            guard let (base, saved) = openFile(upTo: snapshot.lsn),
                let rows = try changedRows(store, since: saved, at: snapshot),
                rows.count <= base.count / Self.replayShare + Self.deltaLimit
            else { return }
            for rowID in rows { base.remove(row: rowID) }
            if !rows.isEmpty { noteReplay(upTo: snapshot.lsn) }
            let first = LSN(saved.rawValue + 1)
            let waiting = try readSegment(rows, from: view, center: base.center, at: first)
            install(base, waiting, replacing: replaced, saved: saved, unsaved: rows.count)
        }
        let isOpen = state.withLock { state in
            if state.phase == .opening { state.phase = .making }
            return state.phase == .ready
        }
        state.wakeAll()
        return isOpen
    }

    /// Makes the index from the newest committed rows of the table; what there is serves until then.
    ///
    /// - Throws: What the build throws, and 57014 when `interrupt`, of a session that waits for it, is
    ///   raised or nobody needs the index any more.
    func make(_ store: Store, _ interrupt: Interrupt? = nil) throws(DatabaseError) {
        try replaceParts { replaced throws(DatabaseError) in
            let view = store.view(at: store.snapshot())
            if try installSmall(from: view, replacing: replaced) { return }
            let source = TableSource(self, view, estimatedCount: count)
            let base: any NeighborIndex
            if let interrupt {
                base = try build(source) { _ throws(DatabaseError) in
                    try Self.requireNone(interrupt)
                }
            } else {
                base = try buildHere(source)
            }
            install(base, replacing: replaced)
        }
    }

    private func buildHere(_ source: TableSource) throws(DatabaseError) -> any NeighborIndex {
        do throws(IndexError) {
            return try makeBase(source)
        } catch {
            throw source.failure ?? DatabaseError(error)
        }
    }

    /// Makes the index without a base, unless there are too many rows for that.
    func installSmall(
        from view: ReadView,
        replacing replaced: ReplacedParts
    ) throws(DatabaseError) -> Bool {
        var rows: [UInt64] = []
        var isSmall = true
        try keys.readAll(from: view) { rowID, _ throws(DatabaseError) in
            rows.append(rowID)
            isSmall = rows.count <= Self.baseThreshold
            return isSmall
        }
        guard isSmall else { return false }
        let lsn = view.snapshot.lsn
        let waiting = try readSegment(rows, from: view, center: [], at: lsn)
        // First, so that who sees no base finds no file; the old base has it open.
        removeFile()
        install(nil, waiting, replacing: replaced)
        return true
    }

    /// The saved base and the position it stands for; nil, and a warning, when it is of no use.
    private func openFile(upTo newest: LSN) -> (base: any NeighborIndex, saved: LSN)? {
        guard let path, FileSystem.exists(path) else { return nil }
        do throws(IndexError) {
            let (base, sequence) = try SavedIndex.open(at: path, access: .deferred)
            guard base.shape == shape, parameters.describes(base) else {
                throw .damaged("\(path): not the index that the catalog describes")
            }
            guard sequence <= newest.rawValue else {
                throw .damaged("\(path): of a later state than the tables")
            }
            return (base, LSN(sequence))
        } catch {
            setAside(path, error)
            return nil
        }
    }

    /// Checks the rest of the file that the base was read from, until `isStopped` answers true; makes
    /// the index from the table when it is damaged.
    ///
    /// Comes before anything is linked to the base. Searches check what they read themselves.
    func checkFile(_ store: Store, isStopped: () -> Bool) throws(DatabaseError) {
        guard let base = state.withLock({ $0.base }) else { return }
        do throws(IndexError) {
            try base.checkFile(isStopped: isStopped)
        } catch {
            if let path { setAside(path, error) }
            state.withLock { $0.phase = .making }
            try make(store)
        }
    }

    private func setAside(_ path: String, _ error: IndexError) {
        Log.shared.warning(
            "index file set aside; the index is made anew, exact search answers meanwhile",
            ["file": path, "error": "\(error)"]
        )
        do throws(PlatformError) {
            try FileSystem.rename(path, to: path + ".damaged")
        } catch {
            Log.shared.warning("cannot rename file", ["file": path, "error": "\(error)"])
        }
    }

    /// The rows of the table that commits after `saved` changed, ascending; nil when the change log
    /// does not go back so far.
    private func changedRows(
        _ store: Store,
        since saved: LSN,
        at snapshot: Snapshot
    ) throws(DatabaseError) -> [UInt64]? {
        try stored { () throws(StorageError) in
            if saved >= snapshot.lsn { return [] }
            let first = LSN(saved.rawValue + 1)
            guard let oldest = try store.oldestChange(), oldest <= first else { return nil }
            var rows: Set<UInt64> = []
            var reader = store.changes(from: first, at: snapshot)
            while let commit = try reader.next() {
                if isOver { throw .interrupted(.terminated) }
                for change in commit.changes {
                    guard let range = change.rows(of: tableStorageID) else { continue }
                    rows.formUnion(range)
                }
            }
            return rows.sorted()
        }
    }

    /// A flat segment of those of `rows` that the index holds, of commits from `lsn` on.
    private func readSegment(
        _ rows: [UInt64],
        from view: ReadView,
        center: [Float],
        at lsn: LSN
    ) throws(DatabaseError) -> WaitingRows? {
        if rows.isEmpty { return nil }
        let segment = try indexed { () throws(IndexError) in
            try makeSegment(center: center, count: rows.count)
        }
        var held: [UInt64] = []
        var aligned = AlignedVector()
        try keys.read(rows, from: view) { rowID, bytes throws(DatabaseError) in
            if isOver { throw DatabaseError(IndexError.cancelled) }
            let isHeld = try aligned.lend(bytes, as: shape.element) {
                vector throws(DatabaseError) in
                try indexed { () throws(IndexError) in try segment.insert(row: rowID, vector) }
            }
            if isHeld { held.append(rowID) }
        }
        return WaitingRows(segment: segment, rows: held, lsn: lsn)
    }
}

extension Change {
    /// The rows of `table` whose vectors it may have changed; nil when it has to do with none.
    fileprivate func rows(of table: UInt32) -> Range<UInt64>? {
        switch self {
        case .inserted(let changed, let first, let count),
            .updated(let changed, let first, let count, _),
            .deleted(let changed, let first, let count):
            changed == table ? first..<first + UInt64(count) : nil
        case .truncated, .note: nil
        }
    }
}
