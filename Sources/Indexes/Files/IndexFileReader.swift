// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform
import Synchronization

/// Reads an index file, checking every byte that it hands out.
final class IndexFileReader: Sendable {
    /// A section: where it is and which checksums are its own.
    struct Section: Sendable {
        var offset: Int
        var count: Int
        var firstBlock: Int
    }

    let path: String
    /// What kind of index it holds.
    let kind: UInt32
    /// The kind's own numbers.
    let numbers: [UInt64]
    private let sections: [UInt32: Section]
    private let checksums: [UInt32]

    /// Opens the file at `path` and checks header and table of checksums.
    init(_ path: String) throws(IndexError) {
        self.path = path
        let file = try IndexFileReader.open(path)
        let size = try IndexFileReader.size(file)
        var header = [UInt8](repeating: 0, count: IndexFile.headerBytes)
        try IndexFileReader.read(file, at: 0, into: &header, path)
        let head = Header(bytes: header)
        guard head.number(UInt64.self, 0) == IndexFile.magic else {
            throw .damaged("\(path): not an index file")
        }
        let version = head.number(UInt32.self, IndexFile.versionOffset)
        guard version == IndexFile.version else {
            throw .unknownVersion(path: path, version: Int(version))
        }
        let stored = head.number(UInt32.self, IndexFile.checksumOffset)
        for index in 0..<4 { header[IndexFile.checksumOffset + index] = 0 }
        guard header.withUnsafeBytes({ IndexFile.checksum($0) }) == stored else {
            throw .damaged("\(path): the header's checksum does not match")
        }
        // From here on the header is what was written; only the file may be cut short.
        let expected = head.number(UInt64.self, IndexFile.fileSizeOffset)
        guard expected == UInt64(size) else {
            throw .damaged("\(path): \(size) bytes instead of \(expected)")
        }
        kind = head.number(UInt32.self, IndexFile.kindOffset)
        let numberCount = Int(head.number(UInt32.self, IndexFile.numberCountOffset))
        let sectionCount = Int(head.number(UInt32.self, IndexFile.sectionCountOffset))
        guard numberCount <= IndexFile.maximumNumbers, sectionCount < IndexFile.maximumSections
        else { throw .damaged("\(path): impossible counts in the header") }
        numbers = (0..<numberCount).map {
            head.number(UInt64.self, IndexFile.numbersOffset + 8 * $0)
        }
        var sections: [UInt32: Section] = [:]
        for index in 0..<sectionCount { sections[head.sectionID(index)] = head.section(index) }
        self.sections = sections
        let last = head.section(sectionCount)
        var sums = [UInt8](repeating: 0, count: last.count)
        try IndexFileReader.read(file, at: last.offset, into: &sums, path)
        guard sums.withUnsafeBytes({ IndexFile.checksum($0) }) == UInt32(last.firstBlock) else {
            throw .damaged("\(path): the checksums' own checksum does not match")
        }
        checksums = sums.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
            }
        }
    }

    private static func open(_ path: String) throws(IndexError) -> File {
        do throws(PlatformError) { return try File(path, .read) } catch { throw .system(error) }
    }

    private static func size(_ file: borrowing File) throws(IndexError) -> Int {
        do throws(PlatformError) { return try file.size() } catch { throw .system(error) }
    }

    private static func read(
        _ file: borrowing File,
        at offset: Int,
        into bytes: inout [UInt8],
        _ path: String
    ) throws(IndexError) {
        let wanted = bytes.count
        var done = 0
        var span = bytes.mutableSpan
        do {
            done = try span.withUnsafeMutableBytes { (buffer) throws(PlatformError) in
                try file.read(at: offset, into: buffer)
            }
        } catch { throw .system(error) }
        guard done == wanted else { throw .damaged("\(path): cut short at \(offset + done)") }
    }

    /// Bytes of a section; nil when the file has none of that name.
    func count(_ id: UInt32) -> Int? { sections[id]?.count }

    /// Where a section is, for mapping; nil when the file has none of that name.
    func section(_ id: UInt32) -> Section? { sections[id] }

    /// Reads a section of exactly `count` bytes to `target` and checks it.
    func load(
        _ id: UInt32,
        into target: UnsafeMutableRawPointer,
        count: Int
    ) throws(IndexError) {
        guard let section = sections[id], section.count == count else {
            throw .damaged("\(path): section \(id) is not of \(count) bytes")
        }
        if count == 0 { return }
        var done = 0
        do {
            let file = try File(path, .read)
            done = try file.read(
                at: section.offset,
                into: UnsafeMutableRawBufferPointer(start: target, count: count)
            )
        } catch { throw .system(error) }
        guard done == count else { throw .damaged("\(path): section \(id) is cut short") }
        try check(id, UnsafeRawBufferPointer(start: target, count: count))
    }

    /// Reads a section, keeps nothing of it, and checks it.
    func check(_ id: UInt32) throws(IndexError) {
        guard let section = sections[id] else { throw .damaged("\(path): no section \(id)") }
        let file = try IndexFileReader.open(path)
        for block in 0..<IndexFile.blocks(section.count) { try check(id, block: block, of: file) }
    }

    /// Reads a block of a section, keeps nothing of it, and checks it.
    func check(_ id: UInt32, block: Int, of file: borrowing File) throws(IndexError) {
        guard let section = sections[id] else { throw .damaged("\(path): no section \(id)") }
        let start = block * IndexFile.block
        let count = min(IndexFile.block, IndexFile.padded(section.count) - start)
        var bytes = [UInt8](repeating: 0, count: count)
        try IndexFileReader.read(file, at: section.offset + start, into: &bytes, path)
        try check(id, section, block, bytes.withUnsafeBytes { IndexFile.checksum($0) })
    }

    /// Checks a section's bytes against its checksums.
    private func check(_ id: UInt32, _ bytes: UnsafeRawBufferPointer) throws(IndexError) {
        guard let section = sections[id] else { throw .damaged("\(path): no section \(id)") }
        var padding = [UInt8](
            repeating: 0,
            count: IndexFile.padded(bytes.count) - bytes.count
        )
        try IndexFileReader.read(
            IndexFileReader.open(path),
            at: section.offset + bytes.count,
            into: &padding,
            path
        )
        for index in 0..<IndexFile.blocks(bytes.count) {
            let start = index * IndexFile.block
            let end = min(start + IndexFile.block, bytes.count)
            var sum = IndexFile.checksum(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            if start + IndexFile.block >= bytes.count {
                sum = padding.withUnsafeBytes { IndexFile.checksum($0, continuing: sum) }
            }
            try check(id, section, index, sum)
        }
    }

    /// Compares the checksum of a section's block number `index` with the one that was stored.
    private func check(
        _ id: UInt32,
        _ section: Section,
        _ index: Int,
        _ sum: UInt32
    ) throws(IndexError) {
        let number = section.firstBlock + index
        guard number < checksums.count, checksums[number] == sum else {
            let start = index * IndexFile.block
            let end = min(start + IndexFile.block, section.count)
            throw .damaged(
                "\(path): bytes \(section.offset + start) to \(section.offset + end) "
                    + "of section \(id) do not match their checksum"
            )
        }
    }
}

/// Numbers at offsets of a header.
private struct Header {
    let bytes: [UInt8]

    func number<Number: FixedWidthInteger>(_ type: Number.Type, _ offset: Int) -> Number {
        bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
        }
    }

    private func start(_ index: Int) -> Int {
        IndexFile.sectionsOffset + index * IndexFile.sectionEntryBytes
    }

    func sectionID(_ index: Int) -> UInt32 { number(UInt32.self, start(index)) }

    func section(_ index: Int) -> IndexFileReader.Section {
        IndexFileReader.Section(
            offset: Int(clamping: number(UInt64.self, start(index) + 8)),
            count: Int(clamping: number(UInt64.self, start(index) + 16)),
            firstBlock: Int(clamping: number(UInt64.self, start(index) + 24))
        )
    }
}
