// SPDX-License-Identifier: Apache-2.0

/// | bytes | content |
/// |---|---|
/// | 2 | count of digits |
/// | 2 | weight: the power of 10,000 of the first digit |
/// | 2 | 0x0000 positive, 0x4000 negative, 0xC000 NaN, 0xD000 infinity, 0xF000 minus infinity |
/// | 2 | scale: decimals to print |
/// | 2 each | digit, 0 to 9999 |
extension Numeric {
    /// The number in binary format.
    ///
    /// - Throws: 22P03.
    init(binary: Span<UInt8>) throws(DatabaseError) {
        var reader = BinaryReader(binary)
        let count: UInt16 = try reader.read()
        let weight: Int16 = try reader.read()
        let sign: UInt16 = try reader.read()
        let scale: UInt16 = try reader.read()
        guard sign == 0 || sign == 0x4000 || sign == 0xC000 || sign == 0xD000 || sign == 0xF000
        else { throw .badNumeric("sign") }
        guard scale & ~0x3FFF == 0 else { throw .badNumeric("scale") }
        var digits: [UInt16] = []
        digits.reserveCapacity(min(Int(count), reader.remaining / 2))
        for _ in 0..<count {
            let digit: UInt16 = try reader.read()
            guard digit < 10_000 else { throw .badNumeric("digit") }
            digits.append(digit)
        }
        try reader.finish()
        let value = BigDecimal(
            isNegative: sign != 0,
            weight: Int(weight),
            digits: digits,
            scale: Int(scale)
        )
        switch sign {
        case 0xC000: self = .nan
        case 0xD000: self = .infinity
        case 0xF000: self = .negativeInfinity
        // Digits that the scale hides are cut off, so that print and value agree.
        default: self.init(value.truncated(Int(scale)))
        }
    }

    /// Appends the number in binary format.
    func appendBinary(to output: inout [UInt8]) {
        guard let decimal else {
            output.appendBigEndian(UInt32(0))
            output.appendBigEndian(
                isNaN ? 0xC000 as UInt16 : signum > 0 ? 0xD000 : 0xF000
            )
            // PostgreSQL sends this scale with the infinities; readers ignore it.
            return output.appendBigEndian(isNaN ? 0 as UInt16 : 0x20)
        }
        output.appendBigEndian(UInt16(decimal.digits.count))
        output.appendBigEndian(Int16(decimal.weight))
        output.appendBigEndian(decimal.isNegative ? 0x4000 as UInt16 : 0)
        output.appendBigEndian(UInt16(decimal.scale))
        for digit in decimal.digits { output.appendBigEndian(digit) }
    }
}

extension DatabaseError {
    fileprivate static func badNumeric(_ part: String) -> DatabaseError {
        DatabaseError(
            .invalidBinaryRepresentation,
            "invalid \(part) in external \"numeric\" value"
        )
    }
}
