// SPDX-License-Identifier: Apache-2.0

import Values

/// The input of COPY FROM that has not been handed out, and the rows split off it.
///
/// ```
///  bytes:  | rows of the current chunk | unfinished row ............ |
///          0                           rowStart   fieldStart  position  count
/// ```
///
/// Offsets stay valid until ``forgetRows()``.
struct CopyBuffer {
    /// What was received and not yet forgotten.
    private(set) var bytes: [UInt8] = []
    /// Fields whose escapes have been removed, end to end.
    var scratch: [UInt8] = []
    private(set) var fields: [CopyField] = []
    private(set) var rows: [CopyRow] = []

    /// Whether nothing more will come.
    private(set) var isFinished = false
    /// Whether the data has ended.
    var isAtEnd = false

    /// Where scanning goes on.
    var position = 0
    /// The starts of the unfinished row and of its unfinished field.
    private(set) var rowStart = 0
    var fieldStart = 0
    /// The unfinished row's first field.
    private var rowFirstField = 0
    /// Whether the unfinished row has no byte of 128 or above so far.
    var isASCII = true
    /// The line being read, from 1.
    var line = 1

    /// One row may not be longer than PostgreSQL's longest string: 1 GB.
    static let rowLimitBytes = 0x3FFF_FFFF

    mutating func append(_ input: UnsafeRawBufferPointer) {
        if !isAtEnd { bytes.append(contentsOf: input) }
    }

    mutating func finish() { isFinished = true }

    /// Hands out up to `limit` rows that `readRow` completes, replacing the earlier ones.
    ///
    /// A bad line after good ones is met again by the next call, when it is the first: so its error
    /// comes after the rows before it.
    mutating func next(
        limit: Int,
        _ readRow: (inout CopyBuffer) throws(DatabaseError) -> Bool
    ) throws(DatabaseError) {
        forgetRows()
        while rows.count < limit, !isAtEnd {
            let startLine = line
            do throws(DatabaseError) {
                guard try readRow(&self) else { break }
            } catch {
                if rows.isEmpty { throw error }
                restartRow(line: startLine)
                return
            }
        }
        guard bytes.count - rowStart > Self.rowLimitBytes else { return }
        throw DatabaseError(
            .programLimitExceeded,
            "out of memory",
            detail: "Cannot enlarge string buffer containing \(bytes.count - rowStart) bytes."
        )
    }

    private mutating func forgetRows() {
        rows.removeAll(keepingCapacity: true)
        guard rowStart > 0 else { return }
        bytes.removeSubrange(0..<rowStart)
        position -= rowStart
        fieldStart -= rowStart
        let pending = fields[rowFirstField...].map { $0.moved(by: rowStart) }
        fields.replaceSubrange(0..., with: pending)
        rowFirstField = 0
        rowStart = 0
        // Fields of an unfinished row may lie in the scratch buffer.
        if pending.isEmpty { scratch.removeAll(keepingCapacity: true) }
    }

    private mutating func restartRow(line startLine: Int) {
        fields.removeSubrange(rowFirstField...)
        position = rowStart
        fieldStart = rowStart
        isASCII = true
        isAtEnd = false
        line = startLine
    }

    mutating func append(_ field: CopyField) { fields.append(field) }

    /// Whether `start..<end` is exactly `text`.
    func matches(_ start: Int, _ end: Int, _ text: [UInt8]) -> Bool {
        guard end - start == text.count else { return false }
        for index in text.indices where bytes[start + index] != text[index] { return false }
        return true
    }

    /// Completes the row that ends at `end`; the next one starts at `next`.
    mutating func endRow(at end: Int, next: Int) throws(DatabaseError) {
        if !isASCII, let invalid = invalidUTF8(bytes[rowStart..<end]) {
            throw .invalidUTF8(invalid)
        }
        rows.append(
            CopyRow(
                firstField: rowFirstField,
                fieldCount: fields.count - rowFirstField,
                line: line,
                start: rowStart,
                end: end
            )
        )
        startRow(at: next)
    }

    /// Begins a row at `start`, giving up what stands before it.
    mutating func startRow(at start: Int) {
        position = start
        rowStart = start
        fieldStart = start
        rowFirstField = fields.count
        isASCII = true
    }

    /// The text of the unfinished row, for error contexts.
    var rowText: ArraySlice<UInt8> {
        let end = bytes[rowStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        return bytes[rowStart..<end]
    }
}

/// Where one field of a row lies.
package struct CopyField: Sendable {
    /// The first byte, in the buffer that ``isUnescaped`` names.
    package var start: Int
    /// How many bytes; -1 for NULL.
    package var count: Int
    /// Whether the bytes lie in the buffer of fields whose escapes were removed.
    package var isUnescaped = false

    /// Whether the field is NULL.
    package var isNull: Bool { count < 0 }

    func moved(by distance: Int) -> CopyField {
        var field = self
        if !isUnescaped { field.start -= distance }
        return field
    }
}

/// One row of input: its fields and the line it came from.
package struct CopyRow: Sendable {
    /// The number of its first field among the chunk's fields.
    package var firstField: Int
    package var fieldCount: Int
    /// The number of its last line, from 1.
    package var line: Int
    /// Its bytes without the line's end.
    package var start: Int
    package var end: Int
}
