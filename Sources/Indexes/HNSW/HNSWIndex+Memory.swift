// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

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
