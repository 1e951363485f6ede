// SPDX-License-Identifier: Apache-2.0

/// What went wrong with a vector, in pgvector's or PostgreSQL's words.
///
/// This target lies below the one that knows SQLSTATEs as a type, so the code is text here; the
/// SQL layers turn the whole into their own error.
///
/// Source: pgvector 0.8, and PostgreSQL 15's `varbit.c` for bit strings.
public struct VectorError: Error, Sendable, Hashable {
    /// The five characters of the SQLSTATE.
    public let code: String
    /// What happened, in one clause.
    public let message: String
    /// More about what happened, in a sentence.
    public let detail: String?

    init(_ code: String, _ message: String, detail: String? = nil) {
        self.code = code
        self.message = message
        self.detail = detail
    }
}

/// The types whose names stand in messages.
public enum VectorType: String, Sendable, Hashable {
    case vector, halfvec, sparsevec
}

// MARK: - Dimensions

extension VectorError {
    static func differentDimensions(_ type: VectorType, _ a: Int, _ b: Int) -> VectorError {
        VectorError("22000", "different \(type.rawValue) dimensions \(a) and \(b)")
    }

    static func expectedDimensions(_ expected: Int, not actual: Int) -> VectorError {
        VectorError("22000", "expected \(expected) dimensions, not \(actual)")
    }

    static func noDimensions(_ type: VectorType) -> VectorError {
        VectorError("22000", "\(type.rawValue) must have at least 1 dimension")
    }

    static func tooManyDimensions(_ type: VectorType, limit: Int) -> VectorError {
        VectorError("54000", "\(type.rawValue) cannot have more than \(limit) dimensions")
    }

    /// Any number of modifiers but one.
    static let invalidTypeModifier = VectorError("22023", "invalid type modifier")

    static func typeModifierTooSmall(_ type: VectorType) -> VectorError {
        VectorError("22023", "dimensions for type \(type.rawValue) must be at least 1")
    }

    static func typeModifierTooLarge(_ type: VectorType, limit: Int) -> VectorError {
        VectorError("22023", "dimensions for type \(type.rawValue) cannot exceed \(limit)")
    }
}

// MARK: - Elements and arithmetic

extension VectorError {
    static func notANumber(_ type: VectorType) -> VectorError {
        VectorError("22000", "NaN not allowed in \(type.rawValue)")
    }

    static func infinite(_ type: VectorType) -> VectorError {
        VectorError("22000", "infinite value not allowed in \(type.rawValue)")
    }

    static func outOfRange(_ literal: String, _ type: VectorType) -> VectorError {
        VectorError("22003", "\"\(literal)\" is out of range for type \(type.rawValue)")
    }

    static let overflow = VectorError("22003", "value out of range: overflow")
    static let underflow = VectorError("22003", "value out of range: underflow")

    /// A `float8[]` that is no aggregate state; `function` is `vector_accum`, `halfvec_avg`, ….
    public static func badState(_ function: String) -> VectorError {
        VectorError("XX000", "\(function): expected state array")
    }
}

// MARK: - Arrays

extension VectorError {
    /// A cast from an array of two or more dimensions.
    public static let arrayNotOneDimensional = VectorError("22000", "array must be 1-D")
    /// A cast from an array that contains nulls.
    public static let nullElement = VectorError("22004", "array must not contain nulls")
    /// A cast from an array of anything but integer, real, double precision and numeric.
    public static let unsupportedArray = VectorError("22000", "unsupported array type")
}

// MARK: - Text and binary formats

extension VectorError {
    static func invalidText(
        _ type: VectorType,
        _ literal: String,
        detail: String? = nil
    ) -> VectorError {
        VectorError(
            "22P02",
            "invalid input syntax for type \(type.rawValue): \"\(literal)\"",
            detail: detail
        )
    }

    /// A message shorter than it says.
    static let insufficientData = VectorError("08P01", "insufficient data left in message")
    /// A message longer than it says.
    static let excessData = VectorError("22P03", "incorrect binary data format")

    static func reservedField(_ value: Int) -> VectorError {
        VectorError("22000", "expected unused to be 0, not \(value)")
    }
}

// MARK: - Sparse vectors

extension VectorError {
    static let negativeElementCount = VectorError(
        "22000",
        "sparsevec cannot have negative number of elements"
    )
    static func tooManyElements(limit: Int) -> VectorError {
        VectorError("54000", "sparsevec cannot have more than \(limit) non-zero elements")
    }
    static let moreElementsThanDimensions = VectorError(
        "54000",
        "sparsevec cannot have more elements than dimensions"
    )
    static let indexOutOfBounds = VectorError("22000", "sparsevec index out of bounds")
    static let indexOrder = VectorError("22000", "sparsevec indices must be in ascending order")
    static let duplicateIndex = VectorError(
        "22000",
        "sparsevec indices must not contain duplicates"
    )
    static let zeroInBinary = VectorError(
        "22000",
        "binary representation of sparsevec cannot contain zero values"
    )
}

// MARK: - Bit strings

extension VectorError {
    static func differentBitLengths(_ a: Int, _ b: Int) -> VectorError {
        VectorError("22000", "different bit lengths \(a) and \(b)")
    }

    /// `operation` is `AND`, `OR` or `XOR`.
    static func bitOperandSizes(_ operation: String) -> VectorError {
        VectorError("22026", "cannot \(operation) bit strings of different sizes")
    }

    static func invalidBinaryDigit(_ digit: Character) -> VectorError {
        VectorError("22P02", "\"\(digit)\" is not a valid binary digit")
    }

    static func invalidHexadecimalDigit(_ digit: Character) -> VectorError {
        VectorError("22P02", "\"\(digit)\" is not a valid hexadecimal digit")
    }

    static let invalidBitLength = VectorError("22P03", "invalid length in external bit string")

    static func bitIndexOutOfRange(_ index: Int, limit: Int) -> VectorError {
        VectorError("2202E", "bit index \(index) out of valid range (0..\(limit))")
    }

    static let integerOutOfRange = VectorError("22003", "integer out of range")
    static let newBit = VectorError("22023", "new bit must be 0 or 1")
    static let negativeSubstring = VectorError("22011", "negative substring length not allowed")
}
