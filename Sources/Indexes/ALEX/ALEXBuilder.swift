// SPDX-License-Identifier: Apache-2.0

/// Makes nodes from sorted entries: bulk loading and splitting.
///
/// Ding et al. 2020, sections 4.3 and 4.6: whether a range of keys becomes a leaf or an inner node,
/// and with how many children, is what the estimated cost of a look-up decides. Where the paper
/// walks a tree of fanouts, this tries the powers of two between few and many children on a sample
/// and then joins neighbouring children that are small.
struct ALEXBuilder: ~Copyable {
    /// Nanoseconds of one step of a search within a leaf.
    private static let stepCost = 8.0
    /// Nanoseconds of one more inner node on the way.
    private static let levelCost = 15.0
    private static let largestFanout = 1 << 20
    /// The most children that stand ready for keys to come.
    private static let largestReserve = 1 << 16

    /// Where keys to come are expected.
    enum Growth {
        /// Anywhere.
        case anywhere
        /// Behind the last key; the tree spans so many keys.
        case above(span: UInt64)
        /// Before the first key; the tree spans so many keys.
        case below(span: UInt64)
    }

    let memory: ALEXMemory
    let options: ALEXOptions
    let keys: UnsafePointer<UInt64>
    let payloads: UnsafePointer<UInt64>
    /// Entries in all.
    let count: Int
    /// Where keys to come are expected.
    let growth: Growth
    /// The fewest children of a node: deep down, nodes are made wide, so that no series of keys
    /// makes the tree deeper than a sixth of a key's bits.
    let leastFanout: Int
    /// The nodes made, not yet visible; their versions are odd.
    private(set) var made: [ALEXReference] = []

    init(
        memory: ALEXMemory,
        options: ALEXOptions,
        keys: UnsafePointer<UInt64>,
        payloads: UnsafePointer<UInt64>,
        count: Int,
        growth: Growth = .anywhere,
        depth: Int = 0
    ) {
        self.memory = memory
        self.options = options
        self.keys = keys
        self.payloads = payloads
        self.count = count
        self.growth = growth
        leastFanout = depth > 3 ? 64 : 2
    }

    /// Makes the nodes ready for readers, who may come as soon as one is linked.
    func publish() { for reference in made { memory.node(reference).endChange() } }

    /// Gives all nodes back.
    func discard() {
        for reference in made {
            memory.node(reference).endChange()
            memory.free(reference)
        }
    }

    // MARK: - Nodes

    /// A node over the entries of a range, to which the keys `lowest ... highest` will lead.
    mutating func build(
        _ range: Range<Int>,
        lowest: UInt64,
        highest: UInt64
    ) throws(IndexError) -> ALEXReference {
        guard let fanout = bestFanout(range) else {
            return try makeLeaf(range, lowest: lowest, highest: highest)
        }
        var first = keys[range.lowerBound]
        var width = keys[range.upperBound - 1] &- first &+ 1
        var extent = fanout
        if let room = reserve(range, width: width, lowest, highest) {
            extent = room.extent
            width = room.width
            first = room.first
        }
        let reference = try memory.allocate(ALEXNode.innerBytes(fanout: extent), isLeaf: false)
        made.append(reference)
        let node = memory.node(reference)
        node.store(UInt64(extent), .extent)
        node.store(first, .base)
        node.store(ALEXNode.slope(fanout: extent, width: width), .slope)
        node.store(lowest, .lowest)
        node.store(highest, .highest)
        let target = max(32, min(range.count / fanout, options.leafLimit / 2))
        for part in try split(0..<extent, of: node, with: range, target: target) {
            for slot in part.slots { node.setChild(slot, part.child) }
        }
        return reference
    }

    /// The base, width and children of a node that grows at one end, nil where it does not.
    ///
    /// As wide as the whole tree, so that a series of keys makes the tree deeper only each time it
    /// doubles the tree.
    private func reserve(
        _ range: Range<Int>,
        width: UInt64,
        _ lowest: UInt64,
        _ highest: UInt64
    ) -> (first: UInt64, width: UInt64, extent: Int)? {
        guard range.count >= options.leafLimit, width != 0 else { return nil }
        let share = width / UInt64(range.count / (options.leafLimit / 2))
        guard share > 1 else { return nil }
        let first = keys[range.lowerBound]
        let last = keys[range.upperBound - 1]
        func extent(_ span: UInt64, room: UInt64) -> UInt64? {
            let wanted = max(span, 8 * (width / 8)) / share + 16
            let extent = min(UInt64(ALEXBuilder.largestReserve), wanted, room / share)
            return extent * share > width ? extent : nil
        }
        switch growth {
        case .above(let span) where range.upperBound == count:
            guard let extent = extent(span, room: highest - first) else { return nil }
            return (first, extent * share, Int(extent))
        case .below(let span) where range.lowerBound == 0:
            guard let extent = extent(span, room: last - lowest) else { return nil }
            return (last - extent * share + 1, extent * share, Int(extent))
        default: return nil
        }
    }

    /// A node and the children of its parent that it is to be.
    struct Part {
        var slots: Range<Int>
        var child: ALEXReference
    }

    /// Makes children for `slots` of an inner node from the entries of a range, all of which
    /// belong there: neighbouring slots of together about `target` entries share a child.
    mutating func split(
        _ slots: Range<Int>,
        of node: ALEXNode,
        with range: Range<Int>,
        target: Int
    ) throws(IndexError) -> [Part] {
        var parts: [Part] = []
        var groupStart = slots.lowerBound
        var entryStart = range.lowerBound
        var entryEnd = entryStart
        for slot in slots {
            let next =
                slot + 1 == slots.upperBound
                ? range.upperBound
                : firstEntry(
                    entryEnd..<range.upperBound,
                    notBelow: node.firstKey(ofChild: slot + 1)
                )
            if slot > groupStart, next - entryStart > target + target / 2 {
                parts.append(try part(of: node, groupStart..<slot, entryStart..<entryEnd))
                groupStart = slot
                entryStart = entryEnd
            }
            entryEnd = next
        }
        parts.append(
            try part(of: node, groupStart..<slots.upperBound, entryStart..<range.upperBound)
        )
        return parts
    }

    private mutating func part(
        of node: ALEXNode,
        _ slots: Range<Int>,
        _ range: Range<Int>
    ) throws(IndexError) -> Part {
        let child = try build(
            range,
            lowest: node.firstKey(ofChild: slots.lowerBound),
            highest: node.lastKey(ofChild: slots.upperBound - 1)
        )
        return Part(slots: slots, child: child)
    }

    /// The first entry of a range whose key is not below `key`, by steps that double.
    private func firstEntry(_ range: Range<Int>, notBelow key: UInt64) -> Int {
        var low = range.lowerBound
        var step = 1
        while low + step < range.upperBound, keys[low + step] < key {
            low += step
            step += step
        }
        var high = min(low + step, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func makeLeaf(
        _ range: Range<Int>,
        lowest: UInt64,
        highest: UInt64
    ) throws(IndexError) -> ALEXReference {
        let count = range.count
        var isGrowing = false
        if case .above = growth { isGrowing = range.upperBound == self.count }
        // One more key must fit before the leaf counts as full, or it would be rebuilt for ever.
        let full = options.fullPercent
        let least = ((count + 1) * 100 + full - 1) / full
        let wanted = max(least, isGrowing ? 2 * count : count * 100 / options.fillPercent)
        let bytes = ALEXMemory.blockBytes(ALEXNode.leafBytes(slots: max(15, wanted)))
        let slots = ALEXNode.slots(inBytes: bytes)
        let reference = try memory.allocate(bytes, isLeaf: true)
        made.append(reference)
        let leaf = memory.node(reference)
        leaf.store(UInt64(slots), .extent)
        leaf.store(lowest, .lowest)
        leaf.store(highest, .highest)
        leaf.store(UInt64(count), .keyCount)
        for field in [ALEXNode.Field.inserts, .moves, .appends, .prepends] { leaf.store(0, field) }
        var model = ALEXModel(base: lowest)
        if count > 0 {
            model = ALEXModel.best(keys + range.lowerBound, count: count, samples: count)
            // Ascending keys leave the rest of the leaf to those to come.
            model.stretch(from: count, to: isGrowing ? count + count / 16 : slots)
        }
        leaf.store(model.base, .base)
        leaf.store(model.slope.bitPattern, .slope)
        leaf.store(model.intercept.bitPattern, .intercept)
        place(range, in: leaf, slots: slots)
        return reference
    }

    /// Puts entries where the model expects them, or as near as those before and after allow.
    private func place(_ range: Range<Int>, in leaf: ALEXNode, slots: Int) {
        var next = 0
        for entry in range {
            let key = keys[entry]
            let payload = payloads[entry]
            let place = max(next, min(leaf.predict(key), slots - (range.upperBound - entry)))
            while next <= place {
                leaf.set(next, key, payload)
                next += 1
            }
        }
        while next <= slots {
            leaf.set(next, .max, 0)
            next += 1
        }
    }

    // MARK: - Costs

    /// The number of children a node over a range had best have; nil when a leaf is better.
    private func bestFanout(_ range: Range<Int>) -> Int? {
        let count = range.count
        let isTooLarge = count >= options.leafLimit
        guard count > 64 || isTooLarge else { return nil }
        let leafCost =
            count < options.leafLimit
            ? searchCost(range, samples: 64) : Double.infinity
        if leafCost < ALEXBuilder.levelCost { return nil }
        let first = keys[range.lowerBound]
        let width = keys[range.upperBound - 1] &- first &+ 1
        var best: Int?
        var bestCost = leafCost
        var fanout = leastFanout
        while fanout * 4096 < count, fanout < ALEXBuilder.largestFanout { fanout *= 2 }
        while fanout <= ALEXBuilder.largestFanout, fanout * 64 <= count || best == nil,
            width == 0 || UInt64(fanout) < width
        {
            let slope = ALEXNode.slope(fanout: fanout, width: width)
            let cost = cost(of: range, slope: slope, fanout: fanout)
            if cost < bestCost {
                bestCost = cost
                best = fanout
            }
            if fanout * 64 > count { break }
            fanout *= 2
        }
        // A leaf at its limit has at least as many keys as the least limit, so two children differ.
        return best ?? (isTooLarge ? 2 : nil)
    }

    /// The estimated nanoseconds of a look-up through a node of so many children.
    private func cost(of range: Range<Int>, slope: UInt64, fanout: Int) -> Double {
        let samples = 32
        let first = keys[range.lowerBound]
        var sum = 0.0
        for sample in 0..<samples {
            let entry = range.lowerBound + (2 * sample + 1) * range.count / (2 * samples)
            let child = (keys[entry] &- first).multipliedFullWidth(by: slope).high
            func isInChild(_ entry: Int) -> Bool {
                (keys[entry] &- first).multipliedFullWidth(by: slope).high == child
            }
            // The child's other entries, by binary search to both sides.
            var low = range.lowerBound
            var high = entry
            while low < high {
                let middle = (low + high) / 2
                if isInChild(middle) { high = middle } else { low = middle + 1 }
            }
            var end = entry
            var above = range.upperBound
            while above - end > 1 {
                let middle = (end + above) / 2
                if isInChild(middle) { end = middle } else { above = middle }
            }
            let part = low..<above
            if part.count < options.leafLimit {
                sum += searchCost(part, samples: 32)
            } else {
                sum += ALEXBuilder.levelCost + 4 * ALEXBuilder.stepCost
            }
        }
        // Children and headers are read through the caches that they fit in.
        let tables = Double(fanout * (4 + ALEXNode.headerBytes))
        let misses = 6 * Double((1 + tables / Double(256 << 10)).exponent)
        return ALEXBuilder.levelCost + misses + sum / Double(samples)
    }

    private func searchCost(_ range: Range<Int>, samples: Int) -> Double {
        let start = keys + range.lowerBound
        let model = ALEXModel.best(start, count: range.count, samples: samples)
        return ALEXBuilder.stepCost
            * model.meanLogError(start, count: range.count, samples: samples)
    }
}
