// SPDX-License-Identifier: Apache-2.0

import Vectors

/// The compact encoding of values, which ``CompactReader`` reads.
extension [UInt8] {
    /// Appends 7 bits a byte, the low ones first; the high bit says that more follow.
    mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Appends 0, -1, 1, -2, … as 0, 1, 2, 3, ….
    mutating func appendSignedVarint(_ value: Int64) {
        appendVarint(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    /// Appends `value` with its low byte first.
    @inline(__always)
    mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// Appends `value`, not NULL, as a column of type `type`.
    mutating func appendCompact(_ value: Value, as type: SQLType) {
        switch value {
        case .null: break
        case .bool(let value): append(value ? 1 : 0)
        case .int16(let value): appendLittleEndian(value)
        case .int32(let value): appendLittleEndian(value)
        case .int64(let value): appendLittleEndian(value)
        case .oid(let value): appendLittleEndian(value)
        case .float32(let value): appendLittleEndian(value.bitPattern)
        case .float64(let value): appendLittleEndian(value.bitPattern)
        case .text(let value):
            appendVarint(UInt64(value.utf8.count))
            append(value)
        case .uuid(let value):
            appendLittleEndian(value.high)
            appendLittleEndian(value.low)
        case .interval(let value):
            appendLittleEndian(value.months)
            appendLittleEndian(value.days)
            appendLittleEndian(value.microseconds)
        case .timeTZ(let value):
            appendLittleEndian(value.microseconds)
            appendLittleEndian(value.zone)
        case .bytes(let value):
            appendVarint(UInt64(value.count))
            self += value
        case .jsonb(let value):
            appendVarint(UInt64(value.storedBytes.count))
            self += value.storedBytes
        default:
            var content: [UInt8] = []
            content.appendContent(value)
            appendVarint(UInt64(content.count))
            self += content
        }
    }

    private mutating func appendContent(_ value: Value) {
        switch value {
        case .numeric(let value): appendNumeric(value)
        case .array(let value): appendArray(value)
        case .record(let value):
            appendVarint(UInt64(value.values.count))
            for (field, type) in zip(value.values, value.types) {
                appendLittleEndian(type.oid.rawValue)
                appendLittleEndian(type.modifier)
                append(field.isNull ? 1 : 0)
                if !field.isNull { appendCompact(field, as: type) }
            }
        case .vector(let value): value.appendStored(to: &self)
        case .halfvec(let value): value.appendStored(to: &self)
        case .sparsevec(let value): value.appendStored(to: &self)
        case .bits(let value): value.appendStored(to: &self)
        default: preconditionFailure("\(value) has a compact form of its own")
        }
    }

    mutating func appendNumeric(_ value: Numeric) {
        switch value.storage {
        case .small(let unscaled, let scale):
            append(NumericForm.small)
            appendVarint(UInt64(scale))
            appendSignedVarint(unscaled)
        case .large(let decimal):
            let value = decimal.value
            append(value.isNegative ? NumericForm.negative : NumericForm.positive)
            appendVarint(UInt64(value.scale))
            appendLittleEndian(Int16(truncatingIfNeeded: value.weight))
            for digit in value.digits { appendLittleEndian(digit) }
        case .nan: append(NumericForm.nan)
        case .positiveInfinity: append(NumericForm.infinity)
        case .negativeInfinity: append(NumericForm.negativeInfinity)
        }
    }

    private mutating func appendArray(_ value: ArrayValue) {
        append(UInt8(value.dimensions.count))
        for dimension in value.dimensions {
            appendVarint(UInt64(dimension.count))
            appendSignedVarint(Int64(dimension.lowerBound))
        }
        let bitmap = count
        for _ in 0..<(value.elements.count + 7) / 8 { append(0) }
        let type = SQLType(value.elementType)
        for (index, element) in value.elements.enumerated() {
            if element.isNull {
                self[bitmap + index / 8] |= 1 << UInt8(index % 8)
            } else {
                appendCompact(element, as: type)
            }
        }
    }
}
