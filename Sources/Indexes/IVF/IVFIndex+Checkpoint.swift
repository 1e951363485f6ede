// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension IVFIndex {
    /// The kind of index in a file's header: `IVF1`.
    static let fileKind: UInt32 = 0x3146_5649

    /// Names of the lists' sections in a file.
    enum Section {
        /// The list of each slot.
        static let lists: UInt32 = 32
        /// The list that each centroid is of.
        static let centroidLists: UInt32 = 33
        /// Centroids, as the graph keeps them.
        static let centroids: UInt32 = 34
    }

    /// Places of the lists' numbers in a file's header.
    enum Number {
        static let lists = 16
        static let centroids = 17
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
        try reshaping.withLock { _ throws(IndexError) in
            try changes.withWriteLock { () throws(IndexError) in
                let count = ledger.slotCount.load(ordering: .acquiring)
                let hidden = ledger.hiddenSlots(count)
                var writer = try IndexFileWriter(path)
                try table.save(to: &writer, count: count)
                try writer.add(TableSection.free, hidden)
                try writer.add(Section.lists, (0..<UInt32(count)).map { list(of: $0) })
                let known = (0..<UInt32(lists.count)).filter { centroids.contains(UInt64($0)) }
                try writer.add(Section.centroidLists, known)
                var bytes: [UInt8] = []
                let width = centroids.table.exact.width
                bytes.reserveCapacity(known.count * width)
                contexts.withContext { context in
                    for list in known {
                        let start = centroid(of: list, context)
                        bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: width))
                    }
                }
                try writer.add(Section.centroids, bytes)
                try writer.finish(
                    kind: IVFIndex.fileKind,
                    numbers: table.numbers(
                        count: count,
                        sequence: sequence,
                        seed: options.seed,
                        quantizer: options.quantizer
                    ) + [UInt64(options.lists), UInt64(known.count)],
                    beforeRename: beforeRename
                )
                if releasesVectors { try table.mapExact(path, count: count) }
            }
        }
    }

    /// Opens an index that ``checkpoint(to:sequence:releasesVectors:beforeRename:)`` saved.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: Whether exact vectors are read or mapped, and when they are checked; mapped, an
    ///     index without codes reads the lists it probes from the file, and memory is bounded by
    ///     what the system caches.
    /// - Returns: The index and the number that was saved with it.
    /// - Throws: ``IndexError/damaged(_:)`` when any byte that was checked is not what was written,
    ///   ``IndexError/unknownVersion(path:version:)`` for a file of a later program, or
    ///   ``IndexError/system(_:)``.
    /// - Complexity: reads the whole file once, to check it; with ``IndexAccess/deferred`` not the
    ///   exact vectors beside codes.
    public static func open(
        at path: String,
        access: IndexAccess = .mapped
    ) throws(IndexError) -> (index: IVFIndex, sequence: UInt64) {
        try open(IndexFileReader(path), access)
    }

    static func open(
        _ reader: IndexFileReader,
        _ access: IndexAccess
    ) throws(IndexError) -> (index: IVFIndex, sequence: UInt64) {
        guard reader.kind == fileKind else {
            throw .damaged("\(reader.path): not an inverted file")
        }
        let saved = try SavedTable(reader)
        var options = IVFOptions()
        options.lists = try reader.number(Number.lists)
        options.rowLimit = saved.rowLimit
        options.seed = saved.seed
        options.quantizer = saved.quantizer
        let index = try IVFIndex(
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
        try table.load(reader, access, count: count)
        try listOfSlot.commit(count)
        let renumbered = try loadCentroids(reader)
        let free = try reader.values(TableSection.free, of: UInt32.self)
        let saved = try reader.values(Section.lists, of: UInt32.self)
        guard saved.count == count else {
            throw .damaged("\(reader.path): slots without a list")
        }
        try ledger.load(count, free: free, reader) { table.row(of: $0) }
        var members: [UInt32: [UInt32]] = [:]
        for slot in 0..<UInt32(count) where !ledger.dead.contains(slot) {
            guard let list = renumbered[saved[Int(slot)]] else {
                throw .damaged("\(reader.path): slot \(slot) is in a list that does not exist")
            }
            setList(list, of: slot)
            members[list, default: []].append(slot)
        }
        for (list, slots) in members {
            _ = try lists.replace(list, with: slots)
            packBlocks(list, isFinal: true)
        }
    }

    /// Builds the graph of centroids; answers the new number of each list.
    private func loadCentroids(_ reader: IndexFileReader) throws(IndexError) -> [UInt32: UInt32] {
        let saved = try reader.values(Section.centroidLists, of: UInt32.self)
        let bytes = try reader.values(Section.centroids, of: UInt8.self)
        let width = centroids.table.exact.width
        guard try saved.count == reader.number(Number.centroids), bytes.count == saved.count * width
        else { throw .damaged("\(reader.path): centroids are missing") }
        var renumbered: [UInt32: UInt32] = [:]
        for (place, old) in saved.enumerated() {
            let list = try lists.makeList([])
            guard renumbered.updateValue(list, forKey: old) == nil else {
                throw .damaged("\(reader.path): list \(old) has two centroids")
            }
            try bytes.span.withUnsafeBytes { (bytes) throws(IndexError) in
                guard let start = bytes.baseAddress else { return }
                _ = try centroids.insert(row: UInt64(list), view(of: start + place * width))
            }
        }
        return renumbered
    }
}
