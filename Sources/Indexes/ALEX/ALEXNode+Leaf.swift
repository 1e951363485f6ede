// SPDX-License-Identifier: Apache-2.0

import CKernels
import Synchronization

/// What a leaf does: a gapped array with a model of where keys are.
///
/// Ding et al., "ALEX: An Updatable Adaptive Learned Index", SIGMOD 2020, section 3.2.1.
extension ALEXNode {
    static func leafBytes(slots: Int) -> Int { headerBytes + 16 * (slots + 1) }
    static func slots(inBytes count: Int) -> Int { (count - headerBytes) / 16 - 1 }

    @inline(__always)
    private var slots: UnsafeMutablePointer<Word> { words + Self.headerWords }

    @inline(__always)
    func key(_ slot: Int) -> UInt64 { slots[2 &* slot].load(ordering: .relaxed) }
    @inline(__always)
    func payload(_ slot: Int) -> UInt64 { slots[2 &* slot &+ 1].load(ordering: .relaxed) }

    @inline(__always)
    func set(_ slot: Int, _ key: UInt64, _ payload: UInt64) {
        slots[2 &* slot].store(key, ordering: .relaxed)
        slots[2 &* slot &+ 1].store(payload, ordering: .relaxed)
    }

    /// Whether a slot, not the last, holds no key of its own.
    @inline(__always)
    func isGap(_ slot: Int) -> Bool {
        let key = key(slot)
        return key == .max || key == self.key(slot &+ 1)
    }

    /// Where the model expects a key.
    @inline(__always)
    func predict(_ key: UInt64) -> Int {
        ALEXModel.predict(
            key,
            base: base,
            slope: Double(bitPattern: load(.slope)),
            intercept: Double(bitPattern: load(.intercept)),
            limit: extent
        )
    }

    /// The first slot whose key is not below `key`: exponential search from where the model
    /// expects it (section 3.2.1), then binary search.
    ///
    /// - Complexity: O(log e) for a model that errs by e slots.
    @inline(__always)
    func lowerBound(_ key: UInt64) -> Int {
        let extent = extent
        let start = predict(key)
        // The prediction is rarely right to the line: ask for both neighbours at once.
        let address = UnsafeRawPointer(slots + 2 &* start)
        ck_prefetch_line(address - 64)
        ck_prefetch_line(address + 64)
        var low: Int
        var high: Int
        var step = 1
        if self.key(start) >= key {
            high = start
            low = start &- 1
            while low >= 0, self.key(low) >= key {
                high = low
                step &+= step
                low = start &- step
            }
            if low < 0 { low = -1 }
        } else {
            low = start
            high = start &+ 1
            while high < extent, self.key(high) < key {
                low = high
                step &+= step
                high = start &+ step
            }
            if high > extent { high = extent }
        }
        // key(low) < key <= key(high), where slot -1 counts as below everything.
        while high &- low > 1 {
            let middle = (low &+ high) >> 1
            if self.key(middle) < key { low = middle } else { high = middle }
        }
        return high
    }

    // MARK: - Changes, by the owner between beginChange and endChange

    /// What an insert did.
    struct Placement {
        /// Slots moved or refilled.
        var moved: Int
        /// Whether the key came behind all others.
        var isLast: Bool
    }

    /// Puts a key that is not there at its place, `position` being its lower bound; the leaf has a
    /// gap.
    ///
    /// Section 4.2: into a gap if the model's place is one, else others move one slot aside.
    func insert(_ key: UInt64, _ payload: UInt64, at position: Int) -> Placement {
        let extent = extent
        let isLast = position == extent || self.key(position) == .max
        if position < extent, isGap(position) {
            var end = position &+ 1
            if isLast {
                // Behind the last key nothing is refilled, or a series of ascending keys would
                // fill the whole rest over and over.
                set(position, key, payload)
                return Placement(moved: 0, isLast: true)
            }
            let run = self.key(position)
            while self.key(end) == run { end &+= 1 }
            // Slots position ..< end - 1 are gaps before the next filled slot, end - 1.
            let place = max(position, min(predict(key), end &- 2))
            for slot in position...place { set(slot, key, payload) }
            return Placement(moved: place &- position, isLast: false)
        }
        var left = position &- 1
        var right = position
        while true {
            precondition(left >= 0 || right < extent, "a leaf is rebuilt before its last gap goes")
            if left >= 0, isGap(left) {
                for slot in left..<position &- 1 {
                    set(slot, self.key(slot &+ 1), self.payload(slot &+ 1))
                }
                set(position &- 1, key, payload)
                return Placement(moved: position &- 1 &- left, isLast: isLast)
            }
            if right < extent, isGap(right) {
                var slot = right
                while slot > position {
                    set(slot, self.key(slot &- 1), self.payload(slot &- 1))
                    slot &-= 1
                }
                set(position, key, payload)
                return Placement(moved: right &- position, isLast: isLast)
            }
            left &-= 1
            right &+= 1
        }
    }

    /// The filled slot of the key whose first copy is at `position`.
    func filled(_ position: Int) -> Int {
        let key = key(position)
        var slot = position
        while self.key(slot &+ 1) == key { slot &+= 1 }
        return slot
    }

    /// Makes the key whose first copy is at `position` a gap.
    func remove(at position: Int) {
        let end = filled(position) &+ 1
        let key = key(end)
        let payload = payload(end)
        for slot in position..<end { set(slot, key, payload) }
    }

    /// Gives the key whose first copy is at `position` another payload.
    func replace(_ payload: UInt64, at position: Int) {
        let key = key(position)
        for slot in position...filled(position) { set(slot, key, payload) }
    }

    /// Appends a leaf's keys and payloads to `keys` and `payloads`.
    func copyEntries(_ keys: inout [UInt64], _ payloads: inout [UInt64]) {
        for slot in 0..<extent where !isGap(slot) {
            keys.append(key(slot))
            payloads.append(payload(slot))
        }
    }
}
