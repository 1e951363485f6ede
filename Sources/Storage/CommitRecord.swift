// SPDX-License-Identifier: Apache-2.0

/// What one commit did, read back from the change log.
public struct CommitRecord: Sendable, Equatable {
    /// The commit's position.
    public let lsn: LSN
    /// When it committed, in microseconds since the Unix epoch.
    public let microseconds: Int64
    /// What it did, in order; rows of neighbouring ids are put together.
    public let changes: [Change]

    /// Decodes an entry of ``ColumnFamily/changes``.
    ///
    /// - Throws: ``StorageError/corruption(_:)`` when the bytes are not a change record.
    init(key: RawSpan, value: RawSpan) throws(StorageError) {
        var name = ByteReader(key)
        guard let number = name.read(UInt64.self), name.isAtEnd else {
            throw .corruption("key of a change record has \(key.byteCount) bytes, not 8")
        }
        lsn = LSN(number)
        var reader = ByteReader(value)
        guard reader.read(UInt8.self) == ChangeRecordBuilder.version,
            let time = reader.read(UInt64.self)
        else { throw .corruption("change record \(number) has an unknown version") }
        microseconds = Int64(bitPattern: time)
        var changes: [Change] = []
        while !reader.isAtEnd {
            guard let change = Change(&reader) else {
                throw .corruption("change record \(number) is cut short or of an unknown kind")
            }
            changes.append(change)
        }
        self.changes = changes
    }
}

extension Change {
    /// Decodes the next record; nil when the bytes are not one.
    init?(_ reader: inout ByteReader) {
        guard let kind = reader.read(UInt8.self), let table = reader.read(UInt32.self) else {
            return nil
        }
        switch kind {
        case 1, 2, 3:
            guard let row = reader.read(UInt64.self), let count = reader.read(UInt32.self) else {
                return nil
            }
            if kind == 1 {
                self = .inserted(table: table, firstRow: row, count: count)
            } else if kind == 3 {
                self = .deleted(table: table, firstRow: row, count: count)
            } else if let vectors = reader.read(UInt64.self) {
                self = .updated(table: table, firstRow: row, count: count, vectors: vectors)
            } else {
                return nil
            }
        case 4: self = .truncated(table: table)
        case 5:
            guard let bytes = reader.read(count: Int(table)) else { return nil }
            self = .note(bytes)
        default: return nil
        }
    }
}

/// Reads big-endian numbers off the front of some bytes, never beyond their end.
struct ByteReader: ~Escapable {
    private let bytes: RawSpan
    private var offset = 0

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.byteCount }

    /// The next number; nil when fewer bytes are left.
    mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type) -> Value? {
        let size = MemoryLayout<Value>.size
        guard bytes.byteCount - offset >= size else { return nil }
        defer { offset += size }
        return Value(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    /// The next `count` bytes; nil when fewer are left.
    mutating func read(count: Int) -> [UInt8]? {
        guard count >= 0, bytes.byteCount - offset >= count else { return nil }
        defer { offset += count }
        return bytes.extracting(offset..<(offset + count)).withUnsafeBytes { Array($0) }
    }

    /// All bytes that are left.
    mutating func rest() -> [UInt8] { read(count: bytes.byteCount - offset) ?? [] }
}
