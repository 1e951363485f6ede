// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

extension ALEXIndex {
    /// The kind of index in a file's header: `ALEX`.
    static let fileKind: UInt32 = 0x5845_4C41

    /// Saves the index to the file `path`: its entries, sorted.
    ///
    /// Opening builds the nodes anew, which takes no longer than reading them and leaves no traces
    /// of growth.
    ///
    /// The file is written beside `path` and renamed when it is whole and on disk. Readers go on
    /// meanwhile; inserts and removals wait.
    ///
    /// - Parameters:
    ///   - path: Where the file will be; what is there is replaced.
    ///   - sequence: A number of the caller's that ``open(at:)`` gives back.
    /// - Throws: ``IndexError/system(_:)``; what was at `path` is untouched then.
    /// - Complexity: O(n), with 16 bytes of memory for each entry.
    public func checkpoint(to path: String, sequence: UInt64) throws(IndexError) {
        var keys: [UInt64] = []
        var payloads: [UInt64] = []
        changes.withWriteLock {
            keys.reserveCapacity(count)
            payloads.reserveCapacity(count)
            forEach(in: 0...UInt64.max) { key, payload in
                keys.append(key)
                payloads.append(payload)
                return true
            }
        }
        var writer = try IndexFileWriter(path)
        try keys.span.withUnsafeBytes { (bytes) throws(IndexError) in
            try writer.add(Section.keys, bytes)
        }
        try payloads.span.withUnsafeBytes { (bytes) throws(IndexError) in
            try writer.add(Section.payloads, bytes)
        }
        try writer.finish(
            kind: ALEXIndex.fileKind,
            numbers: [
                sequence, UInt64(keys.count), UInt64(options.fillPercent),
                UInt64(options.fullPercent), UInt64(options.leafLimit),
                UInt64(options.memoryLimitBytes),
            ]
        )
    }

    /// Opens an index that ``checkpoint(to:sequence:)`` saved.
    ///
    /// - Returns: The index and the number that was saved with it.
    /// - Throws: ``IndexError/damaged(_:)`` when any byte is not what was written,
    ///   ``IndexError/unknownVersion(path:version:)`` for a file of a later program,
    ///   ``IndexError/notEnoughMemory(needed:allowed:)`` or ``IndexError/system(_:)``.
    public static func open(
        at path: String
    ) throws(IndexError) -> (index: ALEXIndex, sequence: UInt64) {
        let reader = try IndexFileReader(path)
        let numbers = reader.numbers
        guard reader.kind == fileKind, numbers.count >= 6,
            let count = reader.count(Section.keys), UInt64(count) / 8 == numbers[1]
        else { throw .damaged("\(path): not an ALEX index") }
        var options = ALEXOptions()
        options.fillPercent = Int(clamping: numbers[2])
        options.fullPercent = Int(clamping: numbers[3])
        options.leafLimit = Int(clamping: numbers[4])
        options.memoryLimitBytes = Int(clamping: numbers[5])
        let keys = try load(reader, Section.keys, count: count / 8)
        let payloads = try load(reader, Section.payloads, count: count / 8)
        let index = try ALEXIndex(ascending: keys, payloads: payloads, options: options)
        return (index, numbers[0])
    }

    private static func load(
        _ reader: IndexFileReader,
        _ id: UInt32,
        count: Int
    ) throws(IndexError) -> [UInt64] {
        var values = [UInt64](repeating: 0, count: count)
        var span = values.mutableSpan
        try span.withUnsafeMutableBytes { (bytes) throws(IndexError) in
            guard let start = bytes.baseAddress else { return }
            try reader.load(id, into: start, count: bytes.count)
        }
        return values
    }

    /// Names of sections in a file.
    private enum Section {
        static let keys: UInt32 = 1
        static let payloads: UInt32 = 2
    }
}
