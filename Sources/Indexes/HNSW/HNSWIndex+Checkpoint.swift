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
    }

    /// Places of the graph's numbers in a file's header.
    enum Number {
        static let m = 16
        static let efConstruction = 17
        static let upperLists = 18
        static let entry = 19
    }

    /// Saves the index to the file `path`.
    ///
    /// The file is written beside `path` and renamed when it is whole and on disk, so that a crash
    /// leaves the old generation or the new one. Searches go on meanwhile; inserts and removals
    /// wait.
    ///
    /// - Parameters:
    ///   - path: Where the file will be; what is there is replaced.
    ///   - sequence: A number of the caller's that ``open(at:access:)`` gives back, such as the
    ///     log position up to which changes are in the index.
    ///   - releasesVectors: Whether exact vectors are from now on read from the file instead of
    ///     memory; pages come and go as they are used.
    /// - Throws: ``IndexError/system(_:)``; what was at `path` is untouched then.
    public func checkpoint(
        to path: String,
        sequence: UInt64,
        releasesVectors: Bool = false
    ) throws(IndexError) {
        try vacuuming.withLock { _ throws(IndexError) in
            try changes.withWriteLock { () throws(IndexError) in
                let count = slotCount.load(ordering: .acquiring)
                try save(to: path, count: count, sequence: sequence)
                if releasesVectors { try table.mapExact(path, count: count) }
            }
        }
    }

    private func save(to path: String, count: Int, sequence: UInt64) throws(IndexError) {
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
        var unused = freeSlots.withLock { $0 }
        retired.withLock { for part in $0 { unused.append(contentsOf: part.slots) } }
        try writer.add(TableSection.free, unused)
        try writer.add(
            TableSection.dead,
            (0..<(count + 63) / 64).map { dead.words[$0].load(ordering: .acquiring) }
        )
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
        try writer.finish(kind: HNSWIndex.fileKind, numbers: numbers)
    }
}
