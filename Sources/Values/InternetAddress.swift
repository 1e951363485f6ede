// SPDX-License-Identifier: Apache-2.0

/// An IPv4 or IPv6 host address with an optional netmask length: the type inet.
///
/// Stored as the text PostgreSQL prints, so values compare by that text.
///
/// Source: PostgreSQL 15 manual, section 8.9.1 "inet".
public struct InternetAddress: Hashable, Sendable {
    /// 4 or 16 bytes.
    public let address: [UInt8]
    /// The bits of the network part.
    public let bits: UInt8

    /// The address that `text` spells.
    ///
    /// - Throws: 22P02.
    public init(parsing text: Span<UInt8>) throws(DatabaseError) {
        let parts = text.string.split(
            separator: "/",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let first = parts.first,
            let address = first.contains(":") ? Self.version6(first) : Self.version4(first)
        else { throw .invalidInput("inet", text) }
        self.address = address
        let most = address.count * 8
        guard parts.count == 2 else {
            bits = UInt8(most)
            return
        }
        guard !parts[1].isEmpty, parts[1].utf8.allSatisfy(\.isDigit), let bits = UInt8(parts[1]),
            Int(bits) <= most
        else { throw .invalidInput("inet", text) }
        self.bits = bits
    }

    /// The address in `binary`: family (2 or 3), bits, 0, count of bytes, bytes.
    ///
    /// - Throws: 22P03.
    public init(binary: Span<UInt8>) throws(DatabaseError) {
        var reader = BinaryReader(binary)
        let family: UInt8 = try reader.read()
        let bits: UInt8 = try reader.read()
        _ = try reader.read(UInt8.self)
        let count: UInt8 = try reader.read()
        guard family == 2 && count == 4 || family == 3 && count == 16, Int(bits) <= Int(count) * 8
        else {
            throw DatabaseError(
                .invalidBinaryRepresentation,
                "invalid address family in external \"inet\" value"
            )
        }
        address = try reader.readBytes(Int(count)).array
        self.bits = bits
        try reader.finish()
    }

    /// Appends the binary format.
    func appendBinary(to output: inout [UInt8]) {
        output.append(address.count == 4 ? 2 : 3)
        output.append(bits)
        output.append(0)
        output.append(UInt8(address.count))
        output += address
    }

    /// As PostgreSQL prints it: `192.168.0.1`, `10.0.0.0/8`, `2001:db8::1`.
    public var text: String {
        let host = address.count == 4 ? address.map { String($0) }.joined(separator: ".") : text6
        return Int(bits) == address.count * 8 ? host : "\(host)/\(bits)"
    }

    private static func version4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard !part.isEmpty, part.utf8.count <= 3, part.utf8.allSatisfy(\.isDigit),
                let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func version6(_ text: Substring) -> [UInt8]? {
        let text = String(text)
        guard let gap = text.range(ofDoubleColon: ()) else {
            guard let words = words6(text[...]), words.count == 8 else { return nil }
            return words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        }
        let head = text[..<gap]
        let tail = text[text.index(gap, offsetBy: 2)...]
        guard let first = head.isEmpty ? [] : words6(head),
            let last = tail.isEmpty ? [] : words6(tail), first.count + last.count < 8
        else { return nil }
        let zeros = [UInt16](repeating: 0, count: 8 - first.count - last.count)
        return (first + zeros + last).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    private static func words6(_ text: Substring) -> [UInt16]? {
        var words: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains("."), let bytes = version4(part) {
                words.append(UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
                words.append(UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
                continue
            }
            guard !part.isEmpty, part.utf8.count <= 4,
                part.utf8.allSatisfy({ $0.hexadecimalValue != nil }),
                let word = UInt16(part, radix: 16)
            else { return nil }
            words.append(word)
        }
        return words
    }

    /// The longest run of two or more zero words becomes `::`, the first one of equals.
    private var text6: String {
        let words = stride(from: 0, to: 16, by: 2).map {
            UInt16(address[$0]) << 8 | UInt16(address[$0 + 1])
        }
        var best = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || words[index] != 0 {
            if index - start > max(best.count, 1) { best = start..<index }
            start = index + 1
        }
        func join(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if best.isEmpty { return join(words[...]) }
        if best.lowerBound == 0, best.count == 6 {
            let last = address[12...].map { String($0) }.joined(separator: ".")
            return "::" + last
        }
        if best.lowerBound == 0, best.count == 5, words[5] == 0xFFFF {
            let last = address[12...].map { String($0) }.joined(separator: ".")
            return "::ffff:" + last
        }
        return join(words[..<best.lowerBound]) + "::" + join(words[best.upperBound...])
    }
}

extension String {
    /// Where `::` begins, unless it stands nowhere or more than once.
    fileprivate func range(ofDoubleColon _: Void) -> String.Index? {
        var found: String.Index?
        var index = startIndex
        while index < endIndex {
            let next = self.index(after: index)
            if self[index] == ":", next < endIndex, self[next] == ":" {
                if found != nil { return nil }
                found = index
            }
            index = next
        }
        return found
    }
}
