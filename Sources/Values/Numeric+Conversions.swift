// SPDX-License-Identifier: Apache-2.0

import Vectors

extension Numeric {
    /// The number to 15 significant digits, as the cast from double precision gives it.
    public init(_ value: Double) { self.init(value, digits: 15) }

    /// The number to 6 significant digits, as the cast from real gives it.
    public init(_ value: Float) { self.init(Double(value), digits: 6) }

    private init(_ value: Double, digits: Int) {
        if value.isNaN {
            self = .nan
        } else if value.isInfinite {
            self = value < 0 ? .negativeInfinity : .infinity
        } else {
            let text = value.postgresText(digits: digits)
            do {
                try self.init(parsing: text)
            } catch {
                preconditionFailure("the text of a finite double is a numeric: \(error)")
            }
        }
    }

    /// The nearest whole number, half away from zero.
    ///
    /// - Throws: 22003 `smallint out of range`.
    public func int16() throws(DatabaseError) -> Int16 {
        guard let value = Int16(exactly: try whole("smallint")) else {
            throw .outOfRange("smallint")
        }
        return value
    }

    /// The nearest whole number, half away from zero.
    ///
    /// - Throws: 22003 `integer out of range`.
    public func int32() throws(DatabaseError) -> Int32 {
        guard let value = Int32(exactly: try whole("integer")) else {
            throw .outOfRange("integer")
        }
        return value
    }

    /// The nearest whole number, half away from zero.
    ///
    /// - Throws: 22003 `bigint out of range`.
    public func int64() throws(DatabaseError) -> Int64 { try whole("bigint") }

    private func whole(_ type: String) throws(DatabaseError) -> Int64 {
        if isNaN { throw DatabaseError(.featureNotSupported, "cannot convert NaN to \(type)") }
        if isInfinite {
            throw DatabaseError(.featureNotSupported, "cannot convert infinity to \(type)")
        }
        switch rounded(toScale: 0).storage {
        case .small(let value, _): return value
        case .large(let decimal):
            // The least Int64 is the one whole number of 64 bits that is not stored inline.
            let least = BigDecimal(unscaled: Int128(Int64.min), scale: 0)
            if BigDecimal.compare(decimal.value, least) == 0 { return .min }
            throw .outOfRange(type)
        case .nan, .positiveInfinity, .negativeInfinity: throw .outOfRange(type)
        }
    }

    /// The nearest real.
    ///
    /// - Throws: 22003 `"1e40" is out of range for type real`.
    public func float() throws(DatabaseError) -> Float {
        try FloatText.float(text.utf8Span.span)
    }

    /// The nearest double precision number.
    ///
    /// - Throws: 22003 when it is out of range.
    public func double() throws(DatabaseError) -> Double {
        // Both parts exact, so the quotient is correctly rounded.
        if case .small(let unscaled, let scale) = storage, scale <= 22,
            unscaled.magnitude <= 1 << 53
        {
            let powers: InlineArray<23, Double> = [
                1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
            ]
            return Double(unscaled) / powers[Int(scale)]
        }
        return try FloatText.double(text.utf8Span.span)
    }
}

extension DatabaseError {
    /// `integer out of range`.
    public static func outOfRange(_ type: String) -> DatabaseError {
        DatabaseError(.numericValueOutOfRange, "\(type) out of range")
    }
}
