// SPDX-License-Identifier: Apache-2.0

/// An exact decimal number, or NaN or an infinity.
///
/// A number is digits with a display scale: `1.0` and `1.00` are equal but print differently.
/// Numbers whose digits fit an `Int64` are stored inline; others in base-10,000 digits, as on the
/// wire. NaN equals itself and is greater than everything else.
///
/// Source: PostgreSQL 15 manual, section 8.1.2 "Arbitrary Precision Numbers".
public struct Numeric: Sendable {
    /// The two forms of finite numbers, and the others.
    enum Storage: Sendable {
        /// `unscaled × 10^-scale`.
        case small(unscaled: Int64, scale: UInt16)
        case large(NumericDigits)
        case nan
        case positiveInfinity
        case negativeInfinity
    }

    let storage: Storage

    init(storage: Storage) { self.storage = storage }

    public static let zero = Numeric(storage: .small(unscaled: 0, scale: 0))
    public static let one = Numeric(storage: .small(unscaled: 1, scale: 0))
    public static let nan = Numeric(storage: .nan)
    public static let infinity = Numeric(storage: .positiveInfinity)
    public static let negativeInfinity = Numeric(storage: .negativeInfinity)

    /// The whole number `value`.
    public init(_ value: Int64) { storage = .small(unscaled: value, scale: 0) }

    /// `unscaled × 10^-scale`, printed with `scale` digits after the point.
    public init(unscaled: Int64, scale: UInt16) {
        storage = .small(unscaled: unscaled, scale: scale)
    }

    public var isNaN: Bool {
        if case .nan = storage { true } else { false }
    }
}

/// The digits of a number too long for an `Int64`.
final class NumericDigits: Sendable {
    let isNegative: Bool
    /// The power of 10,000 of the first digit.
    let weight: Int
    /// Digits after the point when printed.
    let scale: Int
    /// Base-10,000 digits, most significant first, without zeros at either end.
    let digits: [UInt16]

    init(isNegative: Bool, weight: Int, scale: Int, digits: [UInt16]) {
        self.isNegative = isNegative
        self.weight = weight
        self.scale = scale
        self.digits = digits
    }
}
