// SPDX-License-Identifier: Apache-2.0

import Values

/// Functions of binary strings.
///
/// Source: PostgreSQL 15 manual, section 9.5 "Binary String Functions and Operators".
extension RegistryBuilder {
    mutating func addBytes() {
        relateEach(
            "bytea%",
            [UInt8].self,
            .bytea,
            .bytea,
            [1948, 1953, 1949, 1951, 1950, 1952],
            [1955, 1956, 1957, 1959, 1958, 1960]
        )
        add(
            infix: 2018,
            "||",
            2011,
            "byteacat",
            .bytea,
            .bytea,
            .bytea,
            .each {
                (a: [UInt8], b: [UInt8]) throws(DatabaseError) in
                try ValueLimit.require(a.count, adding: b.count)
                return a + b
            }
        )
        let count = Function.Body.each { (a: [UInt8]) in Int32(a.count) }
        add(2010, "length", [.bytea], .int4, count)
        add(720, "octet_length", [.bytea], .int4, count)
        add(1810, "bit_length", [.bytea], .int4, .each { (a: [UInt8]) in Int32(8 * a.count) })
        add(
            6163,
            "bit_count",
            [.bytea],
            .int8,
            .each { (a: [UInt8]) in
                Int64(a.reduce(0) { $0 + $1.nonzeroBitCount })
            }
        )
        addBytePositions()
        addByteParts()
        addEncodings()
    }

    private mutating func addBytePositions() {
        add(
            2014,
            "position",
            [.bytea, .bytea],
            .int4,
            .each { (a: [UInt8], part: [UInt8]) in
                Text.find(part, in: a).map { Int32($0) + 1 } ?? 0
            }
        )
        add(
            721,
            "get_byte",
            [.bytea, .int4],
            .int4,
            .each {
                (a: [UInt8], index: Int32) throws(DatabaseError) in
                try Bytes.check(Int64(index), a.count)
                return Int32(a[Int(index)])
            }
        )
        add(
            722,
            "set_byte",
            [.bytea, .int4, .int4],
            .bytea,
            .each {
                (a: [UInt8], index: Int32, value: Int32) throws(DatabaseError) in
                try Bytes.check(Int64(index), a.count)
                var bytes = a
                bytes[Int(index)] = UInt8(truncatingIfNeeded: value)
                return bytes
            }
        )
        add(
            723,
            "get_bit",
            [.bytea, .int8],
            .int4,
            .each {
                (a: [UInt8], index: Int64) throws(DatabaseError) in
                try Bytes.check(index, 8 * a.count)
                return Int32(a[Int(index / 8)] >> UInt8(index % 8) & 1)
            }
        )
        add(
            724,
            "set_bit",
            [.bytea, .int8, .int4],
            .bytea,
            .each {
                (a: [UInt8], index: Int64, value: Int32) throws(DatabaseError) in
                try Bytes.check(index, 8 * a.count)
                guard value == 0 || value == 1 else {
                    throw DatabaseError(.invalidParameterValue, "new bit must be 0 or 1")
                }
                var bytes = a
                let mask: UInt8 = 1 << UInt8(index % 8)
                if value == 1 {
                    bytes[Int(index / 8)] |= mask
                } else {
                    bytes[Int(index / 8)] &= ~mask
                }
                return bytes
            }
        )
    }

    private mutating func addByteParts() {
        let from = Function.Body.each { (a: [UInt8], start: Int32) throws(DatabaseError) in
            try Bytes.part(a, start, nil)
        }
        let fromFor = Function.Body.each {
            (a: [UInt8], start: Int32, count: Int32) throws(DatabaseError) in
            try Bytes.part(a, start, count)
        }
        add(2012, "substring", [.bytea, .int4, .int4], .bytea, fromFor)
        add(2013, "substring", [.bytea, .int4], .bytea, from)
        add(2085, "substr", [.bytea, .int4, .int4], .bytea, fromFor)
        add(2086, "substr", [.bytea, .int4], .bytea, from)
        add(749, "overlay", [.bytea, .bytea, .int4, .int4], .bytea, .each(Bytes.overlaid))
        add(
            752,
            "overlay",
            [.bytea, .bytea, .int4],
            .bytea,
            .each {
                (a: [UInt8], b: [UInt8], start: Int32) throws(DatabaseError) in
                try Bytes.overlaid(a, b, start, Int32(b.count))
            }
        )
        add(
            2015,
            "btrim",
            [.bytea, .bytea],
            .bytea,
            .each { (a: [UInt8], set: [UInt8]) in
                Bytes.trimmed(a, set, start: true, end: true)
            }
        )
        add(
            6195,
            "ltrim",
            [.bytea, .bytea],
            .bytea,
            .each { (a: [UInt8], set: [UInt8]) in
                Bytes.trimmed(a, set, start: true, end: false)
            }
        )
        add(
            6196,
            "rtrim",
            [.bytea, .bytea],
            .bytea,
            .each { (a: [UInt8], set: [UInt8]) in
                Bytes.trimmed(a, set, start: false, end: true)
            }
        )
    }

    private mutating func addEncodings() {
        add(
            2311,
            "md5",
            [.text],
            .text,
            .each { (a: String) in
                Bytes.hexadecimal(Digests.md5(Array(a.utf8)))
            }
        )
        add(
            2321,
            "md5",
            [.bytea],
            .text,
            .each { (a: [UInt8]) in
                Bytes.hexadecimal(Digests.md5(a))
            }
        )
        add(3419, "sha224", [.bytea], .bytea, .each(Digests.sha224))
        add(3420, "sha256", [.bytea], .bytea, .each(Digests.sha256))
        add(3421, "sha384", [.bytea], .bytea, .each(Digests.sha384))
        add(3422, "sha512", [.bytea], .bytea, .each(Digests.sha512))
        add(1946, "encode", [.bytea, .text], .text, .each(Bytes.encoded))
        add(1947, "decode", [.text, .text], .bytea, .each(Bytes.decoded))
        add(1714, "convert_from", [.bytea, .name], .text, .stable, .each(Bytes.text))
        add(1717, "convert_to", [.text, .name], .bytea, .stable, .each(Bytes.converted))
        add(
            1813,
            "convert",
            [.bytea, .name, .name],
            .bytea,
            .stable,
            .each {
                (a: [UInt8], from: String, to: String) throws(DatabaseError) in
                try Bytes.converted(Bytes.text(a, from), to)
            }
        )
        add(
            1713,
            "length",
            [.bytea, .name],
            .int4,
            .stable,
            .each {
                (a: [UInt8], from: String) throws(DatabaseError) in
                Int32(Text.length(try Bytes.text(a, from)))
            }
        )
    }
}
