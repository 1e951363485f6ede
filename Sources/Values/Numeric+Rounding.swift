// SPDX-License-Identifier: Apache-2.0

extension Numeric {
    /// Rounded half away from zero to `scale` decimals; a negative scale rounds before the point.
    public func rounded(toScale scale: Int) -> Numeric { cut(scale, rounding: true) }

    /// Without the decimals after `scale`; a negative scale cuts before the point.
    public func truncated(toScale scale: Int) -> Numeric { cut(scale, rounding: false) }

    private func cut(_ scale: Int, rounding: Bool) -> Numeric {
        let scale = min(max(scale, -131_072), Self.maximumScale)
        if case .small(let unscaled, let count) = storage, scale >= 0 {
            let drop = Int(count) - scale
            if drop == 0 { return self }
            if drop > 0, let power = PowersOfTen.int64(drop) {
                var (quotient, remainder) = unscaled.quotientAndRemainder(dividingBy: power)
                if rounding, remainder.magnitude >= power.magnitude / 2 {
                    quotient += unscaled < 0 ? -1 : 1
                }
                return Numeric(storage: .small(unscaled: quotient, scale: UInt16(scale)))
            }
            if drop < 0, let power = PowersOfTen.int64(-drop) {
                let (product, overflow) = unscaled.multipliedReportingOverflow(by: power)
                if !overflow, product != .min {
                    return Numeric(storage: .small(unscaled: product, scale: UInt16(scale)))
                }
            }
        }
        guard let decimal else { return self }
        return Numeric(rounding ? decimal.rounded(scale) : decimal.truncated(scale))
    }

    /// The least whole number not below.
    public var ceiling: Numeric { toWhole(towards: 1) }

    /// The greatest whole number not above.
    public var floor: Numeric { toWhole(towards: -1) }

    private func toWhole(towards direction: Int) -> Numeric {
        let whole = truncated(toScale: 0)
        guard let decimal = whole.decimal, whole != self, signum == direction else { return whole }
        let step = direction < 0 ? BigDecimal.one.negated : BigDecimal.one
        return Numeric(BigDecimal.sum(decimal, step))
    }

    /// The same number without zeros at the end of its decimals: `trim_scale`.
    public var withMinimumScale: Numeric { truncated(toScale: minimumScale) }

    /// Rounded to the precision and scale that `modifier` states; -1 states none.
    ///
    /// - Throws: 22003 `numeric field overflow` when it has too many digits before the point.
    public func constrained(to modifier: Int32) throws(DatabaseError) -> Numeric {
        guard modifier >= 4 else { return self }
        let precision = TypeModifier.precision(modifier)
        let scale = TypeModifier.scale(modifier)
        if isNaN { return self }
        if isInfinite {
            throw DatabaseError(
                .numericValueOutOfRange,
                "numeric field overflow",
                detail: "A field with precision \(precision), scale \(scale) cannot hold an"
                    + " infinite value."
            )
        }
        let result = rounded(toScale: scale)
        if result.integerDigits > precision - scale {
            let limit = precision == scale ? "1" : "10^\(precision - scale)"
            throw DatabaseError(
                .numericValueOutOfRange,
                "numeric field overflow",
                detail: "A field with precision \(precision), scale \(scale) must round to an"
                    + " absolute value less than \(limit)."
            )
        }
        return result
    }

    /// The digits before the point, negative when zeros follow the point; very small for zero.
    private var integerDigits: Int {
        switch storage {
        case .small(let unscaled, let scale):
            if unscaled == 0 { return .min }
            var count = 0
            while count < 19, let power = PowersOfTen.int64(count),
                power.magnitude <= unscaled.magnitude
            {
                count += 1
            }
            return count - Int(scale)
        case .large(let decimal):
            guard let first = decimal.value.digits.first else { return .min }
            return 4 * decimal.value.weight + String(first).utf8.count
        case .nan, .positiveInfinity, .negativeInfinity: return .min
        }
    }
}
