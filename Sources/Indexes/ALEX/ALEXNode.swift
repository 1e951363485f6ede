// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A node's name: its place in the arena in units of 64 bytes, times two, plus one for a leaf.
struct ALEXReference: Equatable {
    /// The number that stands for it in memory.
    let bits: UInt32

    @inline(__always)
    init(bits: UInt32) { self.bits = bits }

    init(offset: Int, isLeaf: Bool) {
        bits = UInt32(offset / ALEXNode.unit) << 1 | (isLeaf ? 1 : 0)
    }

    @inline(__always)
    var isLeaf: Bool { bits & 1 != 0 }

    @inline(__always)
    var offset: Int { Int(bits >> 1) * ALEXNode.unit }
}

/// A node in memory: sixteen words of header, then a leaf's slots or an inner node's children.
///
/// ```
/// word  0  version: odd while the node changes, another even number after
///       1  1 while a writer owns the node
///       2  extent: a leaf's slots without the last, an inner node's children
///       3  base: the key that the model counts from
///       4  slope: slots per key (Double) in a leaf, children per key times 2^64 in an inner node
///       5  the least key that leads here
///       6  the greatest key that leads here
///       7  intercept of a leaf's model (Double)
///       8  keys in a leaf
///       9  inserts since a leaf was built
///      10  slots that those inserts moved
///      11  how many of them came behind the last key
///      12  the list of free blocks that its block belongs to
///      13  how many of a leaf's inserts came before the first key
///   14-15  unused
///      16  a leaf's slots: (key, payload) each, the last one's key always 2^64 - 1;
///          an inner node's children: 32 bits each
/// ```
///
/// A gap holds a copy of the next filled slot, or 2^64 - 1 as key when none follows: keys ascend
/// over all slots, a search need not know gaps, and a slot is a gap exactly when the next slot has
/// the same key.
///
/// All words are atomic, because readers look while writers write; readers use what they saw only
/// when the version did not change meanwhile.
struct ALEXNode {
    typealias Word = Atomic<UInt64>

    static let unit = 64
    static let headerBytes = 128
    static let headerWords = 16

    /// The words of the header, in the order of the table above.
    enum Field: Int {
        case version, owner, extent, base, slope, lowest, highest, intercept
        case keyCount, inserts, moves, appends, sizeClass, prepends
    }

    let words: UnsafeMutablePointer<Word>

    @inline(__always)
    init(_ address: UnsafeMutableRawPointer) {
        words = address.assumingMemoryBound(to: Word.self)
    }

    @inline(__always)
    func load(_ field: Field) -> UInt64 { words[field.rawValue].load(ordering: .relaxed) }

    @inline(__always)
    func store(_ value: UInt64, _ field: Field) {
        words[field.rawValue].store(value, ordering: .relaxed)
    }

    @inline(__always)
    private var versionWord: UnsafeMutablePointer<Word> { words + Field.version.rawValue }
    @inline(__always)
    private var ownerWord: UnsafeMutablePointer<Word> { words + Field.owner.rawValue }

    @inline(__always)
    var extent: Int { Int(truncatingIfNeeded: load(.extent)) }
    @inline(__always)
    var base: UInt64 { load(.base) }
    var lowest: UInt64 { load(.lowest) }
    var highest: UInt64 { load(.highest) }

    // MARK: - Versions

    /// The version, before anything is read.
    @inline(__always)
    var version: UInt64 { versionWord.pointee.load(ordering: .acquiring) }

    /// Whether what was read since ``version`` answered `version` belongs together.
    @inline(__always)
    func isUnchanged(since version: UInt64) -> Bool {
        // Pairs with the release fence of beginChange: a reader that saw any later word sees the
        // odd version too (Boehm, "Can seqlocks get along with programming language memory
        // models?", 2012, figure 6).
        atomicMemoryFence(ordering: .acquiring)
        return versionWord.pointee.load(ordering: .relaxed) == version
    }

    /// Marks the node as changing; only its owner does.
    @inline(__always)
    func beginChange() {
        versionWord.pointee.store(load(.version) &+ 1, ordering: .relaxed)
        atomicMemoryFence(ordering: .releasing)
    }

    @inline(__always)
    func endChange() { versionWord.pointee.store(load(.version) &+ 1, ordering: .releasing) }

    /// Becomes the owner if there is none.
    @inline(__always)
    func tryOwn() -> Bool {
        ownerWord.pointee.compareExchange(expected: 0, desired: 1, ordering: .acquiringAndReleasing)
            .exchanged
    }

    @inline(__always)
    func disown() { ownerWord.pointee.store(0, ordering: .releasing) }
}

// MARK: - Inner nodes

extension ALEXNode {
    @inline(__always)
    private var children: UnsafeMutablePointer<Atomic<UInt32>> {
        let start = UnsafeMutableRawPointer(words + Self.headerWords)
        return start.assumingMemoryBound(to: Atomic<UInt32>.self)
    }

    static func innerBytes(fanout: Int) -> Int { headerBytes + 4 * fanout }

    /// The child that a key belongs to: a linear model in integers, so that the first key of each
    /// child can be computed exactly.
    @inline(__always)
    func childIndex(of key: UInt64) -> Int {
        let base = base
        if key <= base { return 0 }
        return min(
            Int(truncatingIfNeeded: (key &- base).multipliedFullWidth(by: load(.slope)).high),
            extent &- 1
        )
    }

    @inline(__always)
    func child(_ index: Int) -> ALEXReference {
        ALEXReference(bits: children[index].load(ordering: .acquiring))
    }

    func setChild(_ index: Int, _ child: ALEXReference) {
        children[index].store(child.bits, ordering: .releasing)
    }

    /// The least key of a child, 0 among them where the child has none.
    func firstKey(ofChild index: Int) -> UInt64 {
        if index <= 0 { return lowest }
        let slope = load(.slope)
        let (quotient, remainder) = slope.dividingFullWidth((UInt64(index), 0))
        let distance = remainder == 0 ? quotient : quotient &+ 1
        let (key, overflow) = base.addingReportingOverflow(distance)
        return overflow ? .max : key
    }

    /// The greatest key of a child.
    func lastKey(ofChild index: Int) -> UInt64 {
        index + 1 >= extent ? highest : firstKey(ofChild: index + 1) &- 1
    }

    /// The slope that spreads `width` keys, more than `fanout`, over `fanout` children; 0 stands
    /// for 2^64 keys.
    static func slope(fanout: Int, width: UInt64) -> UInt64 {
        width == 0 ? UInt64(fanout) : width.dividingFullWidth((UInt64(fanout), 0)).quotient
    }
}
