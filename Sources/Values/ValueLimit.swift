// SPDX-License-Identifier: Apache-2.0

/// How large one value may become.
///
/// Source: PostgreSQL 15 manual, section 8.3 "Character Types" and appendix K "PostgreSQL Limits":
/// one gigabyte for a field.
public enum ValueLimit {
    /// The most bytes of a value.
    public static let bytes = 1_073_741_823

    /// Fails with 54000 when a value of `length` bytes may not take `more`.
    @inline(__always)
    public static func require(_ length: Int, adding more: Int = 0) throws(DatabaseError) {
        let (sum, overflows) = length.addingReportingOverflow(more)
        if overflows || sum > bytes { throw exceeded(length, more) }
    }

    private static func exceeded(_ length: Int, _ more: Int) -> DatabaseError {
        DatabaseError(
            .programLimitExceeded,
            "out of memory",
            detail: "Cannot enlarge string buffer containing \(length) bytes by \(more) more bytes."
        )
    }
}

extension TypeCodec {
    /// Fails with 54000 when the text of row `row` of `column` would be larger than a value can be.
    ///
    /// Rows inside of rows double their quotes with each level, so a short query can ask for a text
    /// of any size; nothing else prints much larger than it is.
    public static func requirePrintable(
        _ column: Column,
        row: Int,
        _ formatting: Formatting
    ) throws(DatabaseError) {
        guard column.type.representation == .value else { return }
        try requirePrintable(column[row], formatting)
    }

    /// Fails with 54000 when the text of `value` would be larger than a value can be.
    public static func requirePrintable(
        _ value: Value,
        _ formatting: Formatting
    ) throws(DatabaseError) {
        guard value.isNested else { return }
        let size = PrintedSize(value, SQLType(.record), formatting)
        try ValueLimit.require(0, adding: size.length)
    }
}

extension Value {
    /// Whether it holds rows or arrays inside of rows or arrays.
    fileprivate var isNested: Bool {
        switch self {
        case .record(let record): record.values.contains { $0.isComposite }
        case .array(let array): array.elements.contains { $0.isComposite }
        default: false
        }
    }

    fileprivate var isComposite: Bool {
        switch self {
        case .record, .array: true
        default: false
        }
    }
}

/// The size of a text that is not made: at most so many bytes, up to twice the limit.
private struct PrintedSize {
    /// Its bytes.
    private(set) var length = 0
    /// Those that are quotes or backslashes, which double inside of a row or array.
    private var specials = 0

    init(_ value: Value, _ type: SQLType, _ formatting: Formatting) {
        switch value {
        case .record(let record):
            length = 2 + record.values.count
            for (value, type) in zip(record.values, record.types) where !value.isNull {
                add(PrintedSize(value, type, formatting), isQuoted: value.isComposite)
            }
        case .array(let array):
            // Braces of dimensions and bounds are few beside what nests.
            length = 2 + 5 * array.elements.count
            for value in array.elements where !value.isNull {
                add(
                    PrintedSize(value, SQLType(array.elementType), formatting),
                    isQuoted: value.isComposite
                )
            }
        default:
            var bytes: [UInt8] = []
            TypeCodec.print(value, as: type, formatting, into: &bytes)
            length = bytes.count
            for byte in bytes where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                specials += 1
            }
        }
    }

    private mutating func add(_ part: PrintedSize, isQuoted: Bool) {
        let isQuoted = isQuoted || part.specials > 0
        let limit = 2 * ValueLimit.bytes
        length = min(limit, length + part.length + (isQuoted ? part.specials + 2 : 0))
        specials = min(limit, specials + (isQuoted ? 2 * part.specials + 2 : 0))
    }
}
