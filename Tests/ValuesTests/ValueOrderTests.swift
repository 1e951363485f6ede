// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

/// Values of many types in ascending order; values in one inner list are equal.
enum OrderedSamples {
    struct Sample: Sendable, CustomStringConvertible {
        let type: SQLType
        /// Texts by rank.
        let ranks: [[String]]
        var description: String { type.name }

        func values() throws(DatabaseError) -> [[Value]] {
            var values: [[Value]] = []
            for rank in ranks {
                var equal: [Value] = []
                for text in rank {
                    equal.append(try TypeCodec.parse(text, as: type, Formatting()))
                }
                values.append(equal)
            }
            return values
        }
    }

    static let all: [Sample] = [
        Sample(type: .bool, ranks: [["f"], ["t"]]),
        Sample(type: .int2, ranks: [["-32768"], ["-1"], ["0"], ["32767"]]),
        Sample(type: .int4, ranks: [["-2147483648"], ["-1"], ["0"], ["1"], ["2147483647"]]),
        Sample(type: .int8, ranks: [["-9223372036854775808"], ["-256"], ["0"], ["256"]]),
        Sample(type: .oid, ranks: [["0"], ["2147483648"], ["4294967295"]]),
        Sample(
            type: .float4,
            ranks: [
                ["-Infinity"], ["-1.5"], ["-1e-45"], ["0", "-0"], ["1e-45"], ["2"],
                ["Infinity"], ["NaN"],
            ]
        ),
        Sample(
            type: .float8,
            ranks: [
                ["-Infinity"], ["-1e300"], ["-1.5"], ["0", "-0"], ["4.9e-324"], ["3"],
                ["Infinity"], ["NaN"],
            ]
        ),
        Sample(
            type: .numeric,
            ranks: [
                ["-Infinity"], ["-1e40"], ["-1.5", "-1.50"], ["-0.0001"], ["0", "0.000"],
                ["0.0001"], ["0.00011"], ["1", "1.0"], ["1.00000000000000000000000001"],
                ["9999.9999"], ["10000"], ["1e40", "1e40"], ["Infinity"], ["NaN"],
            ]
        ),
        Sample(
            type: .text,
            ranks: [[""], [" "], ["A"], ["a"], ["a "], ["aa"], ["b"], ["é"], ["日"]]
        ),
        Sample(type: SQLType(.bpchar), ranks: [["", "  "], ["a", "a   "], ["a a"], ["b"]]),
        Sample(type: SQLType(.char), ranks: [[""], ["a"], ["b"]]),
        Sample(
            type: SQLType(.bytea),
            ranks: [
                [#"\x"#], [#"\x00"#], [#"\x0000"#], [#"\x0001"#], [#"\x00ff"#], [#"\x01"#],
                [#"\xff"#], [#"\xff00"#],
            ]
        ),
        Sample(type: SQLType(.time), ranks: [["00:00"], ["23:59:59.999999"], ["24:00"]]),
        Sample(type: SQLType(.date), ranks: [["-infinity"], ["1900-01-01"], ["infinity"]]),
        Sample(
            type: .timestamptz,
            ranks: [
                ["-infinity"], ["1999-12-31 23:59:59.999999+00"],
                ["2000-01-01 00:00+00", "2000-01-01 01:00+01"], ["infinity"],
            ]
        ),
        Sample(
            type: SQLType(.timetz),
            ranks: [
                ["00:00+02"], ["00:00+01"], ["02:00+02"],
                ["01:00+01"], ["00:00+00"],
            ]
        ),
        Sample(
            type: SQLType(.interval),
            ranks: [
                ["-178956970 years"], ["-1 mon", "-30 days"], ["-00:00:01"], ["0"],
                ["1 day", "24:00"], ["1 mon", "30 days", "720:00"], ["31 days"],
                ["178956970 years"],
            ]
        ),
        Sample(
            type: SQLType(.uuid),
            ranks: [
                ["00000000-0000-0000-0000-000000000000"],
                ["00000000-0000-0000-0000-000000000001"],
                ["7fffffff-ffff-ffff-ffff-ffffffffffff"],
                ["80000000-0000-0000-0000-000000000000"],
            ]
        ),
        Sample(type: SQLType(.pgLSN), ranks: [["0/0"], ["7FFFFFFF/FFFFFFFF"], ["80000000/0"]]),
        Sample(
            type: SQLType(.varbit),
            ranks: [
                [""], ["0"], ["00"], ["000000000"], ["01"], ["1"],
                ["10"], ["11"],
            ]
        ),
        Sample(
            type: SQLType(.jsonb),
            ranks: [
                ["[]"], ["null"], [#""""#], [#""a""#], [#""b""#], ["-1"], ["1", "1.0"],
                ["false"], ["true"], ["[1]", "[1.00]"], ["[2]"], ["[[]]"], ["[{}]"], ["[1, 1]"],
                ["{}"], [#"{"a": 1}"#], [#"{"a": 2}"#], [#"{"b": 1}"#], [#"{"a": 1, "b": 1}"#],
            ]
        ),
        Sample(
            type: SQLType(OID(1_007)),
            ranks: [
                ["{}"], ["{1}"], ["[2:2]={1}"], ["{{1}}"], ["{1,1}"], ["{1,2}"], ["{1,NULL}"],
                ["{2}"], ["{NULL}"],
            ]
        ),
        Sample(type: SQLType(OID(1_009)), ranks: [["{}"], ["{a}"], ["{a,a}"], ["{aa}"], ["{b}"]]),
        Sample(
            type: SQLType(.vector),
            ranks: [
                ["[-1]"], ["[0]", "[-0]"], ["[0,0]"], ["[0,1]"],
                ["[1]"],
            ]
        ),
        Sample(type: SQLType(.halfvec), ranks: [["[-1]"], ["[0]", "[-0]"], ["[0,0]"], ["[1]"]]),
        Sample(
            type: SQLType(.sparsevec),
            ranks: [
                ["{1:-1}/3"], ["{2:-1}/3"], ["{}/2"], ["{}/3"], ["{3:1}/3"], ["{2:1}/3"],
                ["{1:1}/1"], ["{1:1}/3"], ["{1:1,2:1}/3"],
            ]
        ),
    ]
}

@Suite struct ValueOrderTests {
    @Test("Values compare by their type's order", arguments: OrderedSamples.all)
    func order(_ sample: OrderedSamples.Sample) throws {
        let ranks = try sample.values()
        for (i, left) in ranks.enumerated() {
            for (j, right) in ranks.enumerated() {
                for a in left {
                    for b in right {
                        let order = Value.compare(a, b, as: sample.type)
                        #expect(order == (i - j).signum(), "\(sample.ranks[i]) \(sample.ranks[j])")
                    }
                }
            }
        }
    }

    @Test("Equal values hash alike", arguments: OrderedSamples.all)
    func hashes(_ sample: OrderedSamples.Sample) throws {
        for rank in try sample.values() {
            let hashes = rank.map { value in
                var hasher = Hasher()
                value.hash(into: &hasher, as: sample.type)
                return hasher.finalize()
            }
            #expect(Set(hashes).count == 1, "\(rank)")
        }
    }

    @Test("Keys order as values do, ascending and descending", arguments: OrderedSamples.all)
    func keys(_ sample: OrderedSamples.Sample) throws {
        let ranks = try sample.values()
        for descending in [false, true] {
            var keys: [[UInt8]] = []
            for rank in ranks {
                var equal: Set<[UInt8]> = []
                for value in rank {
                    // What follows a column must not change its order.
                    var key = KeyEncoder(prefix: [7])
                    try key.append(value, as: sample.type, descending: descending)
                    try key.append(.int32(-1), as: .int4)
                    equal.insert(key.bytes)
                }
                #expect(equal.count == 1, "\(rank)")
                keys += equal
            }
            let isSorted = zip(keys, keys.dropFirst()).allSatisfy { left, right in
                descending
                    ? right.lexicographicallyPrecedes(left) : left.lexicographicallyPrecedes(right)
            }
            #expect(isSorted, "\(sample)")
        }
    }

    @Test("NULL sorts first or last as asked")
    func nulls() throws {
        func key(_ value: Value, descending: Bool, nullsFirst: Bool) throws -> [UInt8] {
            var key = KeyEncoder()
            try key.append(value, as: .int4, descending: descending, nullsFirst: nullsFirst)
            return key.bytes
        }
        for descending in [false, true] {
            for nullsFirst in [false, true] {
                let null = try key(.null, descending: descending, nullsFirst: nullsFirst)
                for number in [Int32.min, 0, .max] {
                    let other = try key(
                        .int32(number),
                        descending: descending,
                        nullsFirst: nullsFirst
                    )
                    #expect(null.lexicographicallyPrecedes(other) == nullsFirst)
                }
            }
        }
        #expect(Value.compare(.null, .int32(1), as: .int4) == 1)
        #expect(Value.compare(.null, .null, as: .int4) == 0)
    }

    @Test("Text compares by bytes, not by canonical equivalence")
    func canonicalEquivalence() {
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        #expect(composed == decomposed)
        #expect(!TextOrder.areEqual(composed, decomposed))
        #expect(TextOrder.compare(decomposed, composed) == -1)
        let long = String(repeating: "x", count: 40)
        #expect(TextOrder.compare(long + "a", long + "b") == -1)
        #expect(TextOrder.compare(long, long + "a") == -1)
        #expect(TextOrder.compare(long + "b", long + "a") == 1)
    }
}
