// SPDX-License-Identifier: Apache-2.0

public import Values

/// Writes rows in one of COPY's formats, appending to a buffer of the caller's.
///
/// Source: PostgreSQL 15 manual, page "COPY", section "File Formats".
public struct CopyEncoder {
    private let options: CopyOptions
    private let names: [String]
    private let forceQuote: [Bool]
    private let formatting: Formatting
    private var field: [UInt8] = []

    /// An encoder of rows with `columns`.
    ///
    /// - Throws: 42703 when FORCE_QUOTE names a column that is not among them.
    public init(
        _ options: CopyOptions,
        columns: [(name: String, type: SQLType)],
        formatting: Formatting
    ) throws(DatabaseError) {
        self.options = options
        self.formatting = formatting
        names = columns.map(\.name)
        for name in options.forceQuote.names
        where !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
            throw DatabaseError(.undefinedColumn, "column \"\(name)\" does not exist")
        }
        forceQuote = try options.forceQuote.flags(names, "FORCE_QUOTE")
    }

    /// Appends what stands before the first row: the binary signature, or the header line.
    public mutating func begin(into output: inout [UInt8]) {
        if options.format == .binary {
            output += CopyBinaryDecoder.signature
            output += [UInt8](repeating: 0, count: 8)
            return
        }
        guard options.header != .absent else { return }
        for (index, name) in names.enumerated() {
            if index > 0 { output.append(options.delimiter) }
            let bytes = Array(name.utf8)
            if options.format == .csv {
                appendCSV(bytes, force: false, isOnly: names.count == 1, into: &output)
            } else {
                let start = output.count
                output += bytes
                escape(from: start, in: &output)
            }
        }
        output.append(UInt8(ascii: "\n"))
    }

    /// Appends row `row` of `batch`.
    public mutating func append(
        _ batch: Batch,
        row: Int,
        into output: inout [UInt8]
    ) throws(DatabaseError) {
        if options.format == .binary {
            try appendBinary(batch, row: row, into: &output)
            return
        }
        for (index, column) in batch.columns.enumerated() {
            if index > 0 { output.append(options.delimiter) }
            if column.isNull(row) {
                output += options.null
                continue
            }
            try TypeCodec.requirePrintable(column, row: row, formatting)
            if options.format == .text {
                let start = output.count
                TypeCodec.print(column, row: row, formatting, into: &output)
                escape(from: start, in: &output)
            } else {
                field.removeAll(keepingCapacity: true)
                TypeCodec.print(column, row: row, formatting, into: &field)
                let isOnly = batch.columns.count == 1
                appendCSV(field, force: forceQuote[index], isOnly: isOnly, into: &output)
            }
        }
        output.append(UInt8(ascii: "\n"))
    }

    /// Appends what stands after the last row.
    public func end(into output: inout [UInt8]) {
        if options.format == .binary { output += [0xFF, 0xFF] }
    }

    private func appendBinary(
        _ batch: Batch,
        row: Int,
        into output: inout [UInt8]
    ) throws(DatabaseError) {
        appendBigEndian(UInt16(truncatingIfNeeded: batch.columns.count), into: &output)
        for column in batch.columns {
            if column.isNull(row) {
                appendBigEndian(UInt32.max, into: &output)
                continue
            }
            let start = output.count
            appendBigEndian(UInt32(0), into: &output)
            try TypeCodec.encodeBinary(column, row: row, into: &output)
            var length = UInt32(truncatingIfNeeded: output.count - start - 4)
            for index in (0..<4).reversed() {
                output[start + index] = UInt8(truncatingIfNeeded: length)
                length >>= 8
            }
        }
    }

    /// Escapes what was appended from `start` on; most fields need nothing.
    private func escape(from start: Int, in output: inout [UInt8]) {
        let delimiter = options.delimiter
        let isSpecial = { (byte: UInt8) in
            byte == UInt8(ascii: "\\") || byte == delimiter || (byte >= 0x08 && byte <= 0x0D)
        }
        guard let first = output[start...].firstIndex(where: isSpecial) else { return }
        let rest = Array(output[first...])
        output.removeSubrange(first...)
        for byte in rest {
            guard isSpecial(byte) else {
                output.append(byte)
                continue
            }
            output.append(UInt8(ascii: "\\"))
            output.append(byte >= 0x08 && byte <= 0x0D ? Self.letters[Int(byte) - 8] : byte)
        }
    }

    /// The letters that stand for the control characters from backspace to carriage return.
    private static let letters = Array("btnvfr".utf8)

    private func appendCSV(
        _ field: [UInt8],
        force: Bool,
        isOnly: Bool,
        into output: inout [UInt8]
    ) {
        var isQuoted = force || field == options.null
        if !isQuoted {
            // A line of "\." alone would end the data when read back.
            let looksLikeEnd = isOnly && field == Array("\\.".utf8)
            isQuoted =
                looksLikeEnd
                || field.contains { byte in
                    byte == options.delimiter || byte == options.quote || byte == 0x0A
                        || byte == 0x0D
                }
        }
        guard isQuoted else {
            output += field
            return
        }
        output.append(options.quote)
        for byte in field {
            if byte == options.quote || byte == options.escape { output.append(options.escape) }
            output.append(byte)
        }
        output.append(options.quote)
    }
}

private func appendBigEndian(_ value: some FixedWidthInteger, into output: inout [UInt8]) {
    withUnsafeBytes(of: value.bigEndian) { output.append(contentsOf: $0) }
}
