// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension ALEXIndex {
    /// The payload of a key; nil when it is not there.
    ///
    /// - Complexity: one inner node for each of a few levels, then O(log e) steps for a model that
    ///   errs by e slots.
    public func payload(of key: UInt64) -> UInt64? {
        if key == .max { return last.withLock { $0 } }
        while true {
            let (leaf, version) = descend(to: key)
            let slot = leaf.lowerBound(key)
            let found = leaf.key(slot)
            let payload = leaf.payload(slot)
            if leaf.isUnchanged(since: version) { return found == key ? payload : nil }
        }
    }

    /// Whether a key is there.
    public func contains(_ key: UInt64) -> Bool { payload(of: key) != nil }

    /// The leaf that a key leads to and its version, which is even.
    @inline(__always)
    func descend(to key: UInt64) -> (leaf: ALEXNode, version: UInt64) {
        var attempts = 0
        while true {
            let top = root.load(ordering: .acquiring)
            var reference = ALEXReference(bits: top)
            var node = memory.node(reference)
            var version = node.version
            if root.load(ordering: .acquiring) == top {
                while !reference.isLeaf, version & 1 == 0 {
                    let child = node.child(node.childIndex(of: key))
                    let next = memory.node(child)
                    let nextVersion = next.version
                    // The child's version was read while the child was this node's.
                    guard node.isUnchanged(since: version) else { break }
                    reference = child
                    node = next
                    version = nextVersion
                }
                if reference.isLeaf, version & 1 == 0 { return (node, version) }
            }
            ALEXIndex.wait(&attempts)
        }
    }

    /// Lets another thread go on that has not finished what this one needs.
    @inline(never)
    static func wait(_ attempts: inout Int) {
        attempts += 1
        if attempts % 64 == 0 { OSThread.yield() }
    }

    // MARK: - Ranges

    /// Copies entries in ascending order of keys.
    ///
    /// Entries of one leaf are copied as of one moment; an entry that is there all the while is
    /// copied, one that comes or goes meanwhile may be.
    ///
    /// - Parameters:
    ///   - range: The keys wanted.
    ///   - keys: Receives keys, as many as fit.
    ///   - payloads: Receives payloads, as many.
    /// - Returns: How many were copied; fewer than fit only when the range ends there. To go on,
    ///   ask from the last key plus one.
    /// - Complexity: O(1) for each entry, plus a look-up for each leaf.
    public func copy(
        _ range: ClosedRange<UInt64>,
        keys: UnsafeMutableBufferPointer<UInt64>,
        payloads: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let room = min(keys.count, payloads.count)
        var count = 0
        var start = range.lowerBound
        let end = min(range.upperBound, ALEXIndex.greatestKey)
        while start <= end, count < room {
            let (leaf, version) = descend(to: start)
            let extent = leaf.extent
            let highest = leaf.highest
            var filled = count
            var slot = leaf.lowerBound(start)
            var key = leaf.key(slot)
            while slot < extent, filled < room, key <= end {
                let next = leaf.key(slot &+ 1)
                if next != key {
                    keys[filled] = key
                    payloads[filled] = leaf.payload(slot)
                    filled &+= 1
                }
                key = next
                slot &+= 1
            }
            guard leaf.isUnchanged(since: version) else { continue }
            count = filled
            if highest >= end { break }
            start = highest &+ 1
        }
        if count < room, range.upperBound == .max, let payload = last.withLock({ $0 }) {
            keys[count] = .max
            payloads[count] = payload
            count += 1
        }
        return count
    }

    /// Copies entries in descending order of keys; otherwise as ``copy(_:keys:payloads:)``.
    ///
    /// - Parameters:
    ///   - range: The keys wanted.
    ///   - keys: Receives keys, as many as fit.
    ///   - payloads: Receives payloads, as many.
    /// - Returns: How many were copied; fewer than fit only when the range ends there. To go on,
    ///   ask up to the last key minus one.
    /// - Complexity: O(1) for each entry, plus a look-up for each leaf.
    public func copyBackward(
        _ range: ClosedRange<UInt64>,
        keys: UnsafeMutableBufferPointer<UInt64>,
        payloads: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let room = min(keys.count, payloads.count)
        var count = 0
        if room > 0, range.upperBound == .max, let payload = last.withLock({ $0 }) {
            keys[0] = .max
            payloads[0] = payload
            count = 1
        }
        let start = range.lowerBound
        var end = min(range.upperBound, ALEXIndex.greatestKey)
        while start <= end, count < room {
            let (leaf, version) = descend(to: end)
            let extent = leaf.extent
            let lowest = leaf.lowest
            var filled = count
            // Behind all slots of `end`: what comes before is to be copied.
            var slot = leaf.lowerBound(end)
            while slot < extent, leaf.key(slot) == end { slot &+= 1 }
            var next = leaf.key(slot)
            while slot > 0, filled < room {
                slot &-= 1
                let key = leaf.key(slot)
                if key < start { break }
                if key != next {
                    keys[filled] = key
                    payloads[filled] = leaf.payload(slot)
                    filled &+= 1
                }
                next = key
            }
            guard leaf.isUnchanged(since: version) else { continue }
            count = filled
            if lowest <= start { break }
            end = lowest &- 1
        }
        return count
    }

    /// Calls `body` with the entries of a range in ascending order of keys, until it answers
    /// false; see ``copy(_:keys:payloads:)``.
    public func forEach(
        in range: ClosedRange<UInt64>,
        _ body: (_ key: UInt64, _ payload: UInt64) -> Bool
    ) {
        let room = 512
        let keys = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: room)
        let payloads = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: room)
        defer {
            keys.deallocate()
            payloads.deallocate()
        }
        var start = range.lowerBound
        while true {
            let count = copy(start...range.upperBound, keys: keys, payloads: payloads)
            for index in 0..<count where !body(keys[index], payloads[index]) { return }
            guard count == room, keys[room - 1] < range.upperBound else { return }
            start = keys[room - 1] + 1
        }
    }
}
