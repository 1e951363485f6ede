// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension FlatIndex {
    /// The kind of index in a file's header: `FLAT`.
    static let fileKind: UInt32 = 0x5441_4C46

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
        try changes.withWriteLock { () throws(IndexError) in
            let count = ledger.slotCount.load(ordering: .acquiring)
            let hidden = ledger.hiddenSlots(count)
            var writer = try IndexFileWriter(path)
            try table.save(to: &writer, count: count)
            try writer.add(TableSection.free, hidden)
            try writer.finish(
                kind: FlatIndex.fileKind,
                numbers: table.numbers(
                    count: count,
                    sequence: sequence,
                    seed: options.seed,
                    quantizer: options.quantizer
                ),
                beforeRename: beforeRename
            )
            if releasesVectors { try table.mapExact(path, count: count) }
        }
    }

    /// Opens an index that ``checkpoint(to:sequence:releasesVectors:beforeRename:)`` saved.
    ///
    /// - Returns: The index and the number that was saved with it.
    /// - Throws: ``IndexError/damaged(_:)`` when any byte that was checked is not what was written,
    ///   ``IndexError/unknownVersion(path:version:)`` for a file of a later program, or
    ///   ``IndexError/system(_:)``.
    /// - Complexity: reads the whole file once, to check it; with ``IndexAccess/deferred`` not the
    ///   exact vectors beside codes.
    public static func open(
        at path: String,
        access: IndexAccess = .mapped
    ) throws(IndexError) -> (index: FlatIndex, sequence: UInt64) {
        try open(IndexFileReader(path), access)
    }

    static func open(
        _ reader: IndexFileReader,
        _ access: IndexAccess
    ) throws(IndexError) -> (index: FlatIndex, sequence: UInt64) {
        guard reader.kind == fileKind else { throw .damaged("\(reader.path): not a flat index") }
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
        try ledger.load(count, free: free, reader) { table.row(of: $0) }
    }
}
