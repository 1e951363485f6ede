// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization
import Vectors

/// How an index uses its file once it is open.
public enum IndexAccess: Sendable {
    /// Everything is read into memory.
    case loaded
    /// Codes and links are read into memory; exact vectors stay in the file, and their pages come
    /// and go as they are used.
    case mapped
}

extension HNSWIndex {
    /// Opens an index that ``checkpoint(to:sequence:releasesVectors:)`` saved.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: Whether exact vectors are read or mapped.
    /// - Returns: The index and the number that was saved with it.
    /// - Throws: ``IndexError/damaged(_:)`` when any byte is not what was written,
    ///   ``IndexError/unknownVersion(path:version:)`` for a file of a later program, or
    ///   ``IndexError/system(_:)``.
    /// - Complexity: reads the whole file once, to check it.
    public static func open(
        at path: String,
        access: IndexAccess = .mapped
    ) throws(IndexError) -> (index: HNSWIndex, sequence: UInt64) {
        let reader = try IndexFileReader(path)
        let numbers = reader.numbers
        guard reader.kind == fileKind, numbers.count >= Number.count else {
            throw .damaged("\(path): not an HNSW index")
        }
        func number(_ place: Int) throws(IndexError) -> Int {
            guard let value = Int(exactly: numbers[place]) else {
                throw .damaged("\(path): impossible number \(numbers[place])")
            }
            return value
        }
        guard let element = VectorElement(rawValue: UInt8(clamping: numbers[Number.element])),
            let metric = Metric(rawValue: UInt8(clamping: numbers[Number.metric])),
            let quantizer = Quantizer(code: UInt8(clamping: numbers[Number.quantizer]))
        else { throw .damaged("\(path): unknown element, metric or quantizer") }
        let shape = try VectorShape(
            element: element,
            dimension: number(Number.dimension),
            metric: metric
        )
        var options = HNSWOptions()
        options.m = try number(Number.m)
        options.efConstruction = try number(Number.efConstruction)
        options.rowLimit = try number(Number.rowLimit)
        options.seed = numbers[Number.seed]
        options.quantizer = quantizer
        var center = [Float](repeating: 0, count: (reader.count(Section.center) ?? 0) / 4)
        try load(reader, Section.center, &center)
        let index = try HNSWIndex(
            shape: shape,
            options: options,
            center: center.count == shape.dimension ? center : []
        )
        try index.load(reader, access)
        return (index, numbers[Number.sequence])
    }

    private static func load<Value: BitwiseCopyable>(
        _ reader: IndexFileReader,
        _ id: UInt32,
        _ values: inout [Value]
    ) throws(IndexError) {
        let count = values.count * MemoryLayout<Value>.stride
        var span = values.mutableSpan
        try span.withUnsafeMutableBytes { (bytes) throws(IndexError) in
            guard let start = bytes.baseAddress else { return }
            try reader.load(id, into: start, count: count)
        }
    }

    private func load(_ reader: IndexFileReader, _ access: IndexAccess) throws(IndexError) {
        let count = Int(clamping: reader.numbers[Number.slots])
        let upperLists = Int(clamping: reader.numbers[Number.upperLists])
        guard count <= options.rowLimit, upperLists <= count / options.m * 4 + 4096 else {
            throw .damaged("\(reader.path): more slots than the index may have")
        }
        memory.upperCount.withLock { $0 = upperLists }
        for (id, column, rows) in columns(count)
        where column.width > 0 && !(access == .mapped && id == Section.exact) {
            try column.commit(rows)
            try reader.load(id, into: column.base, count: rows * column.width)
        }
        try loadExact(reader, access, count)
        try dead.commit(count)
        try loadRows(reader, count)
        try checkLinks(reader.path, count)
        committedSlots.withLock { $0 = count }
        slotCount.store(count, ordering: .releasing)
        entry.store(reader.numbers[Number.entry], ordering: .releasing)
    }

    private func loadExact(
        _ reader: IndexFileReader,
        _ access: IndexAccess,
        _ count: Int
    ) throws(IndexError) {
        let isSparse = shape.element == .sparse
        guard isSparse || access == .mapped else { return }
        let byteCount =
            isSparse
            ? Int(clamping: reader.numbers[Number.sparseBytes]) : count * table.exact.width
        guard let memory = table.exact.memory, let section = reader.section(Section.exact),
            section.count == byteCount
        else { throw .damaged("\(reader.path): no section of vectors, or another size") }
        do throws(PlatformError) {
            if access == .mapped {
                try memory.map(
                    File(reader.path, .read),
                    offset: section.offset,
                    byteCount: byteCount
                )
            } else {
                try memory.commit(byteCount)
            }
        } catch { throw .system(error) }
        if access == .mapped {
            let bytes = UnsafeRawBufferPointer(start: memory.base, count: byteCount)
            try reader.check(Section.exact, bytes)
        } else {
            try reader.load(Section.exact, into: memory.base, count: byteCount)
        }
        table.sparseBytes.withLock { $0 = isSparse ? byteCount : 0 }
    }

    /// Fills the row map from the slots that are neither dead nor free.
    private func loadRows(_ reader: IndexFileReader, _ count: Int) throws(IndexError) {
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        try HNSWIndex.load(reader, Section.dead, &words)
        var free = [UInt32](repeating: 0, count: (reader.count(Section.free) ?? 0) / 4)
        try HNSWIndex.load(reader, Section.free, &free)
        guard free.allSatisfy({ $0 < count }) else {
            throw .damaged("\(reader.path): a free slot that does not exist")
        }
        var live = 0
        var buried = 0
        for slot in 0..<UInt32(count) {
            if words[Int(slot) / 64] >> UInt64(slot % 64) & 1 != 0 {
                dead.insert(slot)
                buried += 1
                continue
            }
            let row = table.row(of: slot)
            if try rowMap.replace(row, with: slot) != nil {
                throw .damaged("\(reader.path): row \(row) has two slots")
            }
            live += 1
        }
        liveCount.store(live, ordering: .releasing)
        deadCount.store(buried - free.count, ordering: .releasing)
        freeSlots.withLock { $0 = free }
    }

    /// Makes sure that no link, list or offset leads outside, whatever wrote the file.
    private func checkLinks(_ path: String, _ count: Int) throws(IndexError) {
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
            let start = Int(memory.view.upperStart[Int(slot)])
            if level > 0, start == 0 || start + level > upperLists { isSound = false }
        }
        guard isSound else { throw .damaged("\(path): a link leads outside the index") }
    }
}
