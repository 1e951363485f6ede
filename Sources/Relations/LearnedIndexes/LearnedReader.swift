// SPDX-License-Identifier: Apache-2.0

import Schemas
import Storage
import Values

/// The map of a learned index as one snapshot sees it, as long as nothing newer changes it.
struct LearnedReader {
    let map: LearnedMap
    /// What the snapshot sees, without any transaction's writes: the transaction has none in this
    /// index, and what it writes later a scan that has begun must not see.
    let view: ReadView

    /// The parts of `range`, in the order of the entries.
    func parts(
        of range: EntryRange,
        _ index: IndexDescription
    ) throws(DatabaseError) -> [LearnedKeys.Part] { try map.keys.parts(of: range, index) }

    /// The first keys of `range`, see ``LearnedMap/read(_:limit:backward:)``; nil when the map has
    /// changed since the snapshot.
    func read(_ range: ClosedRange<UInt64>, limit: Int, backward: Bool) -> LearnedMap.Run? {
        let run: LearnedMap.Run
        if range.lowerBound == range.upperBound {
            run =
                switch map.row(of: range.lowerBound) {
                case .none: LearnedMap.Run(keys: [], rowIDs: [])
                case .row(let rowID): LearnedMap.Run(keys: [range.lowerBound], rowIDs: [rowID])
                case .marked: LearnedMap.Run(keys: [], rowIDs: [], marked: range)
                }
        } else {
            run = map.read(range, limit: limit, backward: backward)
        }
        return map.isCurrent(at: view.snapshot.lsn) ? run : nil
    }

    /// The rows that have `keys` in a unique index, and the numbers of those keys; nil when the map
    /// cannot say.
    func lookUp(_ keys: [[Value]]) -> (numbers: [UInt64], rowIDs: [UInt64])? {
        var numbers: [UInt64] = []
        var rowIDs: [UInt64] = []
        for key in keys {
            guard let value = key.first, let number = map.keys.number(of: value) else {
                return nil
            }
            switch map.row(of: number) {
            case .none: break
            case .row(let rowID):
                numbers.append(number)
                rowIDs.append(rowID)
            case .marked: return nil
            }
        }
        return map.isCurrent(at: view.snapshot.lsn) ? (numbers, rowIDs) : nil
    }
}

extension RelationTransaction {
    /// The map of `index`, when it holds exactly what the statement sees of it.
    func learnedReader(_ index: IndexDescription) -> LearnedReader? {
        guard index.isLearned, !learnedWrites.contains(index.storageID) else { return nil }
        let snapshot = view().snapshot
        if let map = lastLearnedMap, map.storageID == index.storageID,
            map.isCurrent(at: snapshot.lsn)
        {
            return LearnedReader(map: map, view: cluster.store.view(at: snapshot))
        }
        guard let map = cluster.learnedIndexes.map(of: index.storageID),
            map.isCurrent(at: snapshot.lsn)
        else { return nil }
        lastLearnedMap = map
        return LearnedReader(map: map, view: cluster.store.view(at: snapshot))
    }

    /// Notes that the entry with that key was made or removed, if its index is learned.
    func noteLearned(
        _ index: IndexDescription,
        _ entry: [UInt8],
        _ rowID: UInt64,
        isDeleted: Bool
    ) {
        guard index.isLearned, let keys = LearnedKeys(index) else { return }
        let change: LearnedChange
        if let key = keys.number(ofEntry: entry.span.bytes) {
            change =
                isDeleted ? .delete(key: key, rowID: rowID) : .put(key: key, rowID: rowID)
        } else {
            change = .unmapped
        }
        learnedWrites.append(change, index.storageID)
    }
}
