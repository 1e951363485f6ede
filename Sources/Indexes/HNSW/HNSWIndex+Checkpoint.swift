// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import Vectors

extension HNSWIndex {
    /// The kind of index in a file's header: `HNSW`.
    static let fileKind: UInt32 = 0x5753_4E48

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
                var writer = try IndexFileWriter(path)
                let count = slotCount.load(ordering: .acquiring)
                for (id, column, rows) in columns(count) where column.width > 0 {
                    try writer.add(
                        id,
                        UnsafeRawBufferPointer(start: column.base, count: rows * column.width)
                    )
                }
                if shape.element == .sparse {
                    let used = table.sparseBytes.withLock { $0 }
                    try writer.add(
                        Section.exact,
                        UnsafeRawBufferPointer(start: table.exact.base, count: used)
                    )
                }
                var unused = freeSlots.withLock { $0 }
                retired.withLock { for part in $0 { unused.append(contentsOf: part.slots) } }
                let tombstones = Array(dead.words, count: count)
                try unused.withUnsafeBytesTyped { (bytes) throws(IndexError) in
                    try writer.add(Section.free, bytes)
                }
                try tombstones.withUnsafeBytesTyped { (bytes) throws(IndexError) in
                    try writer.add(Section.dead, bytes)
                }
                try table.scalar.center.withUnsafeBytesTyped { (bytes) throws(IndexError) in
                    try writer.add(Section.center, bytes)
                }
                try writer.finish(kind: HNSWIndex.fileKind, numbers: header(count, sequence))
                if releasesVectors { try mapVectors(path) }
            }
        }
    }

    /// Replaces the memory of exact vectors by the pages of the file just written.
    private func mapVectors(_ path: String) throws(IndexError) {
        let reader = try IndexFileReader(path)
        guard let section = reader.section(Section.exact), let memory = table.exact.memory else {
            return
        }
        do throws(PlatformError) {
            try memory.map(File(path, .read), offset: section.offset, byteCount: section.count)
        } catch { throw .system(error) }
    }

    /// Columns with their names and how many values each has.
    func columns(_ count: Int) -> [(UInt32, Column, Int)] {
        [
            (Section.codes, table.codes, count),
            (Section.lowCodes, table.lowCodes, count),
            (Section.factors, table.factors, count),
            (Section.fullScales, table.fullScales, count),
            (Section.offsets, table.offsets, count),
            (Section.rows, table.rows, count),
            (Section.links, memory.links, count),
            (Section.upperStart, memory.upperStart, count),
            (Section.upper, memory.upper, memory.upperCount.withLock { $0 }),
        ] + (shape.element == .sparse ? [] : [(Section.exact, table.exact, count)])
    }

    private func header(_ count: Int, _ sequence: UInt64) -> [UInt64] {
        var numbers = [UInt64](repeating: 0, count: Number.count)
        numbers[Number.sequence] = sequence
        numbers[Number.element] = UInt64(shape.element.rawValue)
        numbers[Number.dimension] = UInt64(shape.dimension)
        numbers[Number.metric] = UInt64(shape.metric.rawValue)
        numbers[Number.quantizer] = UInt64(options.quantizer.code)
        numbers[Number.m] = UInt64(options.m)
        numbers[Number.efConstruction] = UInt64(options.efConstruction)
        numbers[Number.rowLimit] = UInt64(options.rowLimit)
        numbers[Number.seed] = options.seed
        numbers[Number.slots] = UInt64(count)
        numbers[Number.upperLists] = UInt64(memory.upperCount.withLock { $0 })
        numbers[Number.entry] = entry.load(ordering: .acquiring)
        numbers[Number.sparseBytes] = UInt64(table.sparseBytes.withLock { $0 })
        return numbers
    }

    /// Names of sections in a file.
    enum Section {
        static let codes: UInt32 = 1
        static let lowCodes: UInt32 = 2
        static let factors: UInt32 = 3
        static let fullScales: UInt32 = 4
        static let exact: UInt32 = 5
        static let offsets: UInt32 = 6
        static let rows: UInt32 = 7
        static let links: UInt32 = 8
        static let upper: UInt32 = 9
        static let upperStart: UInt32 = 10
        static let free: UInt32 = 11
        static let dead: UInt32 = 12
        static let center: UInt32 = 13
    }

    /// Places of numbers in a file's header.
    enum Number {
        static let sequence = 0
        static let element = 1
        static let dimension = 2
        static let metric = 3
        static let quantizer = 4
        static let m = 5
        static let efConstruction = 6
        static let rowLimit = 7
        static let seed = 8
        static let slots = 9
        static let upperLists = 10
        static let entry = 11
        static let sparseBytes = 12
        static let count = 13
    }
}

extension [UInt64] {
    /// The words that hold the bits of `count` slots.
    fileprivate init(_ words: UnsafeMutablePointer<SlotBits.Word>, count: Int) {
        self = (0..<(count + 63) / 64).map { words[$0].load(ordering: .acquiring) }
    }
}

extension Array where Element: BitwiseCopyable {
    /// `withUnsafeBytes` with typed errors.
    fileprivate func withUnsafeBytesTyped<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) { try span.withUnsafeBytes(body) }
}
