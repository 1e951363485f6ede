// SPDX-License-Identifier: Apache-2.0

/// The nearest rows found so far: a bounded heap whose root is the farthest of them.
///
/// Distances sort as PostgreSQL sorts double precision, NaN after all numbers; of equal distances
/// the lower row id is nearer, so that results do not depend on the order of the scan.
struct Neighbors {
    /// A row and its distance.
    struct Neighbor {
        var distance: Double
        var rowID: UInt64

        /// Whether this row comes before `other`.
        @inline(__always)
        func isNearer(than other: Neighbor) -> Bool {
            if distance < other.distance { return true }
            if distance == other.distance { return rowID < other.rowID }
            if distance.isNaN { return other.distance.isNaN && rowID < other.rowID }
            return other.distance.isNaN
        }
    }

    /// The most rows kept.
    let limit: Int
    private var heap: [Neighbor] = []

    /// Keeps the nearest `limit` rows.
    init(limit: Int) {
        self.limit = limit
        heap.reserveCapacity(min(limit, 1_024))
    }

    var count: Int { heap.count }
    var isFull: Bool { heap.count >= limit }

    /// Considers a row.
    @inline(__always)
    mutating func offer(_ distance: Double, _ rowID: UInt64) {
        let neighbor = Neighbor(distance: distance, rowID: rowID)
        guard isFull else {
            append(neighbor)
            return
        }
        if limit > 0, neighbor.isNearer(than: heap[0]) { replaceFarthest(neighbor) }
    }

    private mutating func append(_ neighbor: Neighbor) {
        heap.append(neighbor)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[parent].isNearer(than: heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func replaceFarthest(_ neighbor: Neighbor) {
        heap[0] = neighbor
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return }
            if child + 1 < heap.count, heap[child].isNearer(than: heap[child + 1]) { child += 1 }
            guard heap[parent].isNearer(than: heap[child]) else { return }
            heap.swapAt(parent, child)
            parent = child
        }
    }

    /// All rows kept, nearest first.
    func sorted() -> [Neighbor] { heap.sorted { $0.isNearer(than: $1) } }
}
