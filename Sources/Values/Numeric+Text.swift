// SPDX-License-Identifier: Apache-2.0

extension Numeric {
    /// The number that `text` spells: digits with a point and an exponent, `NaN` or `Infinity`.
    ///
    /// - Throws: 22P02, or 22003 when it has more digits than a numeric may have.
    public init(parsing text: Span<UInt8>) throws(DatabaseError) {
        let range = text.trimmedRange
        var index = range.lowerBound
        var isNegative = false
        if index < range.upperBound,
            text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+")
        {
            isNegative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        let start = index
        // Up to 18 digits need no array.
        var unscaled: Int64 = 0
        var digitCount = 0
        var scale: Int?
        while index < range.upperBound, digitCount < 18 {
            let byte = text[index]
            if byte.isDigit {
                unscaled = unscaled * 10 + Int64(byte &- 0x30)
                digitCount += 1
                if let count = scale { scale = count + 1 }
            } else if byte == UInt8(ascii: "."), scale == nil {
                scale = 0
            } else {
                break
            }
            index += 1
        }
        if index == range.upperBound, digitCount > 0 {
            self.init(Int128(isNegative ? -unscaled : unscaled), scale: scale ?? 0)
            return
        }
        let rest = start..<range.upperBound
        if let special = Self.special(text, rest, isNegative, hasSign: start > range.lowerBound) {
            self = special
            return
        }
        try self.init(text, digits: rest, isNegative: isNegative)
    }

    /// The number that `text` spells; see ``init(parsing:)-(Span<UInt8>)``.
    public init(parsing text: String) throws(DatabaseError) {
        try self.init(parsing: text.utf8Span.span)
    }

    private static func special(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ isNegative: Bool,
        hasSign: Bool
    ) -> Numeric? {
        if text.matches("nan", in: range), !hasSign { return .nan }
        if text.matches("infinity", in: range) || text.matches("inf", in: range) {
            return isNegative ? .negativeInfinity : .infinity
        }
        return nil
    }

    /// Reads any count of digits and an exponent.
    private init(
        _ text: Span<UInt8>,
        digits range: Range<Int>,
        isNegative: Bool
    ) throws(DatabaseError) {
        var decimals: [UInt8] = []
        var pointAt: Int?
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            if byte.isDigit {
                decimals.append(byte &- 0x30)
            } else if byte == UInt8(ascii: "."), pointAt == nil {
                pointAt = decimals.count
            } else {
                break
            }
            index += 1
        }
        if decimals.isEmpty { throw .invalidInput("numeric", text) }
        var exponent = 0
        if index < range.upperBound, text[index].lowercased == UInt8(ascii: "e") {
            exponent = try Self.exponent(text, index + 1..<range.upperBound)
            index = range.upperBound
        }
        if index < range.upperBound { throw .invalidInput("numeric", text) }
        let point = pointAt ?? decimals.count
        let scale = max(0, decimals.count - point - exponent)
        let value = BigDecimal(
            isNegative: isNegative,
            decimals: decimals,
            point: point + exponent,
            scale: scale
        )
        guard scale <= Self.maximumScale, value.weight <= 32_767 else { throw .numericOverflow }
        self.init(value)
    }

    private static func exponent(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) throws(DatabaseError) -> Int {
        var index = range.lowerBound
        var isNegative = false
        if index < range.upperBound,
            text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+")
        {
            isNegative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        if index == range.upperBound { throw .invalidInput("numeric", text) }
        var value = 0
        while index < range.upperBound {
            guard text[index].isDigit else { throw .invalidInput("numeric", text) }
            value = min(value * 10 + Int(text[index] &- 0x30), Int(Int32.max))
            index += 1
        }
        if value >= Int(Int32.max / 2) { throw .numericOverflow }
        return isNegative ? -value : value
    }

    /// Appends the number as PostgreSQL prints it.
    public func append(to output: inout [UInt8]) {
        switch storage {
        case .small(let unscaled, let scale):
            Self.append(unscaled, scale: Int(scale), to: &output)
        case .large(let decimal): decimal.value.append(to: &output)
        case .nan: output.append("NaN" as StaticString)
        case .positiveInfinity: output.append("Infinity" as StaticString)
        case .negativeInfinity: output.append("-Infinity" as StaticString)
        }
    }

    private static func append(_ unscaled: Int64, scale: Int, to output: inout [UInt8]) {
        if unscaled < 0 { output.append(UInt8(ascii: "-")) }
        if scale == 0 { return IntegerText.append(unscaled.magnitude, to: &output) }
        guard let power = PowersOfTen.int64(scale) else {
            output.append("0." as StaticString)
            return IntegerText.append(unscaled.magnitude, width: scale, to: &output)
        }
        let (whole, fraction) = unscaled.magnitude.quotientAndRemainder(
            dividingBy: power.magnitude
        )
        IntegerText.append(whole, to: &output)
        output.append(UInt8(ascii: "."))
        IntegerText.append(fraction, width: scale, to: &output)
    }

    /// As PostgreSQL prints it.
    public var text: String {
        var output: [UInt8] = []
        append(to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}

extension Numeric: CustomStringConvertible {
    /// As PostgreSQL prints it.
    public var description: String { text }
}

extension BigDecimal {
    /// The number of `decimals`, digits of 0 to 9, the point standing before the one at `point`,
    /// which may lie outside.
    init(isNegative: Bool, decimals: [UInt8], point: Int, scale: Int) {
        guard let first = decimals.firstIndex(where: { $0 != 0 }) else {
            self = BigDecimal.zero.withScale(scale)
            return
        }
        // The place of the first decimal within its base-10,000 digit.
        let exponent = point - first - 1
        let weight = exponent >= 0 ? exponent / 4 : (exponent - 3) / 4
        var place = exponent - 4 * weight
        var digits: [UInt16] = []
        digits.reserveCapacity((decimals.count - first) / 4 + 2)
        var digit: UInt16 = 0
        for decimal in decimals[first...] {
            digit = digit * 10 + UInt16(decimal)
            place -= 1
            if place < 0 {
                digits.append(digit)
                digit = 0
                place = 3
            }
        }
        if place < 3 {
            digits.append(digit * UInt16(Self.power(place + 1)))
        }
        self.init(isNegative: isNegative, weight: weight, digits: digits, scale: scale)
    }

    /// Appends the number with as many decimals as its scale says.
    func append(to output: inout [UInt8]) {
        if isNegative { output.append(UInt8(ascii: "-")) }
        if weight < 0 || digits.isEmpty {
            output.append(UInt8(ascii: "0"))
        } else {
            IntegerText.append(UInt64(digit(weight)), to: &output)
            for weight in (0..<weight).reversed() {
                IntegerText.append(UInt64(digit(weight)), width: 4, to: &output)
            }
        }
        if scale == 0 { return }
        output.append(UInt8(ascii: "."))
        let start = output.count
        var weight = -1
        while output.count - start < scale {
            IntegerText.append(UInt64(digit(weight)), width: 4, to: &output)
            weight -= 1
        }
        output.removeLast(output.count - start - scale)
    }
}
