// SPDX-License-Identifier: Apache-2.0

import Synchronization

extension FlatIndex {
    /// The kind of index in a file's header: `FLAT`.
    static let fileKind: UInt32 = 0x5441_4C46

    /// Saves the index to the file `path`, beside what is there until it is whole and on disk.
    ///
    /// Searches go on meanwhile; inserts and removals wait.
    ///
    /// - Parameters:
    ///   - path: Where the file will be.
    ///   - sequence: A number of the caller's that ``open(at:access:)`` gives back.
    ///   - releasesVectors: Whether exact vectors are from now on read from the file.
    /// - Throws: ``IndexError/system(_:)``; what was at `path` is untouched then.
    public func checkpoint(
        to path: String,
        sequence: UInt64,
        releasesVectors: Bool = false
    ) throws(IndexError) {
        try writing.withLock { _ throws(IndexError) in
            let count = slotCount.load(ordering: .acquiring)
            var writer = try IndexFileWriter(path)
            try table.save(to: &writer, count: count)
            try writer.add(
                TableSection.free,
                (0..<UInt32(count)).filter { !isLive($0) }
            )
            try writer.finish(
                kind: FlatIndex.fileKind,
                numbers: table.numbers(
                    count: count,
                    sequence: sequence,
                    seed: options.seed,
                    quantizer: options.quantizer
                )
            )
            if releasesVectors { try table.mapExact(path, count: count) }
        }
    }

    /// Opens an index that ``checkpoint(to:sequence:releasesVectors:)`` saved.
    ///
    /// - Returns: The index and the number that was saved with it.
    /// - Throws: ``IndexError/damaged(_:)`` when any byte is not what was written,
    ///   ``IndexError/unknownVersion(path:version:)`` for a file of a later program, or
    ///   ``IndexError/system(_:)``.
    /// - Complexity: reads the whole file once, to check it.
    public static func open(
        at path: String,
        access: IndexAccess = .mapped
    ) throws(IndexError) -> (index: FlatIndex, sequence: UInt64) {
        let reader = try IndexFileReader(path)
        guard reader.kind == fileKind else { throw .damaged("\(path): not a flat index") }
        let saved = try SavedTable(reader)
        var options = FlatOptions()
        options.rowLimit = saved.rowLimit
        options.seed = saved.seed
        options.quantizer = saved.quantizer
        let index = try FlatIndex(shape: saved.shape, options: options, center: saved.center)
        try index.load(reader, access, count: saved.slots)
        return (index, saved.sequence)
    }

    private func load(
        _ reader: IndexFileReader,
        _ access: IndexAccess,
        count: Int
    ) throws(IndexError) {
        try table.load(reader, access, count: count)
        let free = try reader.values(TableSection.free, of: UInt32.self)
        guard free.allSatisfy({ $0 < count }) else {
            throw .damaged("\(reader.path): a free slot that does not exist")
        }
        let isFree = Bitmap(free, count: count)
        for slot in 0..<UInt32(count) where !isFree.contains(slot) {
            let row = table.row(of: slot)
            if try rowMap.replace(row, with: slot) != nil {
                throw .damaged("\(reader.path): row \(row) has two slots")
            }
        }
        writing.withLock {
            $0.committed = count
            $0.free = free
        }
        liveCount.store(count - free.count, ordering: .releasing)
        slotCount.store(count, ordering: .releasing)
    }
}
