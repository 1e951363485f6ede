// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Reads back the values of a key, in the order in which they were appended.
///
/// A value read back equals the one appended; for types whose equal values differ in print
/// (numeric's scale, interval's units, float's negative zero, char's blanks) it may be another of
/// its equals: see ``isExact(_:)``.
public struct KeyDecoder: Sendable {
    /// Where the next column begins.
    public private(set) var offset: Int
    private let bytes: [UInt8]
    /// FF while a descending column is read, which is complemented.
    private var mask: UInt8 = 0

    /// Reads the columns of `bytes` from `offset` on.
    public init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// Whether values of `type` read back exactly as they were appended, not just equal.
    public static func isExact(_ type: SQLType) -> Bool {
        switch type.representation {
        case .bool, .int16, .int32, .int64, .oid: true
        case .float32, .float64: false
        case .text: type.oid != .bpchar
        case .value:
            switch type.oid {
            case .uuid, .bytea, .bit, .varbit, .timetz: true
            default: false
            }
        }
    }

    /// The next column.
    ///
    /// - Throws: XX002 when the bytes are not a key of that type, 0A000 for types whose keys cannot
    ///   be read back.
    public mutating func next(
        as type: SQLType,
        descending: Bool = false,
        nullsFirst: Bool = false
    ) throws(DatabaseError) -> Value {
        mask = 0
        let marker: UInt8 = try read()
        if marker == (nullsFirst ? 0 : 2) { return .null }
        guard marker == 1 else { throw damaged }
        mask = descending ? 0xFF : 0
        return try value(as: type)
    }

    private func unreadable(_ type: SQLType) -> DatabaseError {
        DatabaseError(
            .featureNotSupported,
            "cannot read a value of type \(type.formatted(withModifier: false)) from an index"
        )
    }

    private var damaged: DatabaseError {
        DatabaseError(.indexCorrupted, "index key is damaged at byte \(offset)")
    }

    private mutating func read<Integer: FixedWidthInteger & UnsignedInteger>(
        _: Integer.Type = Integer.self
    ) throws(DatabaseError) -> Integer {
        let size = MemoryLayout<Integer>.size
        guard bytes.count - offset >= size else { throw damaged }
        var value: Integer = 0
        for _ in 0..<size {
            value = size == 1 ? 0 : value << 8
            value |= Integer(bytes[offset] ^ mask)
            offset += 1
        }
        return value
    }

    private mutating func value(as type: SQLType) throws(DatabaseError) -> Value {
        switch type.representation {
        case .bool: return .bool(try read(UInt8.self) != 0)
        case .int16: return .int16(Int16(bitPattern: try read(UInt16.self) ^ 1 << 15))
        case .int32: return .int32(Int32(bitPattern: try read(UInt32.self) ^ 1 << 31))
        case .int64:
            let bits: UInt64 = try read()
            return .int64(Int64(bitPattern: type.oid.isUnsigned ? bits : bits ^ 1 << 63))
        case .oid: return .oid(try read())
        case .float32: return .float32(try float())
        case .float64:
            let bits: UInt64 = try read()
            return .float64(Double(bitPattern: bits & 1 << 63 == 0 ? ~bits : bits ^ 1 << 63))
        case .text: return .text(try text())
        case .value: return try otherValue(as: type)
        }
    }

    private mutating func float() throws(DatabaseError) -> Float {
        let bits: UInt32 = try read()
        return Float(bitPattern: bits & 1 << 31 == 0 ? ~bits : bits ^ 1 << 31)
    }

    private mutating func text() throws(DatabaseError) -> String {
        var content: [UInt8] = []
        while true {
            let byte: UInt8 = try read()
            if byte == 0 { break }
            content.append(byte)
        }
        guard let text = String(validating: content, as: UTF8.self) else { throw damaged }
        return text
    }

    private mutating func otherValue(as type: SQLType) throws(DatabaseError) -> Value {
        switch type.oid {
        case .uuid: return .uuid(UUID(high: try read(), low: try read()))
        case .bytea: return .bytes(try escaped())
        case .numeric: return .numeric(try numeric())
        case .timetz:
            let moment = Int64(bitPattern: try read(UInt64.self) ^ 1 << 63)
            let zone = Int32(bitPattern: try read(UInt32.self) ^ 1 << 31)
            return .timeTZ(
                TimeTZ(microseconds: moment &- Int64(zone) &* 1_000_000, zone: zone)
            )
        case .interval: return .interval(try interval())
        case .bit, .varbit:
            let content = try escaped()
            let count = Int(try read(UInt32.self))
            guard content.count == (count + 7) / 8 else { throw damaged }
            return .bits(BitString(bitCount: count, bytes: content))
        default: throw unreadable(type)
        }
    }

    private mutating func escaped() throws(DatabaseError) -> [UInt8] {
        var content: [UInt8] = []
        while true {
            let byte: UInt8 = try read()
            if byte == 0 {
                let next: UInt8 = try read()
                if next == 0 { return content }
                guard next == 0xFF else { throw damaged }
            }
            content.append(byte)
        }
    }

    private mutating func interval() throws(DatabaseError) -> Interval {
        let total = Int128(bitPattern: try read(UInt128.self) ^ 1 << 127)
        let (days, microseconds) = total.quotientAndRemainder(dividingBy: 86_400_000_000)
        let (months, rest) = days.quotientAndRemainder(dividingBy: 30)
        guard let months = Int32(exactly: months) else { throw damaged }
        return Interval(months: months, days: Int32(rest), microseconds: Int64(microseconds))
    }

    private mutating func numeric() throws(DatabaseError) -> Numeric {
        let kind: UInt8 = try read()
        switch kind {
        case KeyEncoder.NumericClass.negativeInfinity: return .negativeInfinity
        case KeyEncoder.NumericClass.zero: return .zero
        case KeyEncoder.NumericClass.infinity: return .infinity
        case KeyEncoder.NumericClass.nan: return .nan
        case KeyEncoder.NumericClass.negative, KeyEncoder.NumericClass.positive: break
        default: throw damaged
        }
        let isNegative = kind == KeyEncoder.NumericClass.negative
        if isNegative { mask = ~mask }
        defer { if isNegative { mask = ~mask } }
        let weight = Int(try read(UInt16.self)) - 0x8000
        var digits: [UInt16] = []
        while true {
            let digit: UInt16 = try read()
            if digit == 0 { break }
            guard digit <= 10_000 else { throw damaged }
            digits.append(digit - 1)
        }
        let value = BigDecimal(isNegative: isNegative, weight: weight, digits: digits, scale: 0)
        let scale = value.minimumScale
        guard scale <= Numeric.maximumScale else { throw damaged }
        return Numeric(value.withScale(scale))
    }
}
