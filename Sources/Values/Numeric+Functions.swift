// SPDX-License-Identifier: Apache-2.0

/// Roots, powers, exponentials and logarithms, of at least 16 significant digits and not fewer
/// decimals than the arguments have.
///
/// Source: PostgreSQL 15 manual, section 9.3 "Mathematical Functions and Operators".
extension Numeric {
    /// `sqrt(self)`.
    ///
    /// - Throws: 2201F for a negative number.
    public func squareRoot() throws(DatabaseError) -> Numeric {
        if signum < 0 {
            throw DatabaseError(
                .invalidArgumentForPowerFunction,
                "cannot take square root of a negative number"
            )
        }
        guard let value = decimal else { return self }
        let digits = 2 * (value.weight + 1) - 1
        let scale = Self.limited(max(16 - digits, value.scale))
        return try Numeric(checked: BigDecimal.squareRoot(value, scale: scale))
    }

    /// `exp(self)`.
    ///
    /// - Throws: 22003 when it overflows.
    public func exponential() throws(DatabaseError) -> Numeric {
        guard let value = decimal else {
            return isNaN ? .nan : signum < 0 ? .zero : .infinity
        }
        let digits = min(max(value.approximate * 0.434_294_481_903_252, -2_000), 2_000)
        let scale = Self.limited(max(16 - Int(digits), value.scale))
        return try Numeric(checked: Self.exponential(value, scale: scale))
    }

    private static func exponential(
        _ value: BigDecimal,
        scale: Int
    ) throws(DatabaseError) -> BigDecimal {
        if abs(value.approximate) >= 6_000 {
            if !value.isNegative { throw .numericOverflow }
            return BigDecimal.zero.withScale(scale)
        }
        return BigDecimal.exponential(value, scale: scale)
    }

    /// `ln(self)`.
    ///
    /// - Throws: 2201E unless positive.
    public func naturalLogarithm() throws(DatabaseError) -> Numeric {
        try checkLogarithm()
        guard let value = decimal else { return self }
        let scale = Self.limited(max(16 - value.logarithmWeight, value.scale))
        return try Numeric(checked: BigDecimal.naturalLogarithm(value, scale: scale))
    }

    /// `log(base, self)`.
    ///
    /// - Throws: 2201E unless both are positive, 22012 for base 1.
    public func logarithm(base: Numeric) throws(DatabaseError) -> Numeric {
        if isNaN || base.isNaN { return .nan }
        try base.checkLogarithm()
        try checkLogarithm()
        guard let value = decimal, let base = base.decimal else {
            if isInfinite, base.isInfinite { return .nan }
            return isInfinite ? .infinity : .zero
        }
        let baseWeight = base.logarithmWeight
        let weight = value.logarithmWeight
        let result = weight - baseWeight
        let scale = Self.limited(max(16 - result, base.scale, value.scale))
        let divisor = BigDecimal.naturalLogarithm(
            base,
            scale: max(0, scale + result - baseWeight + 8)
        )
        let dividend = BigDecimal.naturalLogarithm(
            value,
            scale: max(0, scale + result - weight + 8)
        )
        if divisor.isZero { throw .divisionByZero }
        return try Numeric(
            checked: BigDecimal.quotient(dividend, divisor, scale: scale, rounding: true)
        )
    }

    private func checkLogarithm() throws(DatabaseError) {
        if isNaN { return }
        if signum < 0 {
            throw DatabaseError(
                .invalidArgumentForLogarithm,
                "cannot take logarithm of a negative number"
            )
        }
        if isZero {
            throw DatabaseError(.invalidArgumentForLogarithm, "cannot take logarithm of zero")
        }
    }

    private static func limited(_ scale: Int) -> Int { min(max(scale, 0), 1_000) }
}

// MARK: - Powers

extension Numeric {
    /// `power(self, exponent)`.
    ///
    /// - Throws: 2201F for zero to a negative and a negative number to a fractional power, 22003
    ///   when it overflows.
    public func raised(to exponent: Numeric) throws(DatabaseError) -> Numeric {
        guard let base = decimal, let power = exponent.decimal else {
            return try raisedSpecially(to: exponent)
        }
        if base.isZero, power.signum < 0 {
            throw DatabaseError(
                .invalidArgumentForPowerFunction,
                "zero raised to a negative power is undefined"
            )
        }
        let isWhole = power.minimumScale == 0
        if base.isNegative, !isWhole {
            throw DatabaseError(
                .invalidArgumentForPowerFunction,
                "a negative number raised to a non-integer power yields a complex result"
            )
        }
        if isWhole, let whole = power.withScale(0).unscaled, let exponent = Int32(exactly: whole) {
            let scale = Self.limited(max(16, base.scale))
            guard let result = base.raised(to: Int(exponent), scale: scale) else {
                throw .numericOverflow
            }
            return try Numeric(checked: result)
        }
        if base.isZero { return Numeric(BigDecimal.zero.withScale(16)) }
        return try Self.power(base, power)
    }

    /// The power as e^(exponent × ln base).
    private static func power(
        _ base: BigDecimal,
        _ exponent: BigDecimal
    ) throws(DatabaseError) -> Numeric {
        let isNegative = base.isNegative && exponent.digit(0) % 2 == 1
        let base = base.magnitude
        let weight = base.logarithmWeight
        let rough = BigDecimal.product(
            BigDecimal.naturalLogarithm(base, scale: max(0, 8 - weight)),
            exponent
        ).approximate
        if abs(rough) > 6_020 {
            if rough > 0 { throw .numericOverflow }
            return Numeric(BigDecimal.zero.withScale(1_000))
        }
        let digits = Int(rough * 0.434_294_481_903_252)
        let scale = limited(max(16 - digits, base.scale, exponent.scale))
        let working = max(0, scale + digits - weight + 8) + 8
        let logarithm = BigDecimal.naturalLogarithm(base, scale: working)
        let product = BigDecimal.product(logarithm, exponent).rounded(working)
        let result = try exponential(product, scale: scale)
        return try Numeric(checked: isNegative ? result.negated : result)
    }

    /// Powers of NaN and the infinities, as POSIX defines pow().
    private func raisedSpecially(to exponent: Numeric) throws(DatabaseError) -> Numeric {
        if isNaN { return exponent.isZero ? Numeric.one : .nan }
        if exponent.isNaN { return self == .one ? Numeric.one : .nan }
        if exponent.isZero { return .one }
        if isZero, exponent.signum < 0 {
            throw DatabaseError(
                .invalidArgumentForPowerFunction,
                "zero raised to a negative power is undefined"
            )
        }
        if exponent.isInfinite {
            if self == .one || self == Numeric(-1) { return .one }
            let isSmall = !isInfinite && magnitude < .one
            return isSmall == (exponent.signum > 0) ? .zero : .infinity
        }
        // An infinity to a finite power.
        if exponent.signum < 0 { return .zero }
        if signum > 0 { return .infinity }
        guard exponent.minimumScale == 0 else {
            throw DatabaseError(
                .invalidArgumentForPowerFunction,
                "a negative number raised to a non-integer power yields a complex result"
            )
        }
        let isOdd = (exponent.decimal?.digit(0) ?? 0) % 2 == 1
        return isOdd ? .negativeInfinity : .infinity
    }
}
