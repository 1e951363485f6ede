// SPDX-License-Identifier: Apache-2.0

/// What happened to one entry of a learned index.
enum LearnedChange: Sendable {
    case put(key: UInt64, rowID: UInt64)
    case delete(key: UInt64, rowID: UInt64)
    /// To an entry that the map does not hold, one of a NULL.
    case unmapped
}

/// What a transaction did to one learned index, in order.
struct LearnedChanges: Sendable {
    /// Changes that are remembered; with more of them the map is made anew from the entries.
    private static let limit = 1 << 20

    /// The first changes.
    private(set) var list: [LearnedChange] = []
    /// How many changes there are.
    private(set) var count = 0

    /// Whether all changes are in the list.
    var isComplete: Bool { list.count == count }

    mutating func append(_ change: LearnedChange) {
        if isComplete, count < Self.limit { list.append(change) }
        count += 1
    }

    mutating func truncate(to count: Int) {
        self.count = count
        if count < list.count { list.removeSubrange(count...) }
    }
}

/// What a transaction did to learned indexes, by storage id.
///
/// The entries themselves are among the transaction's writes; this is what their maps take over
/// when it commits.
struct LearnedWrites: Sendable {
    private(set) var changes: [UInt32: LearnedChanges] = [:]

    /// Whether the transaction changed that index.
    func contains(_ storageID: UInt32) -> Bool {
        !changes.isEmpty && changes[storageID] != nil
    }

    mutating func append(_ change: LearnedChange, _ storageID: UInt32) {
        changes[storageID, default: LearnedChanges()].append(change)
    }

    /// How many changes there are of each index.
    var counts: [UInt32: Int] { changes.mapValues(\.count) }

    /// Forgets what came after `counts` were taken.
    mutating func truncate(to counts: [UInt32: Int]) {
        changes = changes.filter { counts[$0.key] != nil }
        for (storageID, count) in counts { changes[storageID]?.truncate(to: count) }
    }
}
