// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage

/// Which row of which table, for ever: storage ids and row ids are given once.
struct RowAddress: Hashable {
    let storageID: UInt32
    let rowID: UInt64

    /// One word is hashed faster than two fields.
    func hash(into hasher: inout Hasher) {
        hasher.combine(rowID ^ UInt64(storageID) << 40)
    }
}

/// The bytes of rows that were read by id a short while ago.
///
/// Seeking a row in the storage engine takes two microseconds, and a search for ten neighbours
/// reads ten of them at random places.
///
/// An entry holds what every snapshot since ``Entry/since`` sees of its row. A commit removes the
/// rows it changes before any snapshot can see it, and notes its position in their shards; what a
/// reader with an older snapshot has read meanwhile is not taken in any more.
final class RowCache: Sendable {
    private struct Entry {
        let address: RowAddress
        /// The position of the oldest snapshot that is known to see these bytes.
        var since: LSN
        let bytes: [UInt8]
        /// Whether it was read since the hand of the clock last passed.
        var isRecent = false

        /// What it takes, about, with its place in the index.
        var byteCount: Int { Self.overhead + bytes.count }
        static let overhead = 160
    }

    private struct Shard {
        var places: [RowAddress: Int] = [:]
        var entries: [Entry] = []
        /// Where the search for an entry to drop goes on.
        var hand = 0
        var usedBytes = 0
        /// The last commit that changed a row of this shard.
        var changed = LSN.zero
    }

    private static let shardCount = 64
    /// Longer rows are not kept: reading them is not what takes the time.
    private static let longestRow = 2_048

    private let shards: [Lock<Shard>]
    private let shardBytes: Int
    private let hits: Counter
    private let misses: Counter

    /// A cache of at most `byteCount` bytes, about; 0 keeps nothing.
    init(byteCount: Int, _ counters: CounterSet) {
        shardBytes = byteCount / Self.shardCount
        shards = (0..<Self.shardCount).map { _ in Lock(Shard()) }
        hits = counters.makeCounter("row_cache_hits_total")
        misses = counters.makeCounter("row_cache_misses_total")
    }

    private func shard(_ address: RowAddress) -> Lock<Shard> {
        let mixed = (address.rowID ^ UInt64(address.storageID)) &* 0x9E37_79B9_7F4A_7C15
        return shards[Int(mixed >> 58)]
    }

    /// Appends the bytes of a row as a snapshot at `lsn` sees it to `bytes`; whether they are here.
    func read(_ address: RowAddress, at lsn: LSN, into bytes: inout [UInt8]) -> Bool {
        shard(address).withLock { shard in
            guard let place = shard.places[address], shard.entries[place].since <= lsn else {
                return false
            }
            shard.entries[place].isRecent = true
            bytes.append(contentsOf: shard.entries[place].bytes)
            return true
        }
    }

    /// Notes how many of the rows asked for were here.
    func count(hits: Int, misses: Int) {
        if hits > 0 { self.hits.add(hits) }
        if misses > 0 { self.misses.add(misses) }
    }

    /// Keeps what a snapshot at `lsn` sees of a row that exists.
    func insert(_ address: RowAddress, _ row: RawSpan, at lsn: LSN) {
        let byteCount = Entry.overhead + row.byteCount
        guard row.byteCount <= Self.longestRow, byteCount <= shardBytes else { return }
        let bytes = row.withUnsafeBytes { [UInt8]($0) }
        shard(address).withLock { shard in
            if lsn < shard.changed { return }
            if let place = shard.places[address] {
                shard.entries[place].since = min(shard.entries[place].since, lsn)
                return
            }
            while shard.usedBytes + byteCount > shardBytes { Self.evict(from: &shard) }
            shard.places[address] = shard.entries.count
            shard.entries.append(Entry(address: address, since: lsn, bytes: bytes))
            shard.usedBytes += byteCount
        }
    }

    /// Forgets rows that the commit `lsn` changes; called before a snapshot can see it.
    func remove(_ changed: RewrittenRows, at lsn: LSN) {
        if changed.isComplete {
            for address in changed.rows {
                shard(address).withLock { shard in
                    shard.changed = lsn
                    if let place = shard.places[address] { Self.remove(place, from: &shard) }
                }
            }
        } else {
            for shard in shards {
                shard.withLock { shard in
                    shard = Shard()
                    shard.changed = lsn
                }
            }
        }
    }

    /// Drops the next entry that was not read since the hand last passed it.
    private static func evict(from shard: inout Shard) {
        while true {
            if shard.hand >= shard.entries.count { shard.hand = 0 }
            if !shard.entries[shard.hand].isRecent { break }
            shard.entries[shard.hand].isRecent = false
            shard.hand += 1
        }
        remove(shard.hand, from: &shard)
    }

    private static func remove(_ place: Int, from shard: inout Shard) {
        shard.usedBytes -= shard.entries[place].byteCount
        shard.places[shard.entries[place].address] = nil
        let last = shard.entries.removeLast()
        if place < shard.entries.count {
            shard.entries[place] = last
            shard.places[last.address] = place
        }
    }
}

/// The rows that a transaction has changed or deleted; those it has rolled back may be among them.
struct RewrittenRows {
    /// So many are named; of more it is only known that there are.
    private static let limit = 4_096

    /// The rows, when all of them are named.
    private(set) var rows: Set<RowAddress> = []
    /// Whether all are named.
    private(set) var isComplete = true

    /// Whether there are none.
    var isEmpty: Bool { isComplete && rows.isEmpty }

    /// Adds a row.
    mutating func insert(_ storageID: UInt32, _ rowID: UInt64) {
        guard isComplete else { return }
        rows.insert(RowAddress(storageID: storageID, rowID: rowID))
        if rows.count > Self.limit { insertAll() }
    }

    /// Any row may have changed.
    mutating func insertAll() {
        isComplete = false
        rows = []
    }

    /// Whether this row may have changed.
    func contains(_ address: RowAddress) -> Bool { !isComplete || rows.contains(address) }
}
