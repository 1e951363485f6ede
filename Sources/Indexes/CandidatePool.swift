// SPDX-License-Identifier: Apache-2.0

/// The nearest slots found so far, sorted, each marked when its neighbours were scored.
///
/// One array serves as the candidate queue and the result set of Malkov and Yashunin 2018,
/// algorithm 2. Entries are 64-bit keys that compare like (distance, slot):
///
/// ```
/// bit  63 .............. 32 | 31 ........ 2 | 1       | 0
///      distance, ordered    | slot          | passing | expanded
/// ```
///
/// *Passing* slots may be walked through but not returned: deleted ones, or ones that a filter
/// rejects. They sit in the array at their place and do not count against `limit`, so they never
/// displace a result.
struct CandidatePool: ~Copyable {
    /// Set in a key once the entry's neighbours were scored.
    static let expandedBit: UInt64 = 1
    /// Set in the key of an entry that is no result.
    static let passingBit: UInt64 = 2
    /// The most slots a key can tell apart.
    static let slotLimit = 1 << 30

    /// The sorted entries; the first ``count`` are valid.
    private(set) var keys: UnsafeMutablePointer<UInt64>
    private var capacity: Int
    /// Entries in `keys`.
    private(set) var count = 0
    /// Entries that count against `limit`.
    private(set) var resultCount = 0
    /// The most results kept, *ef* in the paper.
    private(set) var limit = 0
    /// Entries before this index are expanded.
    private(set) var cursor = 0
    /// Distances not below this cannot enter.
    private(set) var bound = Float.infinity
    /// Whether entries that leave, or never enter, are kept for a later ``resume(limit:)`` or
    /// ``takeDropped(_:into:)``.
    var keepsDropped = false
    private var dropped: [UInt64] = []

    init() {
        capacity = 64
        keys = .allocate(capacity: capacity)
    }

    deinit { keys.deallocate() }

    /// Empties the pool and sets the most results it keeps, at least 1.
    mutating func reset(limit: Int) {
        count = 0
        resultCount = 0
        cursor = 0
        bound = .infinity
        self.limit = limit
        if capacity < limit + 1 { grow(to: limit + 1) }
    }

    /// Adds a slot whose distance is below ``bound``, or not NaN while there is room; NaN distances
    /// never are below.
    @inline(__always)
    mutating func insert(_ distance: Float, _ slot: UInt32, isPassing: Bool) {
        if count == capacity { grow(to: 2 * capacity) }
        let key =
            CandidatePool.comparable(distance, slot) | (isPassing ? CandidatePool.passingBit : 0)
        let keys = keys
        var position = count
        while position > 0, keys[position - 1] > key {
            keys[position] = keys[position - 1]
            position -= 1
        }
        keys[position] = key
        if position < cursor { cursor = position }
        count += 1
        if !isPassing { resultCount += 1 }
        if resultCount >= limit { trim() }
    }

    /// Adds a result if it is among the ``limit`` nearest, however far that is.
    ///
    /// Walks leave out what is infinitely far, or no number, which costs a comparison less; who
    /// wants a number of rows takes that too.
    @inline(__always)
    mutating func add(_ distance: Float, _ slot: UInt32) {
        guard hasRoom(for: distance) else { return }
        insert(distance.isNaN ? .infinity : distance, slot, isPassing: false)
    }

    /// Whether ``add(_:_:)`` would do anything.
    @inline(__always)
    func hasRoom(for distance: Float) -> Bool { distance < bound || resultCount < limit }

    /// Drops what lies behind the last result that is kept, and sets ``bound`` to that one.
    @inline(__always)
    private mutating func trim() {
        let keys = keys
        var end = count
        if resultCount > limit {
            // The entry behind the kept results is a result: nothing passing may be last.
            end -= 1
            resultCount -= 1
        }
        while end > 0, keys[end - 1] & CandidatePool.passingBit != 0 { end -= 1 }
        if keepsDropped {
            for index in end..<count { dropped.append(keys[index]) }
        }
        count = end
        bound = CandidatePool.distance(ofKey: keys[end - 1])
    }

    /// The nearest entry whose neighbours were not scored, now marked; nil when there is none.
    @inline(__always)
    mutating func expandNext() -> UInt32? {
        let keys = keys
        var index = cursor
        let end = count
        while index < end, keys[index] & CandidatePool.expandedBit != 0 { index += 1 }
        if index >= end {
            cursor = end
            return nil
        }
        let key = keys[index]
        keys[index] = key | CandidatePool.expandedBit
        cursor = index + 1
        return CandidatePool.slot(ofKey: key)
    }

    /// The entry that ``expandNext()`` would probably answer after `ahead` others, to prefetch for
    /// it.
    @inline(__always)
    func nextGuess(_ ahead: Int) -> UInt32? {
        cursor + ahead < count ? CandidatePool.slot(ofKey: keys[cursor + ahead]) : nil
    }

    /// Keeps a scored slot that could not enter.
    @inline(never)
    mutating func drop(_ distance: Float, _ slot: UInt32, isPassing: Bool) {
        dropped.append(
            CandidatePool.key(distance, slot) | (isPassing ? CandidatePool.passingBit : 0)
        )
    }

    /// Empties the pool for the next `limit` results of the same walk: the nearest of what was
    /// dropped enters again, expanded or not as it was.
    mutating func resume(limit: Int) {
        reset(limit: limit)
        dropped.sort()
        var taken = 0
        while taken < dropped.count, resultCount < limit {
            let key = dropped[taken]
            taken += 1
            if count == capacity { grow(to: 2 * capacity) }
            keys[count] = key
            count += 1
            if key & CandidatePool.passingBit == 0 { resultCount += 1 }
        }
        dropped.removeFirst(taken)
        if resultCount == limit { bound = CandidatePool.distance(ofKey: keys[count - 1]) }
    }

    /// Adds at most `count` of the results among what was dropped to `results`, sorted and picked
    /// evenly over the course of the walk, and forgets the others.
    mutating func takeDropped(_ count: Int, into results: inout [UInt64]) {
        let start = results.count
        for index in stride(from: 0, to: dropped.count, by: dropped.count / count + 1) {
            let key = dropped[index] & ~CandidatePool.expandedBit
            if key & CandidatePool.passingBit == 0 { results.append(key) }
        }
        results[start...].sort()
        discardDropped()
    }

    /// Forgets what was dropped.
    mutating func discardDropped() { dropped.removeAll(keepingCapacity: true) }

    private mutating func grow(to needed: Int) {
        let new = UnsafeMutablePointer<UInt64>.allocate(capacity: needed)
        new.update(from: keys, count: count)
        keys.deallocate()
        keys = new
        capacity = needed
    }
}

// MARK: - Keys

extension CandidatePool {
    /// Maps a float to bits that compare as unsigned integers like the floats do.
    @inline(__always)
    static func order(_ distance: Float) -> UInt32 {
        let bits = distance.bitPattern
        return bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000)
    }

    /// The distance in a key.
    @inline(__always)
    static func distance(ofKey key: UInt64) -> Float {
        let bits = UInt32(truncatingIfNeeded: key >> 32)
        return Float(
            bitPattern: bits ^ (UInt32(bitPattern: Int32(bitPattern: ~bits) >> 31) | 0x8000_0000)
        )
    }

    /// The slot in a key.
    @inline(__always)
    static func slot(ofKey key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key) >> 2 }

    /// The key of an entry that is neither passing nor expanded; what is no number counts as
    /// infinite.
    @inline(__always)
    static func key(_ distance: Float, _ slot: UInt32) -> UInt64 {
        comparable(distance.isNaN ? .infinity : distance, slot)
    }

    /// The key for a distance that is not NaN.
    @inline(__always)
    private static func comparable(_ distance: Float, _ slot: UInt32) -> UInt64 {
        UInt64(order(distance)) << 32 | UInt64(slot) << 2
    }
}
