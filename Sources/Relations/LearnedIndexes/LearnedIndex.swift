// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Schemas
import Storage
import Values

/// An index USING alex beside its entries: a follower of the change log that holds them in memory.
///
/// The truth stays in the entries; whatever the map cannot answer they can. So the map may be
/// missing: while it is made from the entries, after a start or when the index is new, and for good
/// when memory is short. Commits that come while it is made wait in a queue, which is emptied
/// before the first reader gets the map.
final class LearnedIndex: Sendable {
    /// The part of the machine's memory that a map may take.
    private static let memoryShare = 8
    /// What a key takes at least, in bytes.
    private static let keyBytes = 16

    private enum Phase {
        /// The map is being made; commits wait, in order.
        case building([Commit])
        case serving(LearnedMap)
        /// There will be no map; the error is still to be told.
        case failed(DatabaseError?)
        case dropped
    }

    private struct Commit {
        let changes: LearnedChanges
        let lsn: LSN
    }

    let storageID: UInt32
    let keys: LearnedKeys
    let isUnique: Bool
    let options: ALEXOptions
    private let name: String
    private let phase = Lock(Phase.building([]))

    /// The follower of `index`; nil when its key does not fit 64 bits.
    init?(_ index: IndexDescription) {
        guard let keys = LearnedKeys(index) else { return nil }
        storageID = index.storageID
        self.keys = keys
        isUnique = index.isUnique
        name = index.name
        var options = ALEXOptions()
        options.fillPercent = index.fillPercent ?? options.fillPercent
        options.fullPercent = max(options.fullPercent, min(95, options.fillPercent + 5))
        options.memoryLimitBytes = min(
            options.memoryLimitBytes,
            max(ALEXOptions.rangeOfMemoryLimit.lowerBound, Machine.memoryBytes / Self.memoryShare)
        )
        self.options = options
    }

    /// The map; nil while there is none.
    var map: LearnedMap? {
        phase.withLock { if case .serving(let map) = $0 { map } else { nil } }
    }

    /// Takes over what a commit did; called with the store's commit mutex held.
    ///
    /// - Returns: Whether there is something for ``work(_:isStopped:)`` to do.
    func apply(_ changes: LearnedChanges, at lsn: LSN) -> Bool {
        phase.withLock { phase in
            switch phase {
            case .building(var queue):
                // Not two references to the array at once: it would be copied for each commit.
                phase = .dropped
                queue.append(Commit(changes: changes, lsn: lsn))
                phase = .building(queue)
                return false
            case .serving(let map):
                guard changes.isComplete, !map.isStale else {
                    map.retire()
                    phase = .building([])
                    return true
                }
                do throws(IndexError) {
                    try map.apply(changes.list, at: lsn)
                    return false
                } catch {
                    map.retire()
                    phase = .failed(DatabaseError(error))
                    return true
                }
            case .failed, .dropped: return false
            }
        }
    }

    /// Ends the index's life: no transaction can see it any more.
    func drop() { phase.withLock { $0 = .dropped } }

    // MARK: - The worker

    /// Makes the map if there is none, until `isStopped` answers true.
    func work(_ store: Store, isStopped: () -> Bool) {
        if let failure = takeFailure() { warn(failure) }
        guard isBuilding else { return }
        do throws(DatabaseError) {
            while try !build(store, isStopped) {}
        } catch {
            warn(error)
            phase.withLock { phase in if case .building = phase { phase = .failed(nil) } }
        }
    }

    private var isBuilding: Bool {
        phase.withLock { if case .building = $0 { true } else { false } }
    }

    /// Why there will be no map, unless that has been told.
    private func takeFailure() -> DatabaseError? {
        phase.withLock { phase in
            guard case .failed(let error) = phase else { return nil }
            phase = .failed(nil)
            return error
        }
    }

    private func warn(_ error: DatabaseError) {
        Log.shared.warning(
            "a learned index is not kept in memory; its entries on disk serve",
            ["index": name, "error": error.message]
        )
    }

    /// Makes the map from the entries of a snapshot and the commits since; false when it has to be
    /// tried again.
    private func build(
        _ store: Store,
        _ isStopped: () -> Bool
    ) throws(DatabaseError) -> Bool {
        let snapshot = store.snapshot()
        guard let entries = try readEntries(store.view(at: snapshot), isStopped) else {
            return true
        }
        do throws(IndexError) {
            let map = try LearnedMap(entries, of: self, at: snapshot.lsn)
            while let commits = nextCommits(orServe: map) {
                for commit in commits where commit.lsn > snapshot.lsn {
                    guard commit.changes.isComplete else { return false }
                    try map.apply(commit.changes.list, at: commit.lsn)
                }
            }
            return true
        } catch { throw DatabaseError(error) }
    }

    /// The commits that wait; nil when there are none and the map serves from now on, or when there
    /// is no use for it.
    private func nextCommits(orServe map: LearnedMap) -> [Commit]? {
        phase.withLock { phase in
            guard case .building(let commits) = phase else { return nil }
            phase = commits.isEmpty ? .serving(map) : .building([])
            return commits.isEmpty ? nil : commits
        }
    }

    /// The entries that `view` sees, without those of NULLs; nil when stopped or dropped.
    private func readEntries(
        _ view: ReadView,
        _ isStopped: () -> Bool
    ) throws(DatabaseError) -> LearnedMap.Entries? {
        var scanning = ScanOptions()
        scanning.batchBytes = 1 << 20
        scanning.fillsCache = false
        var entries = LearnedMap.Entries()
        var scan = view.scan(.entries, keys.entries, scanning)
        while try stored({ () throws(StorageError) in try scan.next() }) {
            if isStopped() || !isBuilding { return nil }
            let needed = entries.count * Self.keyBytes
            if needed > options.memoryLimitBytes {
                throw DatabaseError(
                    IndexError.notEnoughMemory(needed: needed, allowed: options.memoryLimitBytes)
                )
            }
            try scan.withUnsafeBatch { batch throws(DatabaseError) in
                for entry in 0..<batch.count {
                    let key = batch.key(entry)
                    guard let number = keys.number(ofEntry: key) else { continue }
                    let rowID = try EntryKey.rowID(key: key, value: batch.value(entry))
                    entries.append(number, rowID: rowID)
                }
            }
        }
        return entries
    }
}

extension IndexDescription {
    /// The `fillfactor` of a learned index.
    fileprivate var fillPercent: Int? {
        for option in options where option.hasPrefix("fillfactor=") {
            return StorageParameter.integer(option.dropFirst("fillfactor=".count))
        }
        return nil
    }
}
