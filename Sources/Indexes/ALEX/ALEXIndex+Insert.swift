// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension ALEXIndex {
    /// Adds an entry unless its key is there; whether it was added.
    ///
    /// - Throws: ``IndexError/notEnoughMemory(needed:allowed:)``; nothing changes then.
    /// - Complexity: a look-up, and the move of the entries between the key's place and the next
    ///   gap; now and then a leaf is rebuilt.
    @discardableResult
    public func insert(_ key: UInt64, _ payload: UInt64) throws(IndexError) -> Bool {
        try changes.withReadLock { () throws(IndexError) in
            try put(key, payload, replaces: false) == nil
        }
    }

    /// Adds an entry or gives the one that is there another payload; answers the payload it had.
    @discardableResult
    public func update(_ key: UInt64, _ payload: UInt64) throws(IndexError) -> UInt64? {
        try changes.withReadLock { () throws(IndexError) in
            try put(key, payload, replaces: true)
        }
    }

    private func put(
        _ key: UInt64,
        _ payload: UInt64,
        replaces: Bool
    ) throws(IndexError) -> UInt64? {
        if key == .max { return putLast(payload, replaces: replaces) }
        while true {
            let leaf = ownLeaf(of: key)
            let slot = leaf.lowerBound(key)
            if leaf.key(slot) == key {
                let old = leaf.payload(slot)
                if replaces {
                    leaf.beginChange()
                    leaf.replace(payload, at: slot)
                    leaf.endChange()
                }
                leaf.disown()
                return old
            }
            if isWorn(leaf) {
                leaf.disown()
                try reshape(leafOf: key)
                continue
            }
            leaf.beginChange()
            let placement = leaf.insert(key, payload, at: slot)
            leaf.store(leaf.load(.keyCount) &+ 1, .keyCount)
            leaf.store(leaf.load(.inserts) &+ 1, .inserts)
            leaf.store(leaf.load(.moves) &+ UInt64(placement.moved), .moves)
            if placement.isLast { leaf.store(leaf.load(.appends) &+ 1, .appends) }
            if slot == 0 { leaf.store(leaf.load(.prepends) &+ 1, .prepends) }
            leaf.endChange()
            leaf.disown()
            entryCount.add(1, ordering: .relaxed)
            return nil
        }
    }

    private func putLast(_ payload: UInt64, replaces: Bool) -> UInt64? {
        last.withLock { last in
            let old = last
            if old == nil { entryCount.add(1, ordering: .relaxed) }
            if old == nil || replaces { last = payload }
            return old
        }
    }

    /// The leaf that a key leads to, owned by the caller.
    func ownLeaf(of key: UInt64) -> ALEXNode {
        var attempts = 0
        while true {
            let (leaf, version) = descend(to: key)
            if leaf.tryOwn() {
                if leaf.load(.version) == version { return leaf }
                leaf.disown()
            }
            ALEXIndex.wait(&attempts)
        }
    }

    /// Whether a leaf must be rebuilt before another key goes in: it is full, or its model has
    /// become so bad that inserts move many entries (section 4.3.2, cost deviation).
    func isWorn(_ leaf: ALEXNode) -> Bool {
        let count = Int(leaf.load(.keyCount))
        if count + 1 > leaf.extent * options.fullPercent / 100 { return true }
        if count >= options.leafLimit { return true }
        let inserts = leaf.load(.inserts)
        return inserts >= 128 && leaf.load(.moves) > 32 * inserts
    }
}
