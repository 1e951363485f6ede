// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension ALEXIndex {
    /// Takes an entry out; answers its payload, nil when there is no such key.
    ///
    /// - Complexity: a look-up and the gaps before the entry; now and then a leaf is rebuilt.
    @discardableResult
    public func remove(_ key: UInt64) -> UInt64? {
        changes.withReadLock {
            if key == .max {
                return last.withLock { last in
                    defer { last = nil }
                    if last != nil { entryCount.subtract(1, ordering: .relaxed) }
                    return last
                }
            }
            let leaf = ownLeaf(of: key)
            let slot = leaf.lowerBound(key)
            guard leaf.key(slot) == key else {
                leaf.disown()
                return nil
            }
            let payload = leaf.payload(slot)
            leaf.beginChange()
            leaf.remove(at: slot)
            leaf.store(leaf.load(.keyCount) &- 1, .keyCount)
            leaf.endChange()
            let shrinks = isSparse(leaf)
            leaf.disown()
            entryCount.subtract(1, ordering: .relaxed)
            // Without memory for a smaller leaf the large one does as well.
            if shrinks { try? reshape(leafOf: key) }
            return payload
        }
    }
}
