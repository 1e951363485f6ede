// SPDX-License-Identifier: Apache-2.0

package import Values

/// Splits COPY's CSV format into rows of fields.
///
/// A field that is quoted as a whole, without quotes inside, is lent from the input as it is.
/// FORCE_NULL and FORCE_NOT_NULL are applied here: the fields handed out are final.
///
/// Source: PostgreSQL 15 manual, page "COPY", section "CSV Format".
package struct CopyCSVDecoder: CopyDecoding {
    private let options: CopyOptions
    private let scanner: CopyScanner
    private let forceNull: [Bool]
    private let forceNotNull: [Bool]
    private var buffer = CopyBuffer()
    private var lineEnd = CopyLineEnd.unknown

    /// The state of the unfinished field: inside quotes or not, and whether a quote was seen.
    private var isInQuotes = false
    private var isQuoted = false
    private var fieldIndex = 0

    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// A decoder of CSV with `options`; the flags say for each column whether it was named.
    package init(_ options: CopyOptions, forceNull: [Bool] = [], forceNotNull: [Bool] = []) {
        self.options = options
        self.forceNull = forceNull
        self.forceNotNull = forceNotNull
        scanner = CopyScanner(delimiter: options.delimiter, special: options.quote)
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
                resetField()
                fieldIndex = 0
                throw error
            }
        }
    }

    private mutating func resetField() {
        isInQuotes = false
        isQuoted = false
    }

    private mutating func readRow(_ buffer: inout CopyBuffer) throws(DatabaseError) -> Bool {
        let end = buffer.bytes.count
        if buffer.position == buffer.rowStart {
            switch try markerLine(buffer) {
            case .marker:
                buffer.isAtEnd = true
                return false
            case .incomplete: return false
            case .data: break
            }
        }
        while true {
            var isASCII = buffer.isASCII
            let found = buffer.bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return end }
                return isInQuotes
                    ? nextInQuotes(base, from: buffer.position, to: end, isASCII: &isASCII)
                    : scanner.next(base, from: buffer.position, to: end, isASCII: &isASCII)
            }
            buffer.isASCII = isASCII
            buffer.position = found
            guard found < end else { return try endOfInput(&buffer) }
            let byte = buffer.bytes[found]
            if byte == 0 { throw .invalidUTF8([0]) }
            if isInQuotes {
                guard passInQuotes(&buffer, byte) else { return false }
                continue
            }
            switch byte {
            case options.delimiter:
                endField(&buffer, at: found)
                buffer.position = found + 1
                buffer.fieldStart = found + 1
            case options.quote:
                isInQuotes = true
                isQuoted = true
                buffer.position = found + 1
            case Self.newline:
                try endLine(&buffer, at: found, as: .newline)
                return true
            case Self.carriageReturn:
                guard found + 1 < end || buffer.isFinished else { return false }
                let isPair = found + 1 < end && buffer.bytes[found + 1] == Self.newline
                let asPair = isPair && (lineEnd == .unknown || lineEnd == .both)
                try endLine(&buffer, at: found, as: asPair ? .both : .carriageReturn)
                return true
            default:
                buffer.position = found + 1
            }
        }
    }

    /// The first byte inside quotes that may be a quote, an escape, a line end or NUL.
    private func nextInQuotes(
        _ bytes: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int,
        isASCII: inout Bool
    ) -> Int {
        var position = start
        while position < end {
            let byte = bytes[position]
            if byte == options.quote || byte == options.escape || byte < 14 { return position }
            if byte >= 0x80 { isASCII = false }
            position += 1
        }
        return end
    }

    /// Passes one byte inside quotes; false when the next byte must decide and is not there.
    private mutating func passInQuotes(_ buffer: inout CopyBuffer, _ byte: UInt8) -> Bool {
        let found = buffer.position
        let end = buffer.bytes.count
        if byte == options.escape {
            guard found + 1 < end || buffer.isFinished else { return false }
            if found + 1 < end {
                let next = buffer.bytes[found + 1]
                if next == options.escape || next == options.quote {
                    buffer.position = found + 2
                    return true
                }
            }
        }
        if byte == options.quote { isInQuotes = false }
        let lineByte =
            lineEnd == .newline || lineEnd == .unknown ? Self.newline : Self.carriageReturn
        if byte == lineByte { buffer.line += 1 }
        buffer.position = found + 1
        return true
    }

    private enum LineStart { case data, incomplete, marker }

    /// Whether the line that starts here is `\.` alone, which ends the data.
    private func markerLine(_ buffer: CopyBuffer) throws(DatabaseError) -> LineStart {
        let bytes = buffer.bytes
        let start = buffer.rowStart
        guard start < bytes.count, bytes[start] == UInt8(ascii: "\\") else { return .data }
        guard start + 1 < bytes.count else { return buffer.isFinished ? .data : .incomplete }
        guard bytes[start + 1] == UInt8(ascii: ".") else { return .data }
        guard start + 2 < bytes.count else { return buffer.isFinished ? .marker : .incomplete }
        switch bytes[start + 2] {
        case Self.newline:
            if lineEnd == .carriageReturn || lineEnd == .both { throw .copyMarkerStyle }
            return .marker
        case Self.carriageReturn:
            if lineEnd == .newline { throw .copyMarkerStyle }
            return .marker
        default: return .data
        }
    }

    private mutating func endOfInput(_ buffer: inout CopyBuffer) throws(DatabaseError) -> Bool {
        guard buffer.isFinished else { return false }
        let end = buffer.position
        guard end > buffer.rowStart else {
            buffer.isAtEnd = true
            return false
        }
        if isInQuotes {
            throw DatabaseError(.badCopyFileFormat, "unterminated CSV quoted field")
        }
        endField(&buffer, at: end)
        fieldIndex = 0
        try buffer.endRow(at: end, next: end)
        buffer.isAtEnd = true
        return true
    }

    private mutating func endLine(
        _ buffer: inout CopyBuffer,
        at found: Int,
        as style: CopyLineEnd
    ) throws(DatabaseError) {
        if lineEnd == .unknown {
            lineEnd = style
        } else if lineEnd != style {
            throw .copyLineEnd(newline: style == .newline, isCSV: true)
        }
        endField(&buffer, at: found)
        fieldIndex = 0
        try buffer.endRow(at: found, next: found + (style == .both ? 2 : 1))
        buffer.line += 1
    }

    private mutating func endField(_ buffer: inout CopyBuffer, at end: Int) {
        let column = fieldIndex
        let start = buffer.fieldStart
        defer {
            resetField()
            fieldIndex += 1
        }
        if !isQuoted {
            let isNull =
                buffer.matches(start, end, options.null)
                && !(column < forceNotNull.count && forceNotNull[column])
            buffer.append(CopyField(start: start, count: isNull ? -1 : end - start))
            return
        }
        var field = unquoted(&buffer, start, end)
        if column < forceNull.count, forceNull[column] {
            let bytes = field.isUnescaped ? buffer.scratch : buffer.bytes
            if bytes[field.start..<field.start + field.count].elementsEqual(options.null) {
                field.count = -1
            }
        }
        buffer.append(field)
    }

    /// The field without its quotes and escapes.
    private func unquoted(_ buffer: inout CopyBuffer, _ start: Int, _ end: Int) -> CopyField {
        let quote = options.quote
        let inner = start + 1..<max(start + 1, end - 1)
        if end - start >= 2, buffer.bytes[start] == quote, buffer.bytes[end - 1] == quote,
            !buffer.bytes[inner].contains(where: { $0 == quote || $0 == options.escape })
        {
            return CopyField(start: start + 1, count: end - start - 2)
        }
        let first = buffer.scratch.count
        var isInside = false
        var position = start
        while position < end {
            let byte = buffer.bytes[position]
            position += 1
            if isInside, byte == options.escape, position < end {
                let next = buffer.bytes[position]
                if next == options.escape || next == quote {
                    buffer.scratch.append(next)
                    position += 1
                    continue
                }
            }
            if byte == quote {
                isInside.toggle()
            } else {
                buffer.scratch.append(byte)
            }
        }
        return CopyField(
            start: first,
            count: buffer.scratch.count - first,
            isUnescaped: true
        )
    }
}
