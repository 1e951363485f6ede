// SPDX-License-Identifier: Apache-2.0

extension Numeric {
    /// The sum, of the larger scale of the two.
    public func adding(_ other: Numeric) throws(DatabaseError) -> Numeric { throw .pending }
    /// The difference, of the larger scale of the two.
    public func subtracting(_ other: Numeric) throws(DatabaseError) -> Numeric { throw .pending }
    /// The product, of the sum of the scales.
    public func multiplied(by other: Numeric) throws(DatabaseError) -> Numeric { throw .pending }
    /// The quotient, of at least 16 significant digits.
    public func divided(by other: Numeric) throws(DatabaseError) -> Numeric { throw .pending }
    /// The quotient without its fraction: `div(x, y)`.
    public func quotient(dividingBy other: Numeric) throws(DatabaseError) -> Numeric {
        throw .pending
    }
    /// The remainder, with the sign of the dividend: `x % y`.
    public func remainder(dividingBy other: Numeric) throws(DatabaseError) -> Numeric {
        throw .pending
    }
    public var negated: Numeric { self }
    public var magnitude: Numeric { self }
    /// -1, 0 or 1, or NaN.
    public var sign: Numeric { self }
    /// Rounded half away from zero at `scale` digits after the point, negative for before it.
    public func rounded(toScale scale: Int) -> Numeric { self }
    public func truncated(toScale scale: Int) -> Numeric { self }
    public var ceiling: Numeric { self }
    public var floor: Numeric { self }
    public func squareRoot() throws(DatabaseError) -> Numeric { throw .pending }
    public func exponential() throws(DatabaseError) -> Numeric { throw .pending }
    public func naturalLogarithm() throws(DatabaseError) -> Numeric { throw .pending }
    public func logarithm(base: Numeric) throws(DatabaseError) -> Numeric { throw .pending }
    public func raised(to exponent: Numeric) throws(DatabaseError) -> Numeric { throw .pending }
    /// Digits after the point when printed; 0 for NaN and infinities.
    public var scale: Int { 0 }
    /// The number that `text` spells.
    public init(parsing text: String) throws(DatabaseError) { throw .pending }
    /// To 15 significant digits, as the cast from double precision.
    public init(_ value: Double) { storage = .nan }
    /// To 6 significant digits, as the cast from real.
    public init(_ value: Float) { storage = .nan }
    /// Rounded half away from zero; 22003 `smallint out of range`.
    public func int16() throws(DatabaseError) -> Int16 { throw .pending }
    public func int32() throws(DatabaseError) -> Int32 { throw .pending }
    public func int64() throws(DatabaseError) -> Int64 { throw .pending }
    public func float() throws(DatabaseError) -> Float { throw .pending }
    public func double() throws(DatabaseError) -> Double { throw .pending }
    /// Rounded to the precision and scale of `modifier`; 22003 `numeric field overflow`.
    public func constrained(to modifier: Int32) throws(DatabaseError) -> Numeric { throw .pending }
    /// As PostgreSQL prints it.
    public var text: String { "" }
}

extension DatabaseError {
    static let pending = DatabaseError(.featureNotSupported, "numeric is not supported")
}
