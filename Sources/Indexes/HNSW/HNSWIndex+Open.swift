// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension HNSWIndex {
    /// Opens an index that ``checkpoint(to:sequence:releasesVectors:beforeRename:)`` saved.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: Whether exact vectors are read or mapped, and when they are checked.
    /// - Returns: The index and the number that was saved with it.
    /// - Throws: ``IndexError/damaged(_:)`` when any byte that was checked is not what was written,
    ///   ``IndexError/unknownVersion(path:version:)`` for a file of a later program, or
    ///   ``IndexError/system(_:)``.
    /// - Complexity: reads the whole file once, to check it; with ``IndexAccess/deferred`` not the
    ///   exact vectors beside codes.
    public static func open(
        at path: String,
        access: IndexAccess = .mapped
    ) throws(IndexError) -> (index: HNSWIndex, sequence: UInt64) {
        try open(IndexFileReader(path), access)
    }

    static func open(
        _ reader: IndexFileReader,
        _ access: IndexAccess
    ) throws(IndexError) -> (index: HNSWIndex, sequence: UInt64) {
        guard reader.kind == fileKind else { throw .damaged("\(reader.path): not an HNSW index") }
        let saved = try SavedTable(reader)
        var options = HNSWOptions()
        options.m = try reader.number(Number.m)
        options.efConstruction = try reader.number(Number.efConstruction)
        options.rowLimit = saved.rowLimit
        options.seed = saved.seed
        options.quantizer = saved.quantizer
        let index = try HNSWIndex(
            shape: saved.shape,
            options: options,
            center: saved.center,
            codebook: saved.codebook
        )
        try index.load(reader, access, count: saved.slots)
        return (index, saved.sequence)
    }

    private func load(
        _ reader: IndexFileReader,
        _ access: IndexAccess,
        count: Int
    ) throws(IndexError) {
        let upperLists = try reader.number(Number.upperLists)
        guard upperLists <= count / options.m * 4 + 4096 else {
            throw .damaged("\(reader.path): more lists than the index may have")
        }
        try table.load(reader, access, count: count)
        try memory.commit(count)
        try memory.upper.commit(upperLists)
        memory.upperCount.withLock { $0 = upperLists }
        for (id, column, values) in [
            (Section.links, memory.links, count),
            (Section.upperStart, memory.upperStart, count),
            (Section.upper, memory.upper, upperLists),
        ] {
            try reader.load(id, into: column.base, count: values * column.width)
        }
        let free = try reader.values(TableSection.free, of: UInt32.self)
        let dead = try reader.values(TableSection.dead, of: UInt64.self)
        let twinWords = try reader.values(Section.twins, of: UInt64.self)
        try twins.commit(count)
        for (word, bits) in twinWords.prefix((count + 63) / 64).enumerated() {
            twins.words[word].store(bits, ordering: .relaxed)
        }
        try checkLinks(reader, count)
        try ledger.load(count, dead: dead, free: free, reader) { table.row(of: $0) }
        for slot in free {
            for level in levels(of: slot) { memory.view.write(slot, level, []) }
        }
        entry.store(reader.numbers[Number.entry], ordering: .releasing)
    }

    /// Makes sure that no link, list or entry point leads outside, whatever wrote the file.
    private func checkLinks(_ reader: IndexFileReader, _ count: Int) throws(IndexError) {
        let upperLists = memory.upperCount.withLock { $0 }
        let words = memory.links.base.assumingMemoryBound(to: UInt32.self)
        var isSound = true
        for word in 0..<count * memory.view.degree where words[word] > UInt32(count) {
            isSound = false
        }
        let upper = memory.upper.base.assumingMemoryBound(to: UInt32.self)
        for word in 0..<upperLists * memory.view.upperDegree where upper[word] > UInt32(count) {
            isSound = false
        }
        for slot in 0..<UInt32(count) {
            let level = level(of: slot)
            let start = Int(memory.view.upperStart[Int(slot)].load(ordering: .relaxed))
            // Slots whose preparation failed may have none; then nothing links to them above.
            if start > 0, start + level > upperLists { isSound = false }
        }
        guard reader.numbers.count > Number.entry else { throw .damaged(reader.path) }
        let entry = reader.numbers[Number.entry]
        if entry != HNSWIndex.noEntry {
            let slot = UInt32(truncatingIfNeeded: entry)
            if slot >= count || Int(entry >> 32) > level(of: slot) { isSound = false }
        }
        guard isSound else { throw .damaged("\(reader.path): a link leads outside the index") }
    }
}
