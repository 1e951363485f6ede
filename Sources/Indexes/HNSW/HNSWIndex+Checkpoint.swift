// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension HNSWIndex {
    /// The kind of index in a file's header: `HNSW`.
    static let fileKind: UInt32 = 0x5753_4E48

    /// Names of the graph's sections in a file.
    enum Section {
        static let links: UInt32 = 32
        static let upper: UInt32 = 33
        static let upperStart: UInt32 = 34
        static let twins: UInt32 = 35
    }

    /// Places of the graph's numbers in a file's header.
    enum Number {
        static let m = 16
        static let efConstruction = 17
        static let upperLists = 18
        static let entry = 19
    }

    /// Checks what ``IndexAccess/deferred`` has left unchecked; see ``NeighborIndex``.
    public func checkFile(isStopped: () -> Bool) throws(IndexError) {
        try table.checkFile(isStopped: isStopped)
    }

    /// Saves the index to the file `path`; see ``NeighborIndex``.
    public func checkpoint(
        to path: String,
        sequence: UInt64,
        releasesVectors: Bool,
        beforeRename: () throws(IndexError) -> Void
    ) throws(IndexError) {
        try vacuuming.withLock { _ throws(IndexError) in
            try changes.withWriteLock { () throws(IndexError) in
                let count = ledger.slotCount.load(ordering: .acquiring)
                try save(to: path, count: count, sequence: sequence, beforeRename)
                if releasesVectors { try table.mapExact(path, count: count) }
            }
        }
    }

    private func save(
        to path: String,
        count: Int,
        sequence: UInt64,
        _ beforeRename: () throws(IndexError) -> Void
    ) throws(IndexError) {
        // Rows may go, and prepared ones come, while the file is written: it holds those of now.
        // Slots that are not published are dead ones to whoever opens it.
        let hidden = ledger.hiddenWords(count)
        var writer = try IndexFileWriter(path)
        try table.save(to: &writer, count: count)
        let upperLists = memory.upperCount.withLock { $0 }
        for (id, column, values) in [
            (Section.links, memory.links, count),
            (Section.upperStart, memory.upperStart, count),
            (Section.upper, memory.upper, upperLists),
        ] {
            try writer.add(
                id,
                UnsafeRawBufferPointer(start: column.base, count: values * column.width)
            )
        }
        // What retired slots wait for, readers of this process, does not exist after opening.
        try writer.add(TableSection.free, ledger.unnamed)
        try writer.add(TableSection.dead, hidden)
        try writer.add(Section.twins, twins.copy(count))
        let numbers =
            table.numbers(
                count: count,
                sequence: sequence,
                seed: options.seed,
                quantizer: options.quantizer
            ) + [
                UInt64(options.m), UInt64(options.efConstruction), UInt64(upperLists),
                entry.load(ordering: .acquiring),
            ]
        try writer.finish(
            kind: HNSWIndex.fileKind,
            numbers: numbers,
            beforeRename: beforeRename
        )
    }
}
