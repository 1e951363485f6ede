// SPDX-License-Identifier: Apache-2.0

import CKernels
import Synchronization

/// What one thread needs while it searches or inserts: lent by a pool, used by one at a time.
///
/// Sendable because a context has one user at a time; the pool that lends it sees to that. Only
/// ``epoch`` is read by others.
final class SearchContext: @unchecked Sendable {
    /// Slots scored at once at most: a node of the widest degree and the neighbours of its
    /// neighbours, up to the limit that the two-hop walk keeps to.
    static let batch = 4096
    /// Exact vectors that are read from the index's file before they are scored.
    static let vectorBatch = 8
    /// The epoch of a context that is not in use.
    static let idle = UInt64.max

    /// The epoch in which the user began, or ``idle``; slots retired since then are not reused.
    let epoch = Atomic<UInt64>(SearchContext.idle)

    var pool = CandidatePool()
    /// What codes leave open of the prepared query's distances.
    var margin = CodeMargin()
    /// Whether the loaded vector is so long that its distances from others may be beyond the range
    /// of float32: codes, and the way of a walk, tell nothing then.
    var isBeyondRange = false
    let slots: UnsafeMutablePointer<UInt32>
    let distances: UnsafeMutablePointer<Float>
    let scratch: UnsafeMutablePointer<Float>
    /// The query or new vector in the table's form.
    let unit: UnsafeMutableRawPointer
    let queryBytes: UnsafeMutablePointer<Int8>
    let pairBytes: UnsafeMutablePointer<Int8>
    /// Room for ``vectorBatch`` exact vectors, and the numbers of their places there.
    let vectors: UnsafeMutableRawPointer
    let vectorPlaces: UnsafeMutablePointer<UInt32>
    /// The query's tables for product codes or for codes in blocks.
    let tables: UnsafeMutableRawPointer
    let walkScan: UnsafeMutablePointer<ck_scan>
    let rankScan: UnsafeMutablePointer<ck_scan>
    let exactScan: UnsafeMutablePointer<ck_scan>
    let pairScan: UnsafeMutablePointer<ck_scan>
    let blockScan: UnsafeMutablePointer<ck_scan>

    /// One byte per slot: equal to ``stamp`` when this walk has seen the slot.
    private(set) var visited: UnsafeMutablePointer<UInt8>
    private(set) var visitedCount = 0
    private(set) var stamp: UInt8 = 0

    private let memory: UnsafeMutableRawPointer

    init(table: VectorTable) {
        func aligned(_ bytes: Int) -> Int { (bytes + 63) / 64 * 64 }
        let scratchCount = table.scratchCount
        let query = max(table.shape.queryBytes, scratchCount)
        let sizes = [
            SearchContext.batch * 4, SearchContext.batch * 4, scratchCount * 4,
            table.shape.queryBytes, query, query, 5 * MemoryLayout<ck_scan>.stride,
            table.tableBytes,
            // Sparse vectors, the longest there are, are always in memory.
            table.shape.element == .sparse ? 0 : SearchContext.vectorBatch * table.exact.width,
            SearchContext.vectorBatch * 4,
        ].map(aligned)
        let total = sizes.reduce(0, +)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: total, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: total)
        var starts = [memory]
        for size in sizes { starts.append((starts.last ?? memory) + size) }
        self.memory = memory
        slots = starts[0].bindMemory(to: UInt32.self, capacity: SearchContext.batch)
        distances = starts[1].bindMemory(to: Float.self, capacity: SearchContext.batch)
        scratch = starts[2].bindMemory(to: Float.self, capacity: scratchCount)
        unit = starts[3]
        queryBytes = starts[4].bindMemory(to: Int8.self, capacity: query)
        pairBytes = starts[5].bindMemory(to: Int8.self, capacity: query)
        let scans = starts[6].bindMemory(to: ck_scan.self, capacity: 5)
        scans.initialize(repeating: ck_scan(), count: 5)
        walkScan = scans
        rankScan = scans + 1
        exactScan = scans + 2
        pairScan = scans + 3
        blockScan = scans + 4
        tables = starts[7]
        vectors = starts[8]
        vectorPlaces = starts[9].bindMemory(to: UInt32.self, capacity: SearchContext.vectorBatch)
        for place in 0..<SearchContext.vectorBatch { vectorPlaces[place] = UInt32(place) }
        visited = .allocate(capacity: 1)
    }

    deinit {
        memory.deallocate()
        visited.deallocate()
    }

    /// Forgets what was visited and covers slots below `count`.
    func beginVisit(count: Int) {
        if count > visitedCount {
            visited.deallocate()
            visitedCount = count + count / 4 + 1024
            visited = .allocate(capacity: visitedCount)
            visited.initialize(repeating: 0, count: visitedCount)
            stamp = 0
        }
        if stamp == .max {
            visited.update(repeating: 0, count: visitedCount)
            stamp = 0
        }
        stamp += 1
    }

    /// Marks a slot as seen.
    func visit(_ slot: UInt32) { visited[Int(slot)] = stamp }

    /// Whether this walk has seen a slot.
    func hasVisited(_ slot: UInt32) -> Bool { visited[Int(slot)] == stamp }
}
