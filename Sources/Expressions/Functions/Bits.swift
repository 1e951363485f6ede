// SPDX-License-Identifier: Apache-2.0

import Values
import Vectors

/// Operators and functions of bit strings.
///
/// Source: PostgreSQL 15 manual, section 9.6 "Bit String Functions and Operators".
extension RegistryBuilder {
    mutating func addBits() {
        combine(1791, "&", 1673, "bitand", "AND") { $0 & $1 }
        combine(1792, "|", 1674, "bitor", "OR") { $0 | $1 }
        combine(1793, "#", 1675, "bitxor", "XOR") { $0 ^ $1 }
        add(
            prefix: 1794,
            "~",
            1676,
            "bitnot",
            .bit,
            .bit,
            .each { (a: BitString) in
                BitString(a.bits.map { !$0 })
            }
        )
        add(
            infix: 1795,
            "<<",
            1677,
            "bitshiftleft",
            .bit,
            .int4,
            .bit,
            .each {
                (a: BitString, by: Int32) in a.shifted(Int(by))
            }
        )
        add(
            infix: 1796,
            ">>",
            1678,
            "bitshiftright",
            .bit,
            .int4,
            .bit,
            .each {
                (a: BitString, by: Int32) in a.shifted(-Int(by))
            }
        )
        add(
            infix: 1797,
            "||",
            1679,
            "bitcat",
            .varbit,
            .varbit,
            .varbit,
            .each {
                (a: BitString, b: BitString) in BitString(a.bits + b.bits)
            }
        )
        let count = Function.Body.each { (a: BitString) in Int32(a.bitCount) }
        add(1681, "length", [.bit], .int4, count)
        add(1812, "bit_length", [.bit], .int4, count)
        add(1682, "octet_length", [.bit], .int4, .each { (a: BitString) in Int32(a.bytes.count) })
        add(6162, "bit_count", [.bit], .int8, .each { (a: BitString) in Int64(a.onesCount) })
        addBitParts()
        addBitCasts()
    }

    private mutating func combine(
        _ number: UInt32,
        _ symbol: String,
        _ function: UInt32,
        _ name: String,
        _ verb: String,
        _ compute: @escaping @Sendable (UInt8, UInt8) -> UInt8
    ) {
        add(
            infix: number,
            symbol,
            function,
            name,
            .bit,
            .bit,
            .bit,
            commutator: number,
            .each { (a: BitString, b: BitString) throws(DatabaseError) in
                guard a.bitCount == b.bitCount else {
                    throw DatabaseError(
                        .stringDataLengthMismatch,
                        "cannot \(verb) bit strings of different sizes"
                    )
                }
                let bytes = zip(a.bytes, b.bytes).map { compute($0, $1) }
                return BitString(bitCount: a.bitCount, bytes: bytes)
            }
        )
    }

    private mutating func addBitParts() {
        add(
            1680,
            "substring",
            [.bit, .int4, .int4],
            .bit,
            .each {
                (a: BitString, start: Int32, count: Int32) throws(DatabaseError) in
                try a.part(start, count)
            }
        )
        add(
            1699,
            "substring",
            [.bit, .int4],
            .bit,
            .each {
                (a: BitString, start: Int32) throws(DatabaseError) in try a.part(start, nil)
            }
        )
        add(
            1698,
            "position",
            [.bit, .bit],
            .int4,
            .each { (a: BitString, part: BitString) in
                let (bits, wanted) = (a.bits, part.bits)
                if bits.isEmpty { return 0 as Int32 }
                if wanted.isEmpty { return 1 }
                let starts = 0..<max(bits.count - wanted.count + 1, 0)
                let found = starts.first { bits[$0..<($0 + wanted.count)].elementsEqual(wanted) }
                return found.map { Int32($0) + 1 } ?? 0
            }
        )
        add(3030, "overlay", [.bit, .bit, .int4, .int4], .bit, .each(BitString.overlaid))
        add(
            3031,
            "overlay",
            [.bit, .bit, .int4],
            .bit,
            .each {
                (a: BitString, b: BitString, start: Int32) throws(DatabaseError) in
                try BitString.overlaid(a, b, start, Int32(b.bitCount))
            }
        )
        add(
            3032,
            "get_bit",
            [.bit, .int4],
            .int4,
            .each {
                (a: BitString, index: Int32) throws(DatabaseError) in
                try a.checkIndex(index)
                return a.bits[Int(index)] ? 1 as Int32 : 0
            }
        )
        add(
            3033,
            "set_bit",
            [.bit, .int4, .int4],
            .bit,
            .each {
                (a: BitString, index: Int32, value: Int32) throws(DatabaseError) in
                try a.checkIndex(index)
                guard value == 0 || value == 1 else {
                    throw DatabaseError(.invalidParameterValue, "new bit must be 0 or 1")
                }
                var bits = a.bits
                bits[Int(index)] = value == 1
                return BitString(bits)
            }
        )
    }

    private mutating func addBitCasts() {
        add(
            1683,
            "bit",
            [.int4, .int4],
            .bit,
            .each { (a: Int32, modifier: Int32) in
                BitString(integer: Int64(a), modifier)
            }
        )
        add(
            2075,
            "bit",
            [.int8, .int4],
            .bit,
            .each { (a: Int64, modifier: Int32) in
                BitString(integer: a, modifier)
            }
        )
        add(
            1684,
            "int4",
            [.bit],
            .int4,
            .each { (a: BitString) throws(DatabaseError) in
                guard a.bitCount <= 32 else { throw Int32.outOfRange }
                return Int32(bitPattern: a.bits.reduce(0) { $0 << 1 | ($1 ? 1 : 0) })
            }
        )
        add(
            2076,
            "int8",
            [.bit],
            .int8,
            .each { (a: BitString) throws(DatabaseError) in
                guard a.bitCount <= 64 else { throw Int64.outOfRange }
                return Int64(bitPattern: a.bits.reduce(0) { $0 << 1 | ($1 ? 1 : 0) })
            }
        )
        add(cast: 10_189, .bit, .varbit, .implicit, 0)
        add(cast: 10_190, .varbit, .bit, .implicit, 0)
        add(cast: 10_191, .int8, .bit, .explicit, 2075)
        add(cast: 10_192, .int4, .bit, .explicit, 1683)
        add(cast: 10_193, .bit, .int8, .explicit, 2076)
        add(cast: 10_194, .bit, .int4, .explicit, 1684)
    }
}

extension BitString {
    /// Both strings, combined byte by byte; they must be of the same length.
    func combined(
        with other: BitString,
        _ verb: String,
        _ combine: (UInt8, UInt8) -> UInt8
    ) throws(DatabaseError) -> BitString {
        guard bitCount == other.bitCount else {
            throw DatabaseError(
                .stringDataLengthMismatch,
                "cannot \(verb) bit strings of different sizes"
            )
        }
        let bytes = zip(bytes, other.bytes).map { combine($0, $1) }
        return BitString(bitCount: bitCount, bytes: bytes)
    }

    /// The bits, first to last.
    var bits: [Bool] { (0..<bitCount).map { bytes[$0 >> 3] & (0x80 >> UInt8($0 & 7)) != 0 } }

    /// The last bits of `value`, as many as the modifier of bit(n) says, its sign in front.
    init(integer value: Int64, _ modifier: Int32) {
        let count = max(Int(modifier), 1)
        self.init((0..<count).reversed().map { value >> Int64(min($0, 63)) & 1 == 1 })
    }

    /// The bits moved `places` to the left, or to the right when negative.
    func shifted(_ places: Int) -> BitString {
        let bits = bits
        return BitString(
            bits.indices.map { index in
                let (source, overflow) = index.addingReportingOverflow(places)
                return !overflow && bits.indices.contains(source) && bits[source]
            }
        )
    }

    func part(_ start: Int32, _ count: Int32?) throws(DatabaseError) -> BitString {
        if let count, count < 0 {
            throw DatabaseError(.substringError, "negative substring length not allowed")
        }
        let end = count.map { Int64(start) + Int64($0) } ?? .max
        let first = min(max(Int(start), 1) - 1, bitCount)
        let last = min(max(Int(clamping: end) - 1, first), bitCount)
        return BitString(bits[first..<last])
    }

    static func overlaid(
        _ bits: BitString,
        _ other: BitString,
        _ start: Int32,
        _ count: Int32
    ) throws(DatabaseError) -> BitString {
        if start <= 0 {
            throw DatabaseError(.substringError, "negative substring length not allowed")
        }
        let end = try start.adding(count)
        return BitString(
            try bits.part(1, start - 1).bits + other.bits + bits.part(end, nil).bits
        )
    }

    func checkIndex(_ index: Int32) throws(DatabaseError) {
        guard index >= 0, index < bitCount else {
            throw DatabaseError(
                .arraySubscriptError,
                "bit index \(index) out of valid range (0..\(bitCount - 1))"
            )
        }
    }
}
