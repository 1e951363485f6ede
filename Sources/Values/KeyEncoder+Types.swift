// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Types whose keys are built of several pieces.
extension KeyEncoder {
    /// Where numbers that share no digits stand among each other.
    enum NumericClass {
        static let negativeInfinity: UInt8 = 1
        static let negative: UInt8 = 2
        static let zero: UInt8 = 3
        static let positive: UInt8 = 4
        static let infinity: UInt8 = 5
        static let nan: UInt8 = 6
    }

    /// Appends a class, then for finite numbers but zero the weight and the digits, each plus one,
    /// ended by 0000; complemented for negative ones.
    mutating func append(_ value: Numeric) {
        guard let decimal = value.decimal else {
            bytes.append(
                value.isNaN
                    ? NumericClass.nan
                    : value.signum > 0 ? NumericClass.infinity : NumericClass.negativeInfinity
            )
            return
        }
        if decimal.isZero { return bytes.append(NumericClass.zero) }
        bytes.append(decimal.isNegative ? NumericClass.negative : NumericClass.positive)
        let start = bytes.count
        bytes.appendBigEndian(UInt16(truncatingIfNeeded: decimal.weight + 0x8000))
        for digit in decimal.digits { bytes.appendBigEndian(digit + 1) }
        bytes.appendBigEndian(UInt16(0))
        if decimal.isNegative { complement(from: start) }
    }

    /// Appends the elements, each a column with NULLs last, ended by 00; then the dimensions.
    mutating func append(_ value: ArrayValue) throws(DatabaseError) {
        let type = SQLType(value.elementType)
        for element in value.elements { try append(element, as: type) }
        bytes.append(0)
        bytes.append(UInt8(value.dimensions.count))
        for dimension in value.dimensions { appendOrdered(dimension.count) }
        for dimension in value.dimensions { appendOrdered(dimension.lowerBound) }
    }

    /// Appends 01 and each element, ended by 00.
    mutating func append(_ value: Vector) {
        for element in value.elements {
            bytes.append(1)
            appendOrdered(element)
        }
        bytes.append(0)
    }

    /// Appends 01 and each element, ended by 00.
    mutating func append(_ value: HalfVector) {
        for bits in value.bitPatterns {
            bytes.append(1)
            // Negative zero equals zero.
            let bits = bits == 0x8000 ? 0 : bits
            bytes.appendBigEndian(bits & 0x8000 == 0 ? bits | 0x8000 : ~bits)
        }
        bytes.append(0)
    }

    /// Appends what differs from zero, and the end, each with its position.
    ///
    /// Where one vector has a negative element or its end, and the other goes on with zeros, the
    /// first is the lesser: the more so the earlier. A positive element makes it the greater.
    ///
    /// | bytes | content |
    /// |---|---|
    /// | 00, position, 00 | the end |
    /// | 00, position, 01, element | a negative element |
    /// | 02, complement of position, element | a positive element |
    mutating func append(_ value: SparseVector) {
        for (index, element) in zip(value.indices, value.values) where element != 0 {
            let position = UInt32(truncatingIfNeeded: index)
            if element < 0 {
                bytes.append(0)
                bytes.appendBigEndian(position)
                bytes.append(1)
            } else {
                bytes.append(2)
                bytes.appendBigEndian(~position)
            }
            appendOrdered(element)
        }
        bytes.append(0)
        bytes.appendBigEndian(UInt32(truncatingIfNeeded: value.dimension))
        bytes.append(0)
    }
}
