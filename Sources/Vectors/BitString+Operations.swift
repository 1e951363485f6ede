// SPDX-License-Identifier: Apache-2.0

// Source: PostgreSQL 15 manual, section 9.6 "Bit String Functions and Operators".

extension BitString {
    /// The bits set in both, `&`.
    ///
    /// - Throws: ``VectorError`` when the lengths differ.
    public func and(_ other: BitString) throws(VectorError) -> BitString {
        try combine(other, "AND") { $0 & $1 }
    }

    /// The bits set in either, `|`; errors as for ``and(_:)``.
    public func or(_ other: BitString) throws(VectorError) -> BitString {
        try combine(other, "OR") { $0 | $1 }
    }

    /// The bits set in one of both, `#`; errors as for ``and(_:)``.
    public func xor(_ other: BitString) throws(VectorError) -> BitString {
        try combine(other, "XOR") { $0 ^ $1 }
    }

    /// All bits turned round, `~`.
    public var inverted: BitString { BitString(bitCount: bitCount, bytes: bytes.map { ~$0 }) }

    /// The bits moved to the left by `distance`, zeros following, `<<`; to the right where
    /// negative.
    public func shiftedLeft(by distance: Int) -> BitString {
        if distance < 0 { return shiftedRight(by: distance == .min ? .max : -distance) }
        if distance >= bitCount { return zeros }
        return copy(from: distance, count: bitCount - distance, into: bitCount, at: 0)
    }

    /// The bits moved to the right by `distance`, zeros entering, `>>`; to the left where negative.
    public func shiftedRight(by distance: Int) -> BitString {
        if distance < 0 { return shiftedLeft(by: distance == .min ? .max : -distance) }
        if distance >= bitCount { return zeros }
        return copy(from: 0, count: bitCount - distance, into: bitCount, at: distance)
    }

    /// The bits of both, one after the other, `||`.
    public func concatenating(_ other: BitString) -> BitString {
        let length = bitCount + other.bitCount
        var result = copy(from: 0, count: bitCount, into: length, at: 0).bytes
        other.write(from: 0, count: other.bitCount, to: &result, at: bitCount)
        return BitString(bitCount: length, bytes: result)
    }

    private var zeros: BitString {
        BitString(bitCount: bitCount, bytes: [UInt8](repeating: 0, count: bytes.count))
    }

    private func combine(
        _ other: BitString,
        _ name: String,
        _ operation: (UInt8, UInt8) -> UInt8
    ) throws(VectorError) -> BitString {
        if bitCount != other.bitCount { throw .bitOperandSizes(name) }
        return BitString(bitCount: bitCount, bytes: zip(bytes, other.bytes).map(operation))
    }
}

// MARK: - Parts

extension BitString {
    /// The `count` bits from position `start`, counted from 1, as far as there are any; to the end
    /// where `count` is nil.
    ///
    /// - Throws: ``VectorError`` when `count` is negative.
    public func substring(from start: Int, count: Int? = nil) throws(VectorError) -> BitString {
        var end = bitCount + 1
        if let count {
            if count < 0 { throw .negativeSubstring }
            let (sum, overflows) = start.addingReportingOverflow(count)
            if !overflows { end = min(end, sum) }
        }
        let first = max(start, 1)
        guard first < end else { return BitString(bitCount: 0, bytes: []) }
        return copy(from: first - 1, count: end - first, into: end - first, at: 0)
    }

    /// This with the `count` bits from position `start`, counted from 1, replaced by
    /// `replacement`; as many as that has where `count` is nil.
    ///
    /// - Throws: ``VectorError`` when `start` is not positive.
    public func overlaying(
        _ replacement: BitString,
        from start: Int,
        count: Int? = nil
    ) throws(VectorError) -> BitString {
        if start <= 0 { throw .negativeSubstring }
        // SQL's integers are 32 bits wide, and PostgreSQL refuses a sum that is not.
        let (rest, overflows) = start.addingReportingOverflow(count ?? replacement.bitCount)
        if overflows || Int32(exactly: rest) == nil { throw .integerOutOfRange }
        let head = try substring(from: 1, count: start - 1)
        return head.concatenating(replacement).concatenating(try substring(from: rest))
    }

    /// Where `part` begins first, counted from 1; 0 where it does not occur.
    ///
    /// - Complexity: O(`bitCount` · `part.bitCount`) at worst.
    public func position(of part: BitString) -> Int {
        if bitCount == 0 || part.bitCount > bitCount { return 0 }
        for start in 0...(bitCount - part.bitCount) {
            var matched = 0
            while matched < part.bitCount, self[start + matched] == part[matched] { matched += 1 }
            if matched == part.bitCount { return start + 1 }
        }
        return 0
    }

    /// The bit at `index`, counted from 0 at the left.
    ///
    /// - Throws: ``VectorError`` when there is no such bit.
    public func bit(at index: Int) throws(VectorError) -> Int {
        guard (0..<bitCount).contains(index) else {
            throw .bitIndexOutOfRange(index, limit: bitCount - 1)
        }
        return self[index] ? 1 : 0
    }

    /// This with the bit at `index`, counted from 0 at the left, made `bit`.
    ///
    /// - Throws: ``VectorError`` when there is no such bit, or when `bit` is neither 0 nor 1.
    public func setting(bitAt index: Int, to bit: Int) throws(VectorError) -> BitString {
        guard (0..<bitCount).contains(index) else {
            throw .bitIndexOutOfRange(index, limit: bitCount - 1)
        }
        guard bit == 0 || bit == 1 else { throw .newBit }
        var bytes = bytes
        let mask: UInt8 = 0x80 >> UInt8(index % 8)
        if bit == 1 { bytes[index / 8] |= mask } else { bytes[index / 8] &= ~mask }
        return BitString(bitCount: bitCount, bytes: bytes)
    }

    /// `length` zero bits but for `count` of ours from `start`, put at `target`.
    private func copy(from start: Int, count: Int, into length: Int, at target: Int) -> BitString {
        var result = [UInt8](repeating: 0, count: (length + 7) / 8)
        write(from: start, count: count, to: &result, at: target)
        return BitString(bitCount: length, bytes: result)
    }

    /// Sets in `result`, zero from `target` on, what is set in our `count` bits from `start`.
    private func write(from start: Int, count: Int, to result: inout [UInt8], at target: Int) {
        if start % 8 == 0 && target % 8 == 0 {
            let byteCount = (count + 7) / 8
            for index in 0..<byteCount { result[target / 8 + index] = bytes[start / 8 + index] }
            return
        }
        for index in 0..<count where self[start + index] {
            result[(target + index) / 8] |= 0x80 >> UInt8((target + index) % 8)
        }
    }
}

// MARK: - Integers

extension BitString {
    /// The `bitCount` lowest bits of `value`, its sign filling what is longer.
    public init(_ value: Int64, bitCount: Int) {
        self.init(
            (0..<bitCount).lazy.map { index in
                let place = bitCount - 1 - index
                return place >= 64 ? value < 0 : value >> Int64(place) & 1 == 1
            }
        )
    }

    /// The bits as an integer of `Number`'s width, the last one lowest; nil where they are too
    /// many.
    public func integer<Number: FixedWidthInteger>(as type: Number.Type) -> Number? {
        guard bitCount <= Number.bitWidth else { return nil }
        var value: Number = 0
        for index in 0..<bitCount { value = value << 1 | (self[index] ? 1 : 0) }
        return value
    }
}
