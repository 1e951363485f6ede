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
    /// As ``mapped``, but exact vectors are checked when a search first reads them, or by
    /// ``NeighborIndex/checkFile(isStopped:)``: an index is open before most of its file is read.
    /// Where vectors are what is walked, they are checked at once.
    case deferred
}

/// Names of sections in files; numbers below 32 belong to the table of vectors.
enum TableSection {
    static let codes: UInt32 = 1
    static let lowCodes: UInt32 = 2
    static let factors: UInt32 = 3
    static let fullFactors: UInt32 = 4
    static let exact: UInt32 = 5
    static let offsets: UInt32 = 6
    static let rows: UInt32 = 7
    static let center: UInt32 = 8
    static let free: UInt32 = 9
    static let dead: UInt32 = 10
    static let errors: UInt32 = 11
    static let codebook: UInt32 = 12
}

/// Places of numbers in a file's header; those below 16 belong to the table of vectors.
enum TableNumber {
    static let sequence = 0
    static let element = 1
    static let dimension = 2
    static let metric = 3
    static let quantizer = 4
    static let rowLimit = 5
    static let seed = 6
    static let slots = 7
    static let sparseBytes = 8
    static let count = 16
}

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

/// What a header says about a table of vectors.
struct SavedTable {
    let shape: VectorShape
    let quantizer: Quantizer
    let rowLimit: Int
    let seed: UInt64
    let slots: Int
    let sequence: UInt64
    let center: [Float]
    let codebook: [Float]

    init(_ reader: IndexFileReader) throws(IndexError) {
        let path = reader.path
        guard reader.numbers.count >= TableNumber.count,
            let element = VectorElement(
                rawValue: UInt8(clamping: reader.numbers[TableNumber.element])
            ),
            let metric = Metric(rawValue: UInt8(clamping: reader.numbers[TableNumber.metric])),
            let quantizer = Quantizer(
                code: UInt8(clamping: reader.numbers[TableNumber.quantizer])
            )
        else { throw .damaged("\(path): unknown element, metric or quantizer") }
        shape = try VectorShape(
            element: element,
            dimension: reader.number(TableNumber.dimension),
            metric: metric
        )
        self.quantizer = quantizer
        rowLimit = try reader.number(TableNumber.rowLimit)
        slots = try reader.number(TableNumber.slots)
        seed = reader.numbers[TableNumber.seed]
        sequence = reader.numbers[TableNumber.sequence]
        let saved = try reader.values(TableSection.center, of: Float.self)
        center = saved.count == shape.dimension ? saved : []
        codebook = try reader.values(TableSection.codebook, of: Float.self)
        // Flat indexes, which use other codes whatever the quantizer, have none.
        let size = quantizer.sliceWidth.map { $0.elements * $0.centroids } ?? 0
        guard codebook.isEmpty || codebook.count == size else {
            throw .damaged("\(path): a codebook of another size")
        }
        guard slots <= rowLimit else {
            throw .damaged("\(path): more slots than the index may have")
        }
    }
}

extension IndexFileReader {
    /// A number of the header as an integer.
    func number(_ place: Int) throws(IndexError) -> Int {
        guard place < numbers.count, let value = Int(exactly: numbers[place]) else {
            throw .damaged("\(path): impossible number in the header")
        }
        return value
    }

    /// A section as values.
    func values<Value: BitwiseCopyable & ExpressibleByIntegerLiteral>(
        _ id: UInt32,
        of type: Value.Type
    ) throws(IndexError) -> [Value] {
        let stride = MemoryLayout<Value>.stride
        var values = [Value](repeating: 0, count: (count(id) ?? 0) / stride)
        let byteCount = values.count * stride
        var span = values.mutableSpan
        try span.withUnsafeMutableBytes { (bytes) throws(IndexError) in
            guard let start = bytes.baseAddress, byteCount > 0 else { return }
            try load(id, into: start, count: byteCount)
        }
        return values
    }
}

extension IndexFileWriter {
    /// Appends a section of values.
    mutating func add<Value: BitwiseCopyable>(
        _ id: UInt32,
        _ values: [Value]
    ) throws(IndexError) {
        let copy = values
        let bytes = copy.withUnsafeBytes { Array($0) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: bytes)
        try add(id, UnsafeRawBufferPointer(buffer))
    }
}
