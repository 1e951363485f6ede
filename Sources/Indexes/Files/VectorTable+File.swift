// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import Vectors

extension VectorTable {
    /// Columns with the names of their sections; exact vectors only where they are one.
    private var columns: [(UInt32, Column)] {
        [
            (TableSection.codes, codes), (TableSection.lowCodes, lowCodes),
            (TableSection.factors, factors), (TableSection.fullFactors, fullFactors),
            (TableSection.errors, errors),
            (TableSection.offsets, offsets), (TableSection.rows, rows),
        ].filter { $0.1.width > 0 }
    }

    /// Bytes of `exact` that `count` slots use.
    private func exactBytes(_ count: Int) -> Int {
        shape.element == .sparse ? sparseBytes.withLock { $0 } : count * exact.width
    }

    /// Adds the first `count` slots to a file.
    ///
    /// - Throws: ``IndexError/damaged(_:)`` when the file that vectors are read from is: a new
    ///   checksum must not make damage look sound.
    func save(to writer: inout IndexFileWriter, count: Int) throws(IndexError) {
        try checkFile { false }
        for (id, column) in columns {
            try writer.add(
                id,
                UnsafeRawBufferPointer(start: column.base, count: count * column.width)
            )
        }
        try writer.add(
            TableSection.exact,
            UnsafeRawBufferPointer(start: exact.base, count: exactBytes(count))
        )
        try writer.add(TableSection.center, scalar.center)
        if let slices { try writer.add(TableSection.codebook, slices.codebook) }
    }

    /// The numbers of the table in a header, and room for more.
    func numbers(count: Int, sequence: UInt64, seed: UInt64, quantizer: Quantizer) -> [UInt64] {
        var numbers = [UInt64](repeating: 0, count: TableNumber.count)
        numbers[TableNumber.sequence] = sequence
        numbers[TableNumber.element] = UInt64(shape.element.rawValue)
        numbers[TableNumber.dimension] = UInt64(shape.dimension)
        numbers[TableNumber.metric] = UInt64(shape.metric.rawValue)
        numbers[TableNumber.quantizer] = UInt64(quantizer.code)
        numbers[TableNumber.rowLimit] = UInt64(slotLimit)
        numbers[TableNumber.seed] = seed
        numbers[TableNumber.slots] = UInt64(count)
        numbers[TableNumber.sparseBytes] = UInt64(sparseBytes.withLock { $0 })
        return numbers
    }

    /// Fills an empty table with what ``save(to:count:)`` wrote.
    func load(
        _ reader: IndexFileReader,
        _ access: IndexAccess,
        count: Int
    ) throws(IndexError) {
        let used = try reader.number(TableNumber.sparseBytes)
        sparseBytes.withLock { $0 = used }
        let byteCount = exactBytes(count)
        guard let memory = exact.memory, byteCount <= memory.reservedBytes else {
            throw .damaged("\(reader.path): more vectors than the index may have")
        }
        switch access {
        case .loaded:
            try loadColumns(reader, count)
            do throws(PlatformError) { try memory.commit(byteCount) } catch {
                throw .system(error)
            }
            try reader.load(TableSection.exact, into: memory.base, count: byteCount)
        case .deferred where quantizer != .none:
            try loadColumns(reader, count)
            try mapExact(reader, byteCount: byteCount, isChecked: false)
        case .mapped, .deferred:
            // Most of the file is vectors, of which nothing is kept.
            let failure = Lock<IndexError?>(nil)
            let check: @Sendable () -> Void = {
                do throws(IndexError) {
                    try reader.check(TableSection.exact)
                } catch {
                    failure.withLock { $0 = error }
                }
            }
            // Without a thread of its own it only takes longer.
            let thread = try? OSThread(name: "index check", check)
            defer { thread?.join() }
            try loadColumns(reader, count)
            if let thread { thread.join() } else { check() }
            if let failure = failure.withLock({ $0 }) { throw failure }
            try mapExact(reader, byteCount: byteCount, isChecked: true)
        }
    }

    private func loadColumns(_ reader: IndexFileReader, _ count: Int) throws(IndexError) {
        for (id, column) in columns {
            try column.commit(count)
            try reader.load(id, into: column.base, count: count * column.width)
        }
        if shape.element == .sparse { try findSparseRoom(count) }
    }

    /// Finds how much room each sparse vector has: up to where the next one starts, with the blocks
    /// in between that nothing names any more.
    ///
    /// - Complexity: O(count × log count).
    private func findSparseRoom(_ count: Int) throws(IndexError) {
        try sparseRoom.commit(count)
        let places = offsets.base.assumingMemoryBound(to: UInt64.self)
        let rooms = sparseRoom.base.assumingMemoryBound(to: UInt16.self)
        let slots = (0..<count).filter { places[$0] != 0 }.sorted { places[$0] < places[$1] }
        var end = UInt64(sparseBytes.withLock { $0 })
        for slot in slots.reversed() {
            let elements = (Int(clamping: end) - Int(clamping: places[slot]) - 4) / 8
            rooms[slot] = UInt16(min(VectorShape.maximumSparseElements, max(0, elements)))
            end = places[slot]
        }
    }

    /// Makes the pages of exact vectors those of a file that holds the same.
    private func mapExact(
        _ reader: IndexFileReader,
        byteCount: Int,
        isChecked: Bool
    ) throws(IndexError) {
        guard let memory = exact.memory, let section = reader.section(TableSection.exact),
            section.count == byteCount
        else { throw .damaged("\(reader.path): no section of vectors, or another size") }
        do throws(PlatformError) {
            try memory.map(
                File(reader.path, .read),
                offset: section.offset,
                byteCount: byteCount
            )
        } catch { throw .system(error) }
        guard quantizer != .none else { return }
        let file = try VectorFile(reader, width: exact.width, isChecked: isChecked)
        vectorFile.withLock { $0 = file }
    }

    /// Makes the pages of exact vectors those of the file at `path`, just saved.
    func mapExact(_ path: String, count: Int) throws(IndexError) {
        try mapExact(IndexFileReader(path), byteCount: exactBytes(count), isChecked: true)
    }
}
