// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// What an ``ALEXIndex`` consists of.
public struct ALEXStatistics: Sendable, Equatable {
    /// Entries.
    public var count = 0
    /// Inner nodes.
    public var innerNodes = 0
    /// Leaves.
    public var leaves = 0
    /// Nodes on the longest way from the root to a leaf, both counted.
    public var depth = 0
    /// The mean, over all entries, of slots between where the model expects them and where they
    /// are.
    public var meanError = 0.0
    /// Bytes of memory in use, gaps, headers and free blocks included.
    public var bytes = 0
    /// Bytes of free blocks among them.
    public var unusedBytes = 0
    /// Leaves replaced by one leaf so far.
    public var leavesRebuilt = 0
    /// Leaves replaced by several so far.
    public var leavesSplit = 0
}

extension ALEXIndex {
    /// What the index consists of; nothing may change meanwhile.
    ///
    /// - Complexity: O(n).
    public var statistics: ALEXStatistics {
        var statistics = ALEXStatistics()
        let bytes = memory.byteCounts
        statistics.count = count
        statistics.bytes = bytes.used
        statistics.unusedBytes = bytes.unused
        statistics.leavesRebuilt = leavesRebuilt.load(ordering: .relaxed)
        statistics.leavesSplit = leavesSplit.load(ordering: .relaxed)
        var errors = 0
        forEachNode { node, isLeaf, depth in
            statistics.depth = max(statistics.depth, depth)
            guard isLeaf else {
                statistics.innerNodes += 1
                return
            }
            statistics.leaves += 1
            for slot in 0..<node.extent where !node.isGap(slot) {
                errors += abs(node.predict(node.key(slot)) - slot)
            }
        }
        statistics.meanError = Double(errors) / Double(max(1, count))
        return statistics
    }

    /// Checks what must hold whenever nothing is changing; returns what does not, empty when all
    /// is well.
    ///
    /// - Complexity: O(n).
    public func checkInvariants() -> [String] {
        var broken: [String] = []
        var found = last.withLock { $0 == nil ? 0 : 1 }
        var expected: UInt64 = 0
        forEachNode { node, isLeaf, depth in
            if node.load(.version) & 1 != 0 { broken.append("a node is changing") }
            if node.load(.owner) != 0 { broken.append("a node is owned") }
            if depth > 64 { broken.append("the tree is deeper than keys have bits") }
            guard isLeaf else {
                if node.extent < 1 { broken.append("an inner node has no children") }
                return
            }
            if node.lowest != expected {
                broken.append("a leaf begins at \(node.lowest) instead of \(expected)")
            }
            expected = node.highest &+ 1
            var keys: [UInt64] = []
            var payloads: [UInt64] = []
            node.copyEntries(&keys, &payloads)
            found += keys.count
            if UInt64(keys.count) != node.load(.keyCount) {
                broken.append("a leaf counts \(node.load(.keyCount)) keys and has \(keys.count)")
            }
            if let first = keys.first, first < node.lowest { broken.append("a key is too low") }
            if let last = keys.last, last > node.highest { broken.append("a key is too high") }
            for slot in 0..<node.extent {
                if node.key(slot) > node.key(slot + 1) { broken.append("keys do not ascend") }
                if node.key(slot) == node.key(slot + 1),
                    node.payload(slot) != node.payload(slot + 1),
                    node.key(slot) != .max
                {
                    broken.append("a gap has another payload than the slot after it")
                }
            }
            if node.key(node.extent) != .max { broken.append("a leaf has no last slot") }
        }
        if expected != .max { broken.append("the leaves end before \(expected)") }
        if found != count { broken.append("\(count) entries counted, \(found) found") }
        return broken
    }

    /// Calls `body` with every node once, leaves in ascending order.
    private func forEachNode(_ body: (ALEXNode, _ isLeaf: Bool, _ depth: Int) -> Void) {
        func visit(_ reference: ALEXReference, _ depth: Int) {
            let node = memory.node(reference)
            body(node, reference.isLeaf, depth)
            if reference.isLeaf { return }
            var previous: ALEXReference?
            for index in 0..<node.extent {
                let child = node.child(index)
                if child != previous { visit(child, depth + 1) }
                previous = child
            }
        }
        visit(ALEXReference(bits: root.load(ordering: .acquiring)), 1)
    }
}
