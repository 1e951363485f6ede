// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// What an index takes, in bytes.
public struct IndexMemory: Sendable, Equatable {
    /// Codes and their scales, links, row ids and the map of rows: what must be in memory.
    public var residentBytes = 0
    /// Exact vectors, in memory or in the file's pages.
    public var vectorBytes = 0
    /// What searches and inserts that ran at once needed for themselves.
    public var workingBytes = 0
}

extension HNSWIndex {
    /// What the index takes now.
    public var memoryUse: IndexMemory {
        let count = ledger.slotCount.load(ordering: .acquiring)
        var use = IndexMemory()
        use.residentBytes =
            table.residentBytes(count) + memory.byteCount(count) + ledger.byteCount(count)
        use.vectorBytes =
            shape.element == .sparse
            ? table.sparseBytes.withLock { $0 } : count * shape.exactBytes
        use.workingBytes = contexts.byteCount
        return use
    }
}
