// SPDX-License-Identifier: Apache-2.0

/// Arithmetic with PostgreSQL's scales: a sum has the larger scale, a product the sum of both, a
/// quotient at least 16 significant digits.
///
/// Every operation that can grow throws 22003 `value overflows numeric format` when the result has
/// more digits than a numeric may have.
extension Numeric {
    /// `self + other`.
    public func adding(_ other: Numeric) throws(DatabaseError) -> Numeric {
        if case .small(let a, let s) = storage, case .small(let b, let t) = other.storage,
            let sum = Self.smallSum(a, s, b, t)
        {
            return sum
        }
        guard let a = decimal, let b = other.decimal else {
            return specialSum(other)
        }
        return try Numeric(checked: BigDecimal.sum(a, b))
    }

    /// `self - other`.
    public func subtracting(_ other: Numeric) throws(DatabaseError) -> Numeric {
        try adding(other.negated)
    }

    /// `self * other`.
    public func multiplied(by other: Numeric) throws(DatabaseError) -> Numeric {
        if case .small(let a, let s) = storage, case .small(let b, let t) = other.storage {
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            let scale = Int(s) + Int(t)
            if !overflow, product != .min, scale <= Self.maximumScale {
                return Numeric(storage: .small(unscaled: product, scale: UInt16(scale)))
            }
        }
        guard let a = decimal, let b = other.decimal else {
            return specialProduct(other)
        }
        return try Numeric(checked: BigDecimal.product(a, b))
    }

    /// `self / other`.
    ///
    /// - Throws: 22012 `division by zero`.
    public func divided(by other: Numeric) throws(DatabaseError) -> Numeric {
        guard let a = decimal, let b = other.decimal else {
            return try specialQuotient(other)
        }
        if b.isZero { throw .divisionByZero }
        let scale = BigDecimal.quotientScale(a, b)
        if case .small(let x, let s) = storage, case .small(let y, let t) = other.storage,
            let quotient = Self.smallQuotient(x, y, shift: scale + Int(t) - Int(s))
        {
            return Numeric(quotient, scale: scale)
        }
        return try Numeric(checked: BigDecimal.quotient(a, b, scale: scale, rounding: true))
    }

    /// The quotient without its decimals: `div(self, other)`.
    ///
    /// - Throws: 22012 `division by zero`.
    public func quotient(dividingBy other: Numeric) throws(DatabaseError) -> Numeric {
        guard let a = decimal, let b = other.decimal else {
            return try specialQuotient(other)
        }
        if b.isZero { throw .divisionByZero }
        return try Numeric(checked: BigDecimal.quotient(a, b, scale: 0, rounding: false))
    }

    /// The remainder, with the sign of the dividend: `self % other`.
    ///
    /// - Throws: 22012 `division by zero`.
    public func remainder(dividingBy other: Numeric) throws(DatabaseError) -> Numeric {
        if case .small(let a, let s) = storage, case .small(let b, let t) = other.storage, b != 0,
            s == t
        {
            return Numeric(storage: .small(unscaled: a % b, scale: s))
        }
        guard let a = decimal, let b = other.decimal else {
            return try specialRemainder(other)
        }
        if b.isZero { throw .divisionByZero }
        let whole = BigDecimal.quotient(a, b, scale: 0, rounding: false)
        let result = BigDecimal.sum(a, BigDecimal.product(whole, b).negated)
        return try Numeric(checked: result)
    }

    /// `-self`.
    public var negated: Numeric {
        switch storage {
        case .small(let unscaled, let scale):
            Numeric(storage: .small(unscaled: -unscaled, scale: scale))
        case .large(let decimal): Numeric(decimal.value.negated)
        case .nan: self
        case .positiveInfinity: .negativeInfinity
        case .negativeInfinity: .infinity
        }
    }

    /// `abs(self)`.
    public var magnitude: Numeric { signum < 0 ? negated : self }

    /// -1, 0 or 1, or NaN: `sign(self)`.
    public var sign: Numeric { isNaN ? .nan : Numeric(Int64(signum)) }

    /// `value`, unless it has more digits than a numeric may have.
    init(checked value: BigDecimal) throws(DatabaseError) {
        let value = value.scale > Self.maximumScale ? value.rounded(Self.maximumScale) : value
        guard value.weight <= 32_767 else { throw .numericOverflow }
        self.init(value)
    }
}

// MARK: - Inline numbers

extension Numeric {
    private static func smallSum(_ a: Int64, _ s: UInt16, _ b: Int64, _ t: UInt16) -> Numeric? {
        var (a, b) = (a, b)
        if s != t {
            guard let power = PowersOfTen.int64(abs(Int(s) - Int(t))) else { return nil }
            let scaled = (s < t ? a : b).multipliedReportingOverflow(by: power)
            if scaled.overflow { return nil }
            if s < t { a = scaled.partialValue } else { b = scaled.partialValue }
        }
        let (sum, overflow) = a.addingReportingOverflow(b)
        if overflow || sum == .min { return nil }
        return Numeric(storage: .small(unscaled: sum, scale: max(s, t)))
    }

    /// `a × 10^shift / b` rounded half away from zero, when that takes no more than 128 bits.
    private static func smallQuotient(_ a: Int64, _ b: Int64, shift: Int) -> Int128? {
        guard let power = PowersOfTen.uint128(shift) else { return nil }
        let (dividend, overflow) = UInt128(a.magnitude).multipliedReportingOverflow(by: power)
        if overflow { return nil }
        let divisor = UInt128(b.magnitude)
        var (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        if remainder >= divisor - remainder { quotient += 1 }
        guard let result = Int128(exactly: quotient) else { return nil }
        return (a < 0) != (b < 0) ? -result : result
    }
}

extension BigDecimal {
    /// The decimals of a quotient: enough for 16 significant digits, and not fewer than either
    /// operand has, at most 1,000.
    static func quotientScale(_ a: BigDecimal, _ b: BigDecimal) -> Int {
        let first = a.digits.first ?? 0
        let second = b.digits.first ?? 0
        let weight = a.weight - b.weight - (first <= second ? 1 : 0)
        let scale = max(16 - 4 * weight, a.scale, b.scale, 0)
        return min(scale, 1_000)
    }
}

// MARK: - NaN and the infinities

extension Numeric {
    private func specialSum(_ other: Numeric) -> Numeric {
        if isNaN || other.isNaN { return .nan }
        if isInfinite, other.isInfinite { return signum == other.signum ? self : .nan }
        return isInfinite ? self : other
    }

    private func specialProduct(_ other: Numeric) -> Numeric {
        if isNaN || other.isNaN { return .nan }
        switch signum * other.signum {
        case 0: return .nan
        case 1: return .infinity
        default: return .negativeInfinity
        }
    }

    private func specialQuotient(_ other: Numeric) throws(DatabaseError) -> Numeric {
        if isNaN || other.isNaN { return .nan }
        if !isInfinite { return .zero }
        if other.isInfinite { return .nan }
        if other.isZero { throw .divisionByZero }
        return signum == other.signum ? .infinity : .negativeInfinity
    }

    private func specialRemainder(_ other: Numeric) throws(DatabaseError) -> Numeric {
        if isNaN || other.isNaN { return .nan }
        if isInfinite {
            if other.isZero { throw .divisionByZero }
            return .nan
        }
        return self
    }
}

extension DatabaseError {
    static let divisionByZero = DatabaseError(.divisionByZero, "division by zero")
    static let numericOverflow = DatabaseError(
        .numericValueOutOfRange,
        "value overflows numeric format"
    )
}
