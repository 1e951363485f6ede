// SPDX-License-Identifier: Apache-2.0

/// How much of a transaction's new entries is where.
struct StagingSizes: Sendable {
    /// So many bytes a transaction writes before it stages what is new.
    let threshold: Int

    /// So many bytes of a stream are gathered in memory: a file for fewer is not worth it.
    var bufferBytes: Int { threshold / 64 }
    /// A file is ended beyond this many bytes.
    var fileBytes: UInt64 { UInt64(clamping: threshold) * 16 }
}

/// New entries of one family whose keys begin alike and ascend, on their way to a table file.
///
/// They are gathered in memory first: a file is begun only for as much as is worth one.
final class EntryStream {
    let family: ColumnFamily
    /// What all keys begin with.
    let prefix: [UInt8]
    /// The first and the last key.
    private let first: [UInt8]
    private var last: [UInt8]
    /// Entries as `crocks_table_file_add` takes them.
    private(set) var records: [UInt8] = []
    private(set) var file: TableFile?
    private let sizes: StagingSizes

    /// A stream that begins with `key`.
    init(_ family: ColumnFamily, _ key: RawSpan, prefixLength: Int, _ sizes: StagingSizes) {
        self.sizes = sizes
        self.family = family
        first = key.withUnsafeBytes { Array($0) }
        last = []
        prefix = Array(first[..<prefixLength])
    }

    /// Whether an entry with `key` belongs here: it begins alike and comes after all others.
    func takes(_ family: ColumnFamily, _ key: RawSpan, prefixLength: Int) -> Bool {
        guard self.family == family, prefixLength == prefix.count, prefixLength <= key.byteCount
        else { return false }
        return key.withUnsafeBytes { key in
            key.prefix(prefixLength).elementsEqual(prefix) && last.lexicographicallyPrecedes(key)
        }
    }

    /// Whether `key` may be here.
    func mayHold(_ key: RawSpan) -> Bool {
        key.withUnsafeBytes { key in
            !key.lexicographicallyPrecedes(first) && !last.lexicographicallyPrecedes(key)
        }
    }

    /// Whether a key in `range` may be here.
    func mayHold(_ range: KeyRange) -> Bool {
        if let upper = range.upper, !first.lexicographicallyPrecedes(upper) { return false }
        if let lower = range.lower, last.lexicographicallyPrecedes(lower) { return false }
        return true
    }

    /// Adds an entry; whether it is time to write.
    func append(_ key: RawSpan, _ value: RawSpan) -> Bool {
        let lengths = (UInt32(key.byteCount), UInt32(value.byteCount))
        withUnsafeBytes(of: lengths) { records.append(contentsOf: $0) }
        last.removeAll(keepingCapacity: true)
        key.withUnsafeBytes {
            records.append(contentsOf: $0)
            last.append(contentsOf: $0)
        }
        value.withUnsafeBytes { records.append(contentsOf: $0) }
        return records.count >= sizes.bufferBytes
    }

    /// Writes what was gathered, to the file `makeFile` makes when none is open.
    ///
    /// - Returns: Whether the file is full.
    func write(_ makeFile: () throws(StorageError) -> TableFile) throws(StorageError) -> Bool {
        let file = if let open = self.file { open } else { try makeFile() }
        self.file = file
        var taken: [UInt8] = []
        swap(&taken, &records)
        try file.add(taken.span.bytes)
        taken.removeAll(keepingCapacity: true)
        swap(&taken, &records)
        return file.byteCount >= sizes.fileBytes
    }

    /// Ends the file, which the caller takes; the next one is begun when it is needed.
    func endFile() throws(StorageError) -> TableFile? {
        guard let file else { return nil }
        try file.finish()
        self.file = nil
        return file
    }
}
