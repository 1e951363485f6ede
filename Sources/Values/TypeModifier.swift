// SPDX-License-Identifier: Apache-2.0

import Vectors

/// Reads and takes apart type modifiers: the `(10,2)` of `numeric(10,2)`.
public enum TypeModifier {
    /// The digits a numeric may have, from a modifier that is not -1.
    public static func precision(_ modifier: Int32) -> Int {
        Int((modifier &- 4) >> 16 & 0xFFFF)
    }

    /// The digits of them after the point, -1,000 to 1,000.
    public static func scale(_ modifier: Int32) -> Int {
        (Int((modifier &- 4) & 0x7FF) ^ 1_024) - 1_024
    }

    /// The modifier of numeric with `precision` digits, `scale` of them after the point.
    public static func numeric(precision: Int, scale: Int) -> Int32 {
        Int32(truncatingIfNeeded: (precision & 0xFFFF) << 16 | (scale & 0x7FF)) &+ 4
    }

    /// The modifier that `arguments` give to the type, as its modifier input function reads them.
    ///
    /// The arguments of interval are a mask of fields and a precision, as the grammar makes them.
    ///
    /// - Returns: The modifier, and a warning when PostgreSQL reduces it instead of refusing.
    /// - Throws: 42601 when the type takes none, 22023 when they are out of range.
    public static func parse(
        _ arguments: [String],
        for oid: OID
    ) throws(DatabaseError) -> (modifier: Int32, warning: DatabaseError?) {
        guard let type = TypeDescription(oid: oid), !type.modifierInput.isEmpty else {
            let name = TypeDescription(oid: oid)?.name ?? "???"
            throw DatabaseError(
                .syntaxError,
                "type modifier is not allowed for type \"\(name)\""
            )
        }
        var numbers: [Int32] = []
        for argument in arguments { numbers.append(try IntegerText.int32(argument)) }
        let element = type.isArray ? type.element : oid
        switch element {
        case .numeric: return (try numeric(numbers), nil)
        case .varchar: return (try length(numbers, "varchar", 10_485_760) &+ 4, nil)
        case .bpchar: return (try length(numbers, "char", 10_485_760) &+ 4, nil)
        case .bit: return (try length(numbers, "bit", 83_886_080), nil)
        case .varbit: return (try length(numbers, "varbit", 83_886_080), nil)
        case .vector:
            return (
                Int32(
                    try DatabaseError.wrap { () throws(VectorError) in
                        try Vector.dimension(ofModifiers: numbers)
                    }
                ), nil
            )
        case .halfvec:
            return (
                Int32(
                    try DatabaseError.wrap { () throws(VectorError) in
                        try HalfVector.dimension(ofModifiers: numbers)
                    }
                ), nil
            )
        case .sparsevec:
            return (
                Int32(
                    try DatabaseError.wrap { () throws(VectorError) in
                        try SparseVector.dimension(ofModifiers: numbers)
                    }
                ), nil
            )
        case .time: return try precision(numbers, "TIME", "")
        case .timetz: return try precision(numbers, "TIME", " WITH TIME ZONE")
        case .timestamp: return try precision(numbers, "TIMESTAMP", "")
        case .timestamptz: return try precision(numbers, "TIMESTAMP", " WITH TIME ZONE")
        default: return try interval(numbers)
        }
    }

    private static func single(_ numbers: [Int32]) throws(DatabaseError) -> Int32 {
        guard numbers.count == 1, let number = numbers.first else {
            throw DatabaseError(.invalidParameterValue, "invalid type modifier")
        }
        return number
    }

    private static func length(
        _ numbers: [Int32],
        _ name: String,
        _ maximum: Int32
    ) throws(DatabaseError) -> Int32 {
        let number = try single(numbers)
        guard number >= 1 else {
            throw DatabaseError(
                .invalidParameterValue,
                "length for type \(name) must be at least 1"
            )
        }
        guard number <= maximum else {
            throw DatabaseError(
                .invalidParameterValue,
                "length for type \(name) cannot exceed \(maximum)"
            )
        }
        return number
    }

    private static func numeric(_ numbers: [Int32]) throws(DatabaseError) -> Int32 {
        guard let precision = numbers.first, numbers.count <= 2 else {
            throw DatabaseError(.invalidParameterValue, "invalid NUMERIC type modifier")
        }
        guard (1...1_000).contains(precision) else {
            throw DatabaseError(
                .invalidParameterValue,
                "NUMERIC precision \(precision) must be between 1 and 1000"
            )
        }
        let scale = numbers.count == 2 ? numbers[1] : 0
        guard (-1_000...1_000).contains(scale) else {
            throw DatabaseError(
                .invalidParameterValue,
                "NUMERIC scale \(scale) must be between -1000 and 1000"
            )
        }
        return numeric(precision: Int(precision), scale: Int(scale))
    }

    private static func precision(
        _ numbers: [Int32],
        _ name: String,
        _ zone: String
    ) throws(DatabaseError) -> (modifier: Int32, warning: DatabaseError?) {
        let number = try single(numbers)
        guard number >= 0 else {
            throw DatabaseError(
                .invalidParameterValue,
                "\(name)(\(number))\(zone) precision must not be negative"
            )
        }
        return reduced(number, "\(name)(\(number))\(zone)")
    }

    private static func reduced(
        _ precision: Int32,
        _ name: String
    ) -> (modifier: Int32, warning: DatabaseError?) {
        if precision <= 6 { return (precision, nil) }
        let warning = DatabaseError(
            .invalidParameterValue,
            "\(name) precision reduced to maximum allowed, 6",
            severity: .warning
        )
        return (6, warning)
    }
}
