// SPDX-License-Identifier: Apache-2.0

extension UUID {
    /// The identifier that `text` spells: 32 hexadecimal digits, a hyphen allowed after each group
    /// of four, braces allowed around.
    ///
    /// - Throws: 22P02.
    public init(parsing text: Span<UInt8>) throws(DatabaseError) {
        var index = 0
        let isBraced = text.count > 0 && text[0] == UInt8(ascii: "{")
        if isBraced { index = 1 }
        var halves: (UInt64, UInt64) = (0, 0)
        for position in 0..<16 {
            guard index + 1 < text.count, let upper = text[index].hexadecimalValue,
                let lower = text[index + 1].hexadecimalValue
            else { throw .invalidInput("uuid", text) }
            let byte = UInt64(upper << 4 | lower)
            if position < 8 {
                halves.0 = halves.0 << 8 | byte
            } else {
                halves.1 = halves.1 << 8 | byte
            }
            index += 2
            if position % 2 == 1, position < 15, index < text.count,
                text[index] == UInt8(ascii: "-")
            {
                index += 1
            }
        }
        if isBraced {
            guard index < text.count, text[index] == UInt8(ascii: "}") else {
                throw .invalidInput("uuid", text)
            }
            index += 1
        }
        if index != text.count { throw .invalidInput("uuid", text) }
        self.init(high: halves.0, low: halves.1)
    }

    /// Appends the canonical text: `a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11`.
    public func append(to output: inout [UInt8]) {
        for position in 0..<16 {
            if position == 4 || position == 6 || position == 8 || position == 10 {
                output.append(UInt8(ascii: "-"))
            }
            let byte = self.byte(position)
            output.append(Bytea.hexadecimalDigit(byte >> 4))
            output.append(Bytea.hexadecimalDigit(byte & 15))
        }
    }

    /// Byte `position`, from 0, the most significant first.
    func byte(_ position: Int) -> UInt8 {
        let half = position < 8 ? high : low
        return UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * (position & 7)))
    }
}

extension UUID: CustomStringConvertible {
    /// The text for people.
    public var description: String {
        var output: [UInt8] = []
        append(to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
