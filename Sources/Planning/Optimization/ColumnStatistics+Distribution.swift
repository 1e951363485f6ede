// SPDX-License-Identifier: Apache-2.0

import Schemas
import Values

/// What statistics say about the distribution of a column's values.
///
/// Source: PostgreSQL 15 manual, section 75.1 "Row Estimation Examples", and the rules of its
/// `selfuncs.c`.
extension ColumnStatistics {
    /// The share of all rows whose common value meets `condition`.
    func commonShare(where condition: (Value) -> Bool) -> Double {
        var sum = 0.0
        for (value, frequency) in zip(commonValues, commonFrequencies) where condition(value) {
            sum += Double(frequency)
        }
        return sum
    }

    /// The share of rows that have `value`, if it is a common one.
    func frequency(of value: Value, _ valueType: SQLType) -> Double? {
        for (common, frequency) in zip(commonValues, commonFrequencies)
        where ScalarOrder.compare(common, type, value, valueType) == 0 {
            return Double(frequency)
        }
        return nil
    }

    /// The shares of the values outside of the common ones that are below `value`, and below or equal
    /// to it; nil when there is no histogram or they cannot be compared.
    ///
    /// `valueShare`: The share of those values that are equal to `value`, on average.
    func histogramShares(
        below value: Value,
        _ valueType: SQLType,
        valueShare: Double
    ) -> (below: Double, upTo: Double)? {
        guard histogram.count > 1, let last = histogram.last else { return nil }
        guard ScalarOrder.compare(last, type, value, valueType) != nil else { return nil }
        // How many bounds are below the value.
        var low = 0
        var high = histogram.count
        while low < high {
            let middle = (low + high) / 2
            if (ScalarOrder.compare(histogram[middle], type, value, valueType) ?? 0) < 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        if low == 0 {
            let isFirst = ScalarOrder.compare(histogram[0], type, value, valueType) == 0
            return (0, isFirst ? min(valueShare, 1) : 0)
        }
        if low == histogram.count { return (1, 1) }
        let part = ScalarOrder.fraction(
            of: value,
            valueType,
            from: histogram[low - 1],
            to: histogram[low],
            type
        )
        var upTo = (Double(low - 1) + part) / Double(histogram.count - 1)
        // The least value takes part of the first bin for itself.
        if low == 1 { upTo += valueShare * (1 - part) }
        return (min(max(upTo - valueShare, 0), 1), min(upTo, 1))
    }
}

/// Compares values that may be of different types of one family, and measures between them.
enum ScalarOrder {
    /// -1, 0 or 1; nil when they cannot be compared.
    static func compare(
        _ left: Value,
        _ leftType: SQLType,
        _ right: Value,
        _ rightType: SQLType
    ) -> Int? {
        switch (left, right) {
        case (.bool, .bool), (.int16, .int16), (.oid, .oid), (.float32, .float32),
            (.float64, .float64), (.text, .text), (.numeric, .numeric), (.bytes, .bytes),
            (.uuid, .uuid), (.interval, .interval), (.timeTZ, .timeTZ), (.jsonb, .jsonb),
            (.bits, .bits):
            return Value.compare(left, right, as: leftType)
        case (.int32, .int32), (.int64, .int64):
            if isPoint(leftType) == isPoint(rightType) {
                return Value.compare(left, right, as: leftType)
            }
        case (.array(let a), .array(let b)):
            return a.elementType == b.elementType
                ? Value.compare(left, right, as: leftType) : nil
        default: break
        }
        guard let a = number(left, leftType), let b = number(right, rightType) else { return nil }
        return a == b ? 0 : a < b ? -1 : 1
    }

    /// How far `value` is on the way from `low` to `high`, 0 to 1; a half when that cannot be told.
    static func fraction(
        of value: Value,
        _ valueType: SQLType,
        from low: Value,
        to high: Value,
        _ type: SQLType
    ) -> Double {
        if let a = number(low, type), let b = number(high, type),
            let x = number(value, valueType)
        {
            let part = (x - a) / (b - a)
            return part.isNaN ? 0.5 : min(max(part, 0), 1)
        }
        guard let a = bytes(low), let b = bytes(high), let x = bytes(value) else { return 0.5 }
        var common = 0
        while common < min(a.count, b.count), common < x.count, a[common] == b[common],
            a[common] == x[common]
        {
            common += 1
        }
        let start = digits(a, from: common)
        let part = (digits(x, from: common) - start) / (digits(b, from: common) - start)
        return part.isNaN ? 0.5 : min(max(part, 0), 1)
    }

    /// The value on a line: numbers as they are, times in microseconds.
    private static func number(_ value: Value, _ type: SQLType) -> Double? {
        switch value {
        case .bool(let value): value ? 1 : 0
        case .int16(let value): Double(value)
        case .int32(let value): Double(value) * (type.oid == .date ? 86_400e6 : 1)
        case .int64(let value): Double(value)
        case .oid(let value): Double(value)
        case .float32(let value): Double(value)
        case .float64(let value): value
        case .numeric(let value): try? value.double()
        default: nil
        }
    }

    /// Whether an integer of the type counts days, so that it is not on the line of the others.
    private static func isPoint(_ type: SQLType) -> Bool { type.oid == .date }

    private static func bytes(_ value: Value) -> [UInt8]? {
        switch value {
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        case .uuid(let value):
            withUnsafeBytes(of: (value.high.bigEndian, value.low.bigEndian)) { Array($0) }
        default: nil
        }
    }

    /// The bytes from `start` on as the digits of a fraction.
    private static func digits(_ bytes: [UInt8], from start: Int) -> Double {
        var result = 0.0
        var scale = 1.0 / 256
        for byte in bytes.dropFirst(start).prefix(7) {
            result += Double(byte) * scale
            scale /= 256
        }
        return result
    }
}
