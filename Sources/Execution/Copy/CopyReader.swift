// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Turns the input of COPY FROM into batches of values, with errors that name line and column.
struct CopyReader {
    private let tableName: String
    private let columns: [ColumnDescription]
    private let options: CopyOptions
    private let formatting: Formatting
    private var decoder: any CopyDecoding
    private var expectsHeader: Bool
    /// A bad line met after good ones; thrown once these have been handed out.
    private var pendingError: DatabaseError?

    /// Rows of input as values.
    struct Rows {
        var batch: Batch
        /// The line each row ends on.
        var lines: [Int]
        /// Each row's line as it was read; nil in the binary format.
        var text: (Int) -> String?
    }

    init(
        table: String,
        columns: [ColumnDescription],
        _ options: CopyOptions,
        _ formatting: Formatting
    ) throws(DatabaseError) {
        tableName = table
        self.columns = columns
        self.options = options
        self.formatting = formatting
        expectsHeader = options.header != .absent
        let names = columns.map(\.name)
        switch options.format {
        case .text: decoder = CopyTextDecoder(options)
        case .csv:
            decoder = CopyCSVDecoder(
                options,
                forceNull: try options.forceNull.flags(names, "FORCE_NULL"),
                forceNotNull: try options.forceNotNull.flags(names, "FORCE_NOT_NULL")
            )
        case .binary: decoder = CopyBinaryDecoder(columnCount: columns.count)
        }
    }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { decoder.append($0) }
    }

    mutating func finish() { decoder.finish() }

    /// The next rows, at most `limit`; nil when more input is needed or there is no more.
    mutating func next(limit: Int) throws(DatabaseError) -> Rows? {
        if let pendingError { throw pendingError }
        while true {
            do throws(DatabaseError) {
                try decoder.next(limit: expectsHeader ? 1 : limit)
            } catch {
                throw inContext(error, line: decoder.line, text: decoder.lineText)
            }
            guard let first = decoder.rows.first else { return nil }
            if expectsHeader {
                expectsHeader = false
                if options.header == .match { try checkHeader(first) }
                continue
            }
            let rows = wellFormedRows()
            if rows.isEmpty, let pendingError { throw pendingError }
            return try values(rows)
        }
    }

    // MARK: - Rows and fields

    /// The rows before the first that has too many fields or too few.
    private mutating func wellFormedRows() -> ArraySlice<CopyRow> {
        let rows = decoder.rows
        // A table without columns reads empty lines.
        let isEmptyTable = columns.isEmpty
        for (index, row) in rows.enumerated() {
            if row.fieldCount == columns.count { continue }
            if isEmptyTable, row.start == row.end { continue }
            let error =
                row.fieldCount > columns.count
                ? DatabaseError(.badCopyFileFormat, "extra data after last expected column")
                : DatabaseError(
                    .badCopyFileFormat,
                    "missing data for column \"\(columns[row.fieldCount].name)\""
                )
            pendingError = inContext(error, line: row.line, text: text(row))
            return rows[..<index]
        }
        return rows[...]
    }

    private func values(_ rows: ArraySlice<CopyRow>) throws(DatabaseError) -> Rows {
        var converted: [Column] = []
        for (index, column) in columns.enumerated() {
            do throws(DatabaseError) {
                converted.append(try self.column(index, column.type, rows))
            } catch {
                throw firstError(rows) ?? error
            }
        }
        let decoder = decoder
        let kept = Array(rows)
        let isBinary = options.format == .binary
        return Rows(
            batch: Batch(columns: converted, count: rows.count),
            lines: rows.map(\.line),
            text: { isBinary ? nil : Self.shown(Self.bytes(of: kept[$0], in: decoder)) }
        )
    }

    private func column(
        _ index: Int,
        _ type: SQLType,
        _ rows: ArraySlice<CopyRow>
    ) throws(DatabaseError) -> Column {
        let fields = decoder.fields
        return try decoder.withBytes { (input, unescaped) throws(DatabaseError) in
            var column = Column(type, capacity: rows.count)
            for row in rows {
                let field = fields[row.firstField + index]
                let buffer = field.isUnescaped ? unescaped : input
                column.append(try value(field, buffer, type))
            }
            return column
        }
    }

    private func value(
        _ field: CopyField,
        _ buffer: UnsafeBufferPointer<UInt8>,
        _ type: SQLType
    ) throws(DatabaseError) -> Value {
        if field.isNull { return .null }
        let bytes = UnsafeBufferPointer(
            rebasing: buffer[field.start..<field.start + field.count]
        ).span
        return options.format == .binary
            ? try TypeCodec.decodeBinary(bytes, as: type)
            : try TypeCodec.parse(bytes, as: type, formatting)
    }

    /// The error of the first bad field, by row and then by column.
    ///
    /// Columns are converted one after the other, so the error met first may belong to a later row.
    private func firstError(_ rows: ArraySlice<CopyRow>) -> DatabaseError? {
        for row in rows {
            for (index, column) in columns.enumerated() {
                let field = decoder.fields[row.firstField + index]
                let failure = decoder.withBytes { input, unescaped -> DatabaseError? in
                    do throws(DatabaseError) {
                        _ = try value(
                            field,
                            field.isUnescaped ? unescaped : input,
                            column.type
                        )
                        return nil
                    } catch {
                        return error
                    }
                }
                if let failure { return inContext(failure, row, column.name, field) }
            }
        }
        return nil
    }

    // MARK: - The header line

    private func checkHeader(_ row: CopyRow) throws(DatabaseError) {
        func failure(_ message: String) -> DatabaseError {
            inContext(
                DatabaseError(.badCopyFileFormat, message),
                line: row.line,
                text: text(row)
            )
        }
        if row.fieldCount != columns.count {
            throw failure(
                "wrong number of fields in header line: got \(row.fieldCount), "
                    + "expected \(columns.count)"
            )
        }
        for (index, column) in columns.enumerated() {
            let field = decoder.fields[row.firstField + index]
            let prefix = "column name mismatch in header line field \(index + 1): got "
            if field.isNull {
                let null = String(decoding: options.null, as: UTF8.self)
                throw failure("\(prefix)null value (\"\(null)\"), expected \"\(column.name)\"")
            }
            let name = fieldText(field)
            if !name.utf8.elementsEqual(column.name.utf8) {
                throw failure("\(prefix)\"\(name)\", expected \"\(column.name)\"")
            }
        }
    }

    private func fieldText(_ field: CopyField) -> String {
        decoder.withBytes { input, unescaped in
            let buffer = field.isUnescaped ? unescaped : input
            return String(
                decoding: buffer[field.start..<field.start + field.count],
                as: UTF8.self
            )
        }
    }

    // MARK: - Contexts

    private func text(_ row: CopyRow) -> ArraySlice<UInt8>? {
        options.format == .binary ? nil : Self.bytes(of: row, in: decoder)[...]
    }

    private static func bytes(of row: CopyRow, in decoder: any CopyDecoding) -> [UInt8] {
        decoder.withBytes { input, _ in Array(input[row.start..<row.end]) }
    }

    /// `error` with the context of one field.
    private func inContext(
        _ error: DatabaseError,
        _ row: CopyRow,
        _ column: String,
        _ field: CopyField
    ) -> DatabaseError {
        var context = "COPY \(tableName), line \(row.line), column \(column)"
        if options.format != .binary {
            context +=
                field.isNull
                ? ": null input" : ": \"\(Self.shown(Array(fieldText(field).utf8)))\""
        }
        return error.with { $0.context = context }
    }

    private func inContext(
        _ error: DatabaseError,
        line: Int,
        text: ArraySlice<UInt8>?
    ) -> DatabaseError {
        inContext(error, line: line, text: text.map { Self.shown(Array($0)) })
    }

    /// `error` with the context of one line.
    func inContext(_ error: DatabaseError, line: Int, text: String?) -> DatabaseError {
        var context = "COPY \(tableName), line \(line)"
        if let text { context += ": \"\(text)\"" }
        return error.with { $0.context = context }
    }

    /// The most bytes of input that a context shows.
    private static let shownBytes = 100

    /// `bytes` as text, cut to what a context shows.
    private static func shown(_ bytes: [UInt8]) -> String {
        guard bytes.count > shownBytes else { return String(decoding: bytes, as: UTF8.self) }
        var end = shownBytes
        // Not in the middle of a character.
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self) + "..."
    }
}

extension CopyOptions.Columns {
    /// The columns named.
    var names: [String] {
        if case .named(let names) = self { names } else { [] }
    }

    /// For each of `columns` whether it is meant.
    ///
    /// - Throws: 42P10 when one is named that is not among them.
    func flags(
        _ columns: [String],
        _ option: String
    ) throws(DatabaseError) -> [Bool] {
        switch self {
        case .none: return columns.map { _ in false }
        case .all: return columns.map { _ in true }
        case .named(let names):
            var flags = columns.map { _ in false }
            for name in names {
                let index = columns.firstIndex { $0.utf8.elementsEqual(name.utf8) }
                guard let index else {
                    throw DatabaseError(
                        .invalidColumnReference,
                        "\(option) column \"\(name)\" not referenced by COPY"
                    )
                }
                flags[index] = true
            }
            return flags
        }
    }
}
