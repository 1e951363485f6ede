// SPDX-License-Identifier: Apache-2.0

public import Vectors

/// The length rules of bit(n) and bit varying(n).
///
/// Source: PostgreSQL 15 manual, section 8.10 "Bit String Types".
public enum BitTypes {
    /// Checks that `bits` fit `type`, as input and assignment do.
    ///
    /// - Throws: 22026 when not exactly as long as bit(n), 22001 when longer than bit varying(n).
    public static func check(_ bits: BitString, as type: SQLType) throws(DatabaseError) {
        try check(bitCount: bits.bitCount, as: type)
    }

    static func check(bitCount: Int, as type: SQLType) throws(DatabaseError) {
        guard type.modifier > 0 else { return }
        let limit = Int(type.modifier)
        if type.oid == .bit, bitCount != limit {
            throw DatabaseError(
                .stringDataLengthMismatch,
                "bit string length \(bitCount) does not match type bit(\(limit))"
            )
        }
        if type.oid == .varbit, bitCount > limit {
            throw DatabaseError(
                .stringDataRightTruncation,
                "bit string too long for type bit varying(\(limit))"
            )
        }
    }

    /// `bits` cut, or for bit(n) filled up with zeros at the right, to fit `type`, as an explicit
    /// cast does.
    public static func fitted(_ bits: BitString, as type: SQLType) -> BitString {
        guard type.modifier > 0 else { return bits }
        let limit = Int(type.modifier)
        let count = type.oid == .bit ? limit : min(limit, bits.bitCount)
        if count == bits.bitCount { return bits }
        let byteCount = (count + 7) / 8
        var bytes = Array(bits.bytes.prefix(byteCount))
        while bytes.count < byteCount { bytes.append(0) }
        return BitString(bitCount: count, bytes: bytes)
    }
}
