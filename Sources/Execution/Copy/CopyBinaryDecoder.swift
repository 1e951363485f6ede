// SPDX-License-Identifier: Apache-2.0

package import Values

/// Splits COPY's binary format into rows of fields.
///
/// All integers are big-endian.
///
/// | bytes | what |
/// |---|---|
/// | 11 | `PGCOPY\n\377\r\n\0` |
/// | 4 | flags; bit 16: with OIDs (refused); bits 16 to 31 are critical |
/// | 4 | length of the header extension, then the extension, skipped |
/// | 2 | per row: how many fields; -1 ends the data |
/// | 4 | per field: length, -1 for NULL, then the bytes |
///
/// Source: PostgreSQL 15 manual, page "COPY", section "Binary Format".
package struct CopyBinaryDecoder: CopyDecoding {
    private let columnCount: Int
    private var buffer = CopyBuffer()
    private var hasHeader = false
    /// Whether the marker for the end was read; only the input's end may follow.
    private var hasTrailer = false

    static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]

    /// A decoder of rows of `columnCount` fields.
    package init(columnCount: Int) { self.columnCount = columnCount }

    package var fields: [CopyField] { buffer.fields }
    package var rows: [CopyRow] { buffer.rows }
    package var isAtEnd: Bool { buffer.isAtEnd }
    package var line: Int { buffer.line }
    package var lineText: ArraySlice<UInt8>? { nil }

    package mutating func append(_ input: UnsafeRawBufferPointer) { buffer.append(input) }

    package mutating func finish() { buffer.finish() }

    package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try buffer.withBytes(body)
    }

    package mutating func next(limit: Int) throws(DatabaseError) {
        var taken = CopyBuffer()
        swap(&taken, &buffer)
        defer { swap(&taken, &buffer) }
        try taken.next(limit: limit) { (buffer) throws(DatabaseError) in
            if !hasHeader {
                guard try readHeader(&buffer) else { return false }
                hasHeader = true
            }
            return try readRow(&buffer)
        }
    }

    private func readHeader(_ buffer: inout CopyBuffer) throws(DatabaseError) -> Bool {
        let bytes = buffer.bytes
        guard bytes.count >= 19 else {
            guard buffer.isFinished else { return false }
            if bytes.count < 11 || !bytes.starts(with: Self.signature) {
                throw DatabaseError(.badCopyFileFormat, "COPY file signature not recognized")
            }
            let missing = bytes.count < 15 ? "flags" : "length"
            throw DatabaseError(
                .badCopyFileFormat,
                "invalid COPY file header (missing \(missing))"
            )
        }
        guard bytes.starts(with: Self.signature) else {
            throw DatabaseError(.badCopyFileFormat, "COPY file signature not recognized")
        }
        let flags = UInt32(bitPattern: readInt32(bytes, at: 11))
        if flags & 1 << 16 != 0 {
            throw DatabaseError(.badCopyFileFormat, "invalid COPY file header (WITH OIDS)")
        }
        if flags >> 16 != 0 {
            throw DatabaseError(
                .badCopyFileFormat,
                "unrecognized critical flags in COPY file header"
            )
        }
        let extensionLength = Int(readInt32(bytes, at: 15))
        guard extensionLength >= 0 else {
            throw DatabaseError(
                .badCopyFileFormat,
                "invalid COPY file header (missing length)"
            )
        }
        guard bytes.count >= 19 + extensionLength else {
            guard buffer.isFinished else { return false }
            throw DatabaseError(.badCopyFileFormat, "invalid COPY file header (wrong length)")
        }
        buffer.startRow(at: 19 + extensionLength)
        return true
    }

    private mutating func readRow(_ buffer: inout CopyBuffer) throws(DatabaseError) -> Bool {
        let end = buffer.bytes.count
        if hasTrailer {
            if buffer.position < end {
                throw DatabaseError(
                    .badCopyFileFormat,
                    "received copy data after EOF marker"
                )
            }
            buffer.isAtEnd = buffer.isFinished
            return false
        }
        guard end - buffer.position >= 2 else {
            guard buffer.isFinished else { return false }
            // A file without its trailer is taken as it is, as PostgreSQL takes it.
            if end > buffer.position { throw .copyUnexpectedEnd }
            buffer.isAtEnd = true
            return false
        }
        let count = Int(readInt16(buffer.bytes, at: buffer.position))
        if count == -1 {
            hasTrailer = true
            buffer.startRow(at: buffer.position + 2)
            return try readRow(&buffer)
        }
        guard count == columnCount else {
            throw DatabaseError(
                .badCopyFileFormat,
                "row field count is \(count), expected \(columnCount)"
            )
        }
        guard let next = try endOfRow(buffer, from: buffer.position + 2) else { return false }
        addFields(&buffer, from: buffer.position + 2)
        buffer.isASCII = true
        try buffer.endRow(at: next, next: next)
        buffer.line += 1
        return true
    }

    /// Where the row ends whose first field starts at `start`; nil when it is not all there.
    private func endOfRow(_ buffer: CopyBuffer, from start: Int) throws(DatabaseError) -> Int? {
        var position = start
        let end = buffer.bytes.count
        for _ in 0..<columnCount {
            guard end - position >= 4 else {
                if buffer.isFinished { throw .copyUnexpectedEnd }
                return nil
            }
            let length = Int(readInt32(buffer.bytes, at: position))
            guard length >= -1 else {
                throw DatabaseError(.badCopyFileFormat, "invalid field size")
            }
            position += 4 + max(length, 0)
            guard position <= end else {
                if buffer.isFinished { throw .copyUnexpectedEnd }
                return nil
            }
        }
        return position
    }

    private func addFields(_ buffer: inout CopyBuffer, from start: Int) {
        var position = start
        for _ in 0..<columnCount {
            let length = Int(readInt32(buffer.bytes, at: position))
            buffer.append(CopyField(start: position + 4, count: length))
            position += 4 + max(length, 0)
        }
    }
}

private func readInt16(_ bytes: [UInt8], at position: Int) -> Int16 {
    Int16(bitPattern: UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1]))
}

private func readInt32(_ bytes: [UInt8], at position: Int) -> Int32 {
    var value: UInt32 = 0
    for index in 0..<4 { value = value << 8 | UInt32(bytes[position + index]) }
    return Int32(bitPattern: value)
}
