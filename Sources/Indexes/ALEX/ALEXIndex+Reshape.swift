// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension ALEXIndex {
    /// Replaces a worn leaf by a larger or smaller one, or by several.
    ///
    /// Readers go on in the old leaf until the new nodes are linked; section 4.3.
    func reshape(leafOf key: UInt64) throws(IndexError) {
        try reshaping.withLock { _ throws(IndexError) in
            // Nobody else changes inner nodes now.
            var parent: ALEXNode?
            var reference = ALEXReference(bits: root.load(ordering: .acquiring))
            var depth = 0
            while !reference.isLeaf {
                let node = memory.node(reference)
                parent = node
                depth += 1
                reference = node.child(node.childIndex(of: key))
            }
            let leaf = memory.node(reference)
            var attempts = 0
            while !leaf.tryOwn() { ALEXIndex.wait(&attempts) }
            defer { leaf.disown() }
            // Another thread may have been here first.
            guard isWorn(leaf) || isSparse(leaf) else { return }
            try replace(leaf, reference, under: parent, depth: depth)
            // Whoever read the old leaf's version before now starts again.
            leaf.beginChange()
            leaf.endChange()
            memory.free(reference)
        }
    }

    /// Whether a leaf has become too large for what it holds.
    func isSparse(_ leaf: ALEXNode) -> Bool {
        let extent = leaf.extent
        return extent > 64 && Int(leaf.load(.keyCount)) * 100 < extent * options.fillPercent / 4
    }

    private func replace(
        _ leaf: ALEXNode,
        _ reference: ALEXReference,
        under parent: ALEXNode?,
        depth: Int
    ) throws(IndexError) {
        var keys: [UInt64] = []
        var payloads: [UInt64] = []
        leaf.copyEntries(&keys, &payloads)
        let count = keys.count
        if count == 0 {
            keys = [0]
            payloads = [0]
        }
        var failure: IndexError?
        keys.withUnsafeBufferPointer { keys in
            payloads.withUnsafeBufferPointer { payloads in
                guard let keys = keys.baseAddress, let payloads = payloads.baseAddress else {
                    return
                }
                var builder = ALEXBuilder(
                    memory: memory,
                    options: options,
                    keys: keys,
                    payloads: payloads,
                    count: count,
                    growth: growth(of: leaf, keys, count),
                    depth: depth
                )
                do throws(IndexError) {
                    if let parent {
                        try link(&builder, count, in: place(of: reference, under: parent), parent)
                    } else {
                        let node = try builder.build(
                            0..<count,
                            lowest: 0,
                            highest: ALEXIndex.greatestKey
                        )
                        builder.publish()
                        root.store(node.bits, ordering: .releasing)
                    }
                    let isOne = builder.made.count == 1
                    leavesRebuilt.add(isOne ? 1 : 0, ordering: .relaxed)
                    leavesSplit.add(isOne ? 0 : 1, ordering: .relaxed)
                } catch {
                    builder.discard()
                    failure = error
                }
            }
        }
        if let failure { throw failure }
    }

    /// Where a leaf's keys have been coming, and how many keys the tree spans from its other end.
    private func growth(
        of leaf: ALEXNode,
        _ keys: UnsafePointer<UInt64>,
        _ count: Int
    ) -> ALEXBuilder.Growth {
        let inserts = leaf.load(.inserts)
        guard inserts >= 8, count > 0 else { return .anywhere }
        let reference = ALEXReference(bits: root.load(ordering: .acquiring))
        let top = memory.node(reference)
        if leaf.load(.appends) * 10 >= inserts * 9 {
            let start = reference.isLeaf ? keys[0] : min(keys[0], top.base)
            return .above(span: keys[count - 1] - start)
        }
        if leaf.load(.prepends) * 10 >= inserts * 9 {
            let end = reference.isLeaf ? keys[0] : top.firstKey(ofChild: top.extent - 1)
            return .below(span: max(end, keys[count - 1]) - keys[0])
        }
        return .anywhere
    }

    /// The children of a node that are the leaf.
    private func place(of reference: ALEXReference, under parent: ALEXNode) -> Range<Int> {
        let first = parent.childIndex(of: memory.node(reference).lowest)
        var end = first + 1
        while end < parent.extent, parent.child(end) == reference { end += 1 }
        return first..<end
    }

    /// Builds what replaces a leaf at `slots` of its parent and links it: one node, or where the
    /// leaf had several slots and is at its limit, a node for each part of them ("splitting
    /// sideways").
    private func link(
        _ builder: inout ALEXBuilder,
        _ count: Int,
        in slots: Range<Int>,
        _ parent: ALEXNode
    ) throws(IndexError) {
        guard slots.count > 1, count >= options.leafLimit / 2 else {
            let node = try builder.build(
                0..<count,
                lowest: parent.firstKey(ofChild: slots.lowerBound),
                highest: parent.lastKey(ofChild: slots.upperBound - 1)
            )
            builder.publish()
            parent.beginChange()
            for slot in slots { parent.setChild(slot, node) }
            parent.endChange()
            return
        }
        let parts = try builder.split(
            slots,
            of: parent,
            with: 0..<count,
            target: max(32, count / 4)
        )
        builder.publish()
        parent.beginChange()
        for part in parts {
            for slot in part.slots { parent.setChild(slot, part.child) }
        }
        parent.endChange()
    }
}
