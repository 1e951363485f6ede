// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// The exact vectors of an index's file, read one at a time.
///
/// A page of a mapping that a search touches counts as the process's memory, and Linux maps fifteen
/// around it: a thousand searches make most of a file resident. Reading costs 0.7 microseconds a
/// vector of 384 dimensions more than touching a page that is mapped, less than touching one that
/// is not; ranking by 8-bit codes first leaves few to read.
///
/// A file that is opened need not be checked before the first search: a vector is handed out once
/// the checksums of its blocks have been compared.
final class VectorFile: Sendable {
    private let file: File
    private let reader: IndexFileReader
    private let offset: Int
    private let width: Int
    private let count: Int
    /// Slots that were written after the file was.
    private let written: SlotBits
    /// Blocks that have been checked, by their numbers.
    private let checked: SlotBits
    private let isChecked: Atomic<Bool>

    /// The vectors of `width` bytes in the section ``TableSection/exact`` of a file.
    ///
    /// - Parameters:
    ///   - reader: The file.
    ///   - width: Bytes of a vector.
    ///   - isChecked: Whether every byte is known to be what was written.
    /// - Throws: ``IndexError/damaged(_:)`` without such a section, ``IndexError/system(_:)``.
    init(_ reader: IndexFileReader, width: Int, isChecked: Bool) throws(IndexError) {
        guard let section = reader.section(TableSection.exact) else {
            throw .damaged("\(reader.path): no section of vectors")
        }
        do throws(PlatformError) { file = try File(reader.path, .read) } catch {
            throw .system(error)
        }
        self.reader = reader
        self.width = width
        self.isChecked = Atomic(isChecked)
        offset = section.offset
        count = section.count / width
        written = try SlotBits(slotLimit: count)
        try written.commit(count)
        let blocks = IndexFile.blocks(section.count)
        checked = try SlotBits(slotLimit: blocks)
        try checked.commit(blocks)
    }

    /// Notes that the file no longer has the vector of `slot`.
    func forget(_ slot: UInt32) { if slot < count { written.insert(slot) } }

    /// Copies the vector of `slot`; false when the file does not have it.
    ///
    /// - Throws: ``IndexError/damaged(_:)``, ``IndexError/system(_:)``.
    func read(_ slot: UInt32, into target: UnsafeMutableRawPointer) throws(IndexError) -> Bool {
        guard slot < count, !written.contains(slot) else { return false }
        let start = Int(slot) * width
        if !isChecked.load(ordering: .acquiring) {
            let blocks = start / IndexFile.block...(start + width - 1) / IndexFile.block
            for block in blocks { try check(block: UInt32(block)) }
        }
        let buffer = UnsafeMutableRawBufferPointer(start: target, count: width)
        let done: Int
        do throws(PlatformError) { done = try file.read(at: offset + start, into: buffer) } catch {
            throw .system(error)
        }
        guard done == width else { throw .damaged("\(reader.path): cut short") }
        return true
    }

    /// Checks every block that has not been checked, until `isStopped` answers true.
    func check(isStopped: () -> Bool) throws(IndexError) {
        if isChecked.load(ordering: .acquiring) { return }
        for block in 0..<UInt32(IndexFile.blocks(count * width)) {
            if isStopped() { return }
            try check(block: block)
        }
        isChecked.store(true, ordering: .releasing)
    }

    private func check(block: UInt32) throws(IndexError) {
        if checked.contains(block) { return }
        try reader.check(TableSection.exact, block: Int(block), of: file)
        checked.insert(block)
    }
}
