// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform

/// The container that every index is saved in: numbers, then named sections, all checksummed.
///
/// Little-endian. Sections begin at multiples of 4,096, padded with zeros, so that they can be
/// mapped. The layout is drawn in Documentation/index-formats.md.
enum IndexFile {
    /// The bytes `NDLINDEX`.
    static let magic: UInt64 = 0x5845_444E_494C_444E
    static let version: UInt32 = 1
    static let headerBytes = 4096
    static let page = 4096
    /// Bytes that share a checksum.
    static let block = 64 << 10
    static let maximumNumbers = 64
    static let maximumSections = 32

    // Offsets in the header.
    static let versionOffset = 8
    static let kindOffset = 12
    static let checksumOffset = 16
    static let numberCountOffset = 20
    static let sectionCountOffset = 24
    static let fileSizeOffset = 32
    static let numbersOffset = 64
    static let sectionsOffset = 1024
    static let sectionEntryBytes = 32

    static func padded(_ count: Int) -> Int { (count + page - 1) / page * page }
    static func blocks(_ count: Int) -> Int { (padded(count) + block - 1) / block }
}

/// Writes an index file beside its place and moves it there when it is whole.
struct IndexFileWriter: ~Copyable {
    private let path: String
    private let file: File
    private var offset = IndexFile.headerBytes
    private var entries: [(id: UInt32, offset: Int, count: Int, firstBlock: Int)] = []
    private var checksums: [UInt32] = []
    private var isNamed = false

    deinit {
        // What is left of a file that was not finished is of no use; without it, neither.
        if !isNamed { try? FileSystem.remove(path + ".new") }
    }

    /// Starts a file that will be at `path`.
    init(_ path: String) throws(IndexError) {
        self.path = path
        do { file = try File(path + ".new", .replace) } catch { throw .system(error) }
    }

    /// Appends a section.
    mutating func add(_ id: UInt32, _ bytes: UnsafeRawBufferPointer) throws(IndexError) {
        entries.append((id, offset, bytes.count, checksums.count))
        let rest = bytes.count % IndexFile.page
        let whole = bytes.count - rest
        var tail = [UInt8](repeating: 0, count: rest == 0 ? 0 : IndexFile.page)
        for index in 0..<rest { tail[index] = bytes[whole + index] }
        do {
            try file.write(UnsafeRawBufferPointer(rebasing: bytes[..<whole]), at: offset)
            try tail.span.withUnsafeBytes { (tail) throws(PlatformError) in
                try file.write(tail, at: offset + whole)
            }
        } catch { throw .system(error) }
        tail.withUnsafeBytes { tail in
            var start = 0
            while start < whole + tail.count {
                let end = min(start + IndexFile.block, whole + tail.count)
                let own = UnsafeRawBufferPointer(rebasing: bytes[start..<min(end, whole)])
                var sum = IndexFile.checksum(own)
                if end > whole { sum = IndexFile.checksum(tail, continuing: sum) }
                checksums.append(sum)
                start = end
            }
        }
        offset += whole + tail.count
    }

    /// Writes checksums and header, waits for the disk, calls `beforeRename` and gives the file its
    /// name.
    consuming func finish(
        kind: UInt32,
        numbers: [UInt64],
        beforeRename: () throws(IndexError) -> Void = {}
    ) throws(IndexError) {
        precondition(numbers.count <= IndexFile.maximumNumbers, "too many numbers for the header")
        precondition(entries.count < IndexFile.maximumSections, "too many sections for the header")
        let sums = checksums.withUnsafeBytes { Array($0) }
        var header = [UInt8](repeating: 0, count: IndexFile.headerBytes)
        func put<Number: FixedWidthInteger>(_ number: Number, _ offset: Int) {
            withUnsafeBytes(of: number.littleEndian) { bytes in
                for (index, byte) in bytes.enumerated() { header[offset + index] = byte }
            }
        }
        put(IndexFile.magic, 0)
        put(IndexFile.version, IndexFile.versionOffset)
        put(kind, IndexFile.kindOffset)
        put(UInt32(numbers.count), IndexFile.numberCountOffset)
        put(UInt32(entries.count), IndexFile.sectionCountOffset)
        put(UInt64(offset + sums.count), IndexFile.fileSizeOffset)
        for (index, number) in numbers.enumerated() {
            put(number, IndexFile.numbersOffset + 8 * index)
        }
        let table =
            entries + [
                (0, offset, sums.count, Int(sums.withUnsafeBytes { IndexFile.checksum($0) }))
            ]
        for (index, entry) in table.enumerated() {
            let start = IndexFile.sectionsOffset + index * IndexFile.sectionEntryBytes
            put(entry.id, start)
            put(UInt64(entry.offset), start + 8)
            put(UInt64(entry.count), start + 16)
            put(UInt64(entry.firstBlock), start + 24)
        }
        put(header.withUnsafeBytes { IndexFile.checksum($0) }, IndexFile.checksumOffset)
        do {
            try sums.span.withUnsafeBytes { (bytes) throws(PlatformError) in
                try file.write(bytes, at: offset)
            }
            try header.span.withUnsafeBytes { (bytes) throws(PlatformError) in
                try file.write(bytes, at: 0)
            }
            try file.synchronize()
        } catch { throw .system(error) }
        try beforeRename()
        do {
            try FileSystem.rename(path + ".new", to: path)
            isNamed = true
            try FileSystem.synchronizeDirectory(FileSystem.parent(of: path))
        } catch { throw .system(error) }
    }
}

extension IndexFile {
    static func checksum(_ bytes: UnsafeRawBufferPointer, continuing sum: UInt32 = 0) -> UInt32 {
        guard let start = bytes.baseAddress else { return sum }
        return ck_crc32c(sum, start, bytes.count)
    }
}
