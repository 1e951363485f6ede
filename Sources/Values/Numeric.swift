// SPDX-License-Identifier: Apache-2.0

/// An exact decimal number, or NaN or an infinity.
///
/// A number is digits with a display scale: `1.0` and `1.00` are equal but print differently.
/// Numbers whose digits, those of the display scale included, fit an `Int64` are stored inline and
/// cost no allocation; others keep base-10,000 digits as on the wire. NaN equals itself and is
/// greater than everything else.
///
/// Up to 131,072 digits before and 16,383 after the point.
///
/// Source: PostgreSQL 15 manual, section 8.1.2 "Arbitrary Precision Numbers".
public struct Numeric: Sendable {
    /// The two forms of finite numbers, and the others.
    enum Storage: Sendable {
        /// `unscaled × 10^-scale`; never the least Int64, so that it can be negated.
        case small(unscaled: Int64, scale: UInt16)
        /// Only numbers that ``small(unscaled:scale:)`` cannot hold.
        case large(LargeDecimal)
        case nan
        case positiveInfinity
        case negativeInfinity
    }

    /// A ``BigDecimal`` one reference wide.
    final class LargeDecimal: Sendable {
        let value: BigDecimal
        init(_ value: BigDecimal) { self.value = value }
    }

    /// The digits the point may have after it.
    public static let maximumScale = 16_383

    let storage: Storage

    init(storage: Storage) { self.storage = storage }

    /// 0.
    public static let zero = Numeric(storage: .small(unscaled: 0, scale: 0))
    /// 1.
    public static let one = Numeric(storage: .small(unscaled: 1, scale: 0))
    /// Not a number.
    public static let nan = Numeric(storage: .nan)
    /// Greater than every number.
    public static let infinity = Numeric(storage: .positiveInfinity)
    /// Less than every number.
    public static let negativeInfinity = Numeric(storage: .negativeInfinity)

    /// The whole number `value`.
    public init(_ value: Int64) { self.init(Int128(value), scale: 0) }

    /// The whole number `value`.
    public init(_ value: Int) { self.init(Int128(value), scale: 0) }

    /// `unscaled × 10^-scale`, printed with `scale` digits after the point, at most 16,383.
    public init(_ unscaled: Int128, scale: Int) {
        if let unscaled = Int64(exactly: unscaled), unscaled != .min {
            storage = .small(unscaled: unscaled, scale: UInt16(scale))
        } else {
            storage = .large(LargeDecimal(BigDecimal(unscaled: unscaled, scale: scale)))
        }
    }

    /// `value`, inline when it fits.
    init(_ value: BigDecimal) {
        if let unscaled = value.unscaled {
            storage = .small(unscaled: unscaled, scale: UInt16(value.scale))
        } else {
            storage = .large(LargeDecimal(value))
        }
    }

    /// The digits of a finite number.
    var decimal: BigDecimal? {
        switch storage {
        case .small(let unscaled, let scale):
            BigDecimal(unscaled: Int128(unscaled), scale: Int(scale))
        case .large(let decimal): decimal.value
        case .nan, .positiveInfinity, .negativeInfinity: nil
        }
    }

    /// Whether it is not a number.
    public var isNaN: Bool {
        if case .nan = storage { true } else { false }
    }

    /// Whether it is one of the infinities.
    public var isInfinite: Bool {
        switch storage {
        case .positiveInfinity, .negativeInfinity: true
        case .small, .large, .nan: false
        }
    }

    /// Whether it is neither NaN nor an infinity.
    public var isFinite: Bool { !isNaN && !isInfinite }

    /// Whether it is zero.
    public var isZero: Bool {
        if case .small(let unscaled, _) = storage { return unscaled == 0 }
        if case .large(let decimal) = storage { return decimal.value.isZero }
        return false
    }

    /// -1, 0 or 1 as it is below, equal to or above zero; 1 for NaN.
    public var signum: Int {
        switch storage {
        case .small(let unscaled, _): Int(unscaled.signum())
        case .large(let decimal): decimal.value.signum
        case .nan, .positiveInfinity: 1
        case .negativeInfinity: -1
        }
    }

    /// The digits after the point when printed; 0 for NaN and the infinities.
    public var scale: Int {
        switch storage {
        case .small(_, let scale): Int(scale)
        case .large(let decimal): decimal.value.scale
        case .nan, .positiveInfinity, .negativeInfinity: 0
        }
    }

    /// The digits after the point without the zeros at the end: 2 for `8.4100`.
    public var minimumScale: Int {
        var (unscaled, scale): (Int64, Int)
        switch storage {
        case .small(let digits, let count): (unscaled, scale) = (digits, Int(count))
        case .large(let decimal): return decimal.value.minimumScale
        case .nan, .positiveInfinity, .negativeInfinity: return 0
        }
        if unscaled == 0 { return 0 }
        while scale > 0, unscaled % 10 == 0 {
            unscaled /= 10
            scale -= 1
        }
        return scale
    }
}
