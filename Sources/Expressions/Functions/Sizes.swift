// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

/// Sizes as people read them, and the sizes values have in PostgreSQL.
///
/// Source: PostgreSQL 15 manual, section 9.27.7 "Database Object Management Functions".
enum Sizes {
    private static let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]

    /// The size in the largest unit of which there are at least ten, rounded.
    static func pretty(_ size: Int64) -> String {
        // Halves of the unit, so that the last division rounds.
        var halves = size
        if size.magnitude < 10 * 1_024 { return "\(size) bytes" }
        halves = size / 512
        for unit in units.dropFirst() {
            if halves.magnitude < 20 * 1_024 - 1 || unit == units.last {
                return "\((halves + (halves < 0 ? -1 : 1)) / 2) \(unit)"
            }
            halves /= 1_024
        }
        return "\(size) bytes"
    }

    static func prettyNumeric(_ size: Numeric) throws(DatabaseError) -> String {
        let limit = Numeric(10_240 as Int64)
        if size.magnitude < limit { return "\(size.text) bytes" }
        var halves = try size.quotient(dividingBy: Numeric(512 as Int64))
        let bound = Numeric(20_479 as Int64)
        for unit in units.dropFirst() {
            if halves.magnitude < bound || unit == units.last {
                let one = Numeric(halves.signum < 0 ? -1 as Int64 : 1)
                let rounded = try halves.adding(one).quotient(dividingBy: Numeric(2 as Int64))
                return "\(rounded.text) \(unit)"
            }
            halves = try halves.quotient(dividingBy: Numeric(1_024 as Int64))
        }
        return "\(size.text) bytes"
    }

    /// The bytes that a text such as `1.5 GB` means.
    ///
    /// - Throws: 22023 `invalid size: "x"`.
    static func bytes(_ text: String) throws(DatabaseError) -> Int64 {
        let trimmed = Text.trimmed(text, " \t\n\r")
        let digits = trimmed.unicodeScalars.prefix {
            ("0"..."9").contains($0) || $0 == "." || $0 == "-" || $0 == "+" || $0 == "e"
                || $0 == "E"
        }
        let unit = Text.upper(
            Text.trimmed(Text.string(trimmed.unicodeScalars.dropFirst(digits.count)))
        )
        guard let number = try? Numeric(parsing: Text.string(digits)) else {
            throw DatabaseError(.invalidParameterValue, "invalid size: \"\(text)\"")
        }
        let names = ["BYTES", "KB", "MB", "GB", "TB", "PB"]
        let index = unit.isEmpty || unit == "B" ? 0 : names.firstIndex(of: unit)
        guard let index else {
            throw DatabaseError(
                .invalidParameterValue,
                "invalid size: \"\(text)\"",
                detail: "Invalid size unit: \"\(Text.trimmed(unit))\".",
                hint:
                    "Valid units are \"bytes\", \"B\", \"kB\", \"MB\", \"GB\", \"TB\", and \"PB\"."
            )
        }
        let factor = Numeric(Int64(1) << Int64(10 * index))
        return try number.multiplied(by: factor).int64()
    }

    /// The bytes a value takes in PostgreSQL, its length word included.
    static func stored(
        _ value: Value,
        _ type: SQLType,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Int32 {
        let length = TypeDescription(oid: type.oid)?.length ?? -1
        if length > 0 { return Int32(length) }
        let bytes: Int
        switch value {
        case .text(let text):
            if length == -2 { return Int32(text.utf8.count + 1) }
            bytes = text.utf8.count
        case .bytes(let content): bytes = content.count
        case .vector(let vector): return Int32(8 + 4 * vector.dimension)
        case .halfvec(let vector): return Int32(8 + 2 * vector.dimension)
        case .sparsevec(let vector): return Int32(16 + 8 * vector.indices.count)
        case .bits(let bits): return Int32(8 + bits.bytes.count)
        default: bytes = try TextForm.write(value, as: type, context).utf8.count
        }
        // Short values have a length of one byte.
        return Int32(bytes < 127 ? bytes + 1 : bytes + 4)
    }
}
