// SPDX-License-Identifier: Apache-2.0

/// One thing a commit did, as followers of the change log learn it.
public enum Change: Sendable, Equatable {
    /// Rows `firstRow ..< firstRow + count` of a table came into being.
    case inserted(table: UInt32, firstRow: UInt64, count: UInt32)
    /// Rows changed; bit i of `vectors` says that vector column i did, bit 63 that any after did.
    case updated(table: UInt32, firstRow: UInt64, count: UInt32, vectors: UInt64)
    /// Rows `firstRow ..< firstRow + count` are gone.
    case deleted(table: UInt32, firstRow: UInt64, count: UInt32)
    /// All rows of a table are gone.
    case truncated(table: UInt32)
    /// Bytes only the writer and its followers understand, such as a change of the catalog.
    case note([UInt8])
}

/// The changes of one commit in their order, encoded as they are stored.
///
/// | offset | size | what |
/// |---|---|---|
/// | 0 | 1 | version, 1 |
/// | 1 | 8 | time of the commit, microseconds since the Unix epoch, i64 big-endian |
/// | 9 | … | records, one after the other |
///
/// A record, all numbers big-endian:
///
/// | offset | size | what |
/// |---|---|---|
/// | 0 | 1 | kind: 1 inserted, 2 updated, 3 deleted, 4 truncated, 5 note |
/// | 1 | 4 | table id (u32); for a note, its length in bytes |
/// | 5 | 8 | first row id (u64); kinds 1 to 3 |
/// | 13 | 4 | number of rows (u32); kinds 1 to 3 |
/// | 17 | 8 | changed vector columns (u64); kind 2 |
struct ChangeRecordBuilder {
    static let version: UInt8 = 1
    static let headerBytes = 9

    private(set) var bytes: [UInt8] = []
    /// Where the last record starts, when rows may still be added to it.
    private var open: Int?
    private var last: Change?

    var isEmpty: Bool { bytes.isEmpty }

    /// A position to go back to; records before it are not changed any more.
    mutating func mark() -> Int {
        open = nil
        last = nil
        return bytes.count
    }

    mutating func truncate(to mark: Int) {
        bytes.removeSubrange(mark...)
        open = nil
        last = nil
    }

    /// Adds a change; rows that follow those of the last record extend it.
    mutating func append(_ change: Change) {
        if let open, let last, let merged = Self.merged(last, change) {
            bytes.removeSubrange(open...)
            encode(merged)
            self.last = merged
            return
        }
        open = bytes.count
        last = change
        encode(change)
    }

    /// The stored value of a commit at `microseconds` since the Unix epoch.
    func finished(at microseconds: Int64) -> [UInt8] {
        var result = [Self.version]
        result.reserveCapacity(Self.headerBytes + bytes.count)
        result.appendBigEndian(UInt64(bitPattern: microseconds))
        result.append(contentsOf: bytes)
        return result
    }

    private mutating func encode(_ change: Change) {
        switch change {
        case .inserted(let table, let firstRow, let count):
            encode(1, table, firstRow, count)
        case .updated(let table, let firstRow, let count, let vectors):
            encode(2, table, firstRow, count)
            bytes.appendBigEndian(vectors)
        case .deleted(let table, let firstRow, let count):
            encode(3, table, firstRow, count)
        case .truncated(let table):
            bytes.append(4)
            bytes.appendBigEndian(table)
        case .note(let note):
            bytes.append(5)
            bytes.appendBigEndian(UInt32(note.count))
            bytes.append(contentsOf: note)
        }
    }

    private mutating func encode(_ kind: UInt8, _ table: UInt32, _ row: UInt64, _ count: UInt32) {
        bytes.append(kind)
        bytes.appendBigEndian(table)
        bytes.appendBigEndian(row)
        bytes.appendBigEndian(count)
    }

    /// `first` extended by `second`; nil when they are not neighbours of one kind.
    private static func merged(_ first: Change, _ second: Change) -> Change? {
        func sum(_ row: UInt64, _ count: UInt32, _ next: UInt64, _ more: UInt32) -> UInt32? {
            let (end, overflow) = row.addingReportingOverflow(UInt64(count))
            let (total, carry) = count.addingReportingOverflow(more)
            return overflow || carry || end != next ? nil : total
        }
        switch (first, second) {
        case (.inserted(let table, let row, let count), .inserted(let other, let next, let more)):
            guard table == other, let total = sum(row, count, next, more) else { return nil }
            return .inserted(table: table, firstRow: row, count: total)
        case (.deleted(let table, let row, let count), .deleted(let other, let next, let more)):
            guard table == other, let total = sum(row, count, next, more) else { return nil }
            return .deleted(table: table, firstRow: row, count: total)
        case (
            .updated(let table, let row, let count, let vectors),
            .updated(let other, let next, let more, let columns)
        ):
            guard table == other, vectors == columns, let total = sum(row, count, next, more) else {
                return nil
            }
            return .updated(table: table, firstRow: row, count: total, vectors: vectors)
        default: return nil
        }
    }
}

extension [UInt8] {
    /// Appends `value`, most significant byte first.
    mutating func appendBigEndian<Value: FixedWidthInteger>(_ value: Value) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
