// SPDX-License-Identifier: Apache-2.0

package import Values

/// Splits COPY's text format into rows of fields.
///
/// A field without a backslash is lent from the input as it is.
///
/// Source: PostgreSQL 15 manual, page "COPY", section "Text Format".
package struct CopyTextDecoder: CopyDecoding {
    private let options: CopyOptions
    private let scanner: CopyScanner
    private var buffer = CopyBuffer()
    private var lineEnd = CopyLineEnd.unknown
    private var fieldHasEscape = false

    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let backslash = UInt8(ascii: "\\")

    /// A decoder of the text format with `options`.
    package init(_ options: CopyOptions) {
        self.options = options
        scanner = CopyScanner(delimiter: options.delimiter, special: Self.backslash)
    }

    package var fields: [CopyField] { buffer.fields }
    package var rows: [CopyRow] { buffer.rows }
    package var isAtEnd: Bool { buffer.isAtEnd }
    package var line: Int { buffer.line }
    package var lineText: ArraySlice<UInt8>? { buffer.rowText }

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
            do throws(DatabaseError) {
                return try readRow(&buffer)
            } catch {
                fieldHasEscape = false
                throw error
            }
        }
    }

    /// Reads on until a row is complete; false when more input is needed or the data has ended.
    private mutating func readRow(_ buffer: inout CopyBuffer) throws(DatabaseError) -> Bool {
        let end = buffer.bytes.count
        while true {
            var isASCII = buffer.isASCII
            let found = buffer.bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return end }
                return scanner.next(base, from: buffer.position, to: end, isASCII: &isASCII)
            }
            buffer.isASCII = isASCII
            buffer.position = found
            guard found < end else { return try endOfInput(&buffer) }
            let byte = buffer.bytes[found]
            switch byte {
            case options.delimiter:
                try endField(&buffer, at: found)
                buffer.position = found + 1
                buffer.fieldStart = found + 1
            case Self.newline:
                try endLine(&buffer, at: found, as: .newline)
                return true
            case Self.carriageReturn:
                guard found + 1 < end || buffer.isFinished else { return false }
                let isPair = found + 1 < end && buffer.bytes[found + 1] == Self.newline
                let asPair = isPair && (lineEnd == .unknown || lineEnd == .both)
                try endLine(&buffer, at: found, as: asPair ? .both : .carriageReturn)
                return true
            case Self.backslash:
                switch try passBackslash(&buffer, at: found) {
                case .data: continue
                case .incomplete: return false
                case .marker: return try endMarker(&buffer, at: found)
                }
            case 0:
                throw .invalidUTF8([0])
            default:
                buffer.position = found + 1
            }
        }
    }

    private mutating func endOfInput(_ buffer: inout CopyBuffer) throws(DatabaseError) -> Bool {
        guard buffer.isFinished else { return false }
        let end = buffer.position
        guard end > buffer.rowStart else {
            buffer.isAtEnd = true
            return false
        }
        try endField(&buffer, at: end)
        try buffer.endRow(at: end, next: end)
        buffer.isAtEnd = true
        return true
    }

    /// What a backslash begins.
    private enum Escape { case data, incomplete, marker }

    private mutating func passBackslash(
        _ buffer: inout CopyBuffer,
        at found: Int
    ) throws(DatabaseError) -> Escape {
        let end = buffer.bytes.count
        guard found + 1 < end else {
            guard buffer.isFinished else { return .incomplete }
            buffer.position = end
            fieldHasEscape = true
            return .data
        }
        let escaped = buffer.bytes[found + 1]
        if escaped == UInt8(ascii: ".") { return try marker(buffer, at: found) }
        if escaped == 0 { throw .invalidUTF8([0]) }
        if escaped >= 0x80 { buffer.isASCII = false }
        if escaped == Self.newline { buffer.line += 1 }
        fieldHasEscape = true
        buffer.position = found + 2
        return .data
    }

    /// Whether the `\.` at `found` ends the data.
    private func marker(_ buffer: CopyBuffer, at found: Int) throws(DatabaseError) -> Escape {
        guard found + 2 < buffer.bytes.count else {
            return buffer.isFinished ? .marker : .incomplete
        }
        switch buffer.bytes[found + 2] {
        case Self.newline:
            if lineEnd == .carriageReturn || lineEnd == .both { throw .copyMarkerStyle }
        case Self.carriageReturn:
            if lineEnd == .newline { throw .copyMarkerStyle }
        default:
            throw .copyMarkerCorrupt
        }
        return .marker
    }

    /// Ends the data; what stands before the marker on its line is a last row.
    private mutating func endMarker(
        _ buffer: inout CopyBuffer,
        at found: Int
    ) throws(DatabaseError) -> Bool {
        let hasRow = found > buffer.rowStart
        if hasRow {
            try endField(&buffer, at: found)
            try buffer.endRow(at: found, next: buffer.bytes.count)
        }
        buffer.isAtEnd = true
        return hasRow
    }

    private mutating func endLine(
        _ buffer: inout CopyBuffer,
        at found: Int,
        as style: CopyLineEnd
    ) throws(DatabaseError) {
        if lineEnd == .unknown {
            lineEnd = style
        } else if lineEnd != style {
            throw .copyLineEnd(newline: style == .newline, isCSV: false)
        }
        try endField(&buffer, at: found)
        try buffer.endRow(at: found, next: found + (style == .both ? 2 : 1))
        buffer.line += 1
    }

    private mutating func endField(_ buffer: inout CopyBuffer, at end: Int) throws(DatabaseError) {
        let start = buffer.fieldStart
        defer { fieldHasEscape = false }
        if buffer.matches(start, end, options.null) {
            buffer.append(CopyField(start: start, count: -1))
            return
        }
        guard fieldHasEscape else {
            buffer.append(CopyField(start: start, count: end - start))
            return
        }
        let first = buffer.scratch.count
        unescape(buffer.bytes[start..<end], into: &buffer.scratch)
        // Octal and hexadecimal escapes can write any byte.
        if let invalid = invalidUTF8(buffer.scratch[first...]) { throw .invalidUTF8(invalid) }
        buffer.append(
            CopyField(start: first, count: buffer.scratch.count - first, isUnescaped: true)
        )
    }
}
