// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct KeyEncoderTests {
    private func key(_ text: String, _ type: SQLType, descending: Bool = false) throws -> [UInt8] {
        var key = KeyEncoder()
        let value = try TypeCodec.parse(text, as: type, Formatting())
        try key.append(value, as: type, descending: descending)
        return key.bytes
    }

    @Test(
        "The bytes are those of Documentation/formats-keys.md",
        arguments: [
            (SQLType.bool, "t", "0101"), (.int2, "-1", "017fff"), (.int4, "1", "0180000001"),
            (.int8, "-2", "017ffffffffffffffe"), (.oid, "7", "0100000007"),
            (.float4, "1", "01bf800000"), (.float4, "-1", "01407fffff"),
            (.float8, "0", "018000000000000000"), (.float8, "-0", "018000000000000000"),
            (.text, "ab", "01616200"), (.text, "", "0100"), (SQLType(.bpchar), "a  ", "016100"),
            (SQLType(.bytea), #"\x6100ff"#, "016100ffff0000"),
            (SQLType(.date), "2000-01-02", "0180000001"),
            (SQLType(.timestamp), "2000-01-01 00:00:01", "0180000000000f4240"),
            (SQLType(.timetz), "00:00:01+01", "017fffffff297b9e40" + "7ffff1f0"),
            (SQLType(.interval), "1 day", "018000000000000000000000141dd76000"),
            (
                SQLType(.uuid), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "01a0eebc999c0b4ef8bb6d6bb9bd380a11"
            ),
            (.numeric, "0", "0103"), (.numeric, "12345.67", "01048001" + "0002092a1a2d0000"),
            (.numeric, "-1", "01027ffffffdffff"), (.numeric, "NaN", "0106"),
            (.numeric, "Infinity", "0105"), (.numeric, "-Infinity", "0101"),
            (
                SQLType(OID(1_007)), "{1,NULL}",
                "01" + "0180000001" + "02" + "00" + "01"
                    + "80000002" + "80000001"
            ),
            (SQLType(.varbit), "101", "01" + "a00000" + "00000003"),
            (
                SQLType(.jsonb), #"{"a": [true, null]}"#,
                "01" + "03" + "0500000001" + "610000" + "0400000002" + "0301" + "00"
            ),
            (SQLType(.vector), "[1,-1]", "01" + "01bf800000" + "01407fffff" + "00"),
            (SQLType(.halfvec), "[1]", "01" + "01bc00" + "00"),
            (
                SQLType(.sparsevec), "{2:1,3:-1}/4",
                "01" + "02fffffffebf800000" + "0000000002" + "01407fffff" + "000000000400"
            ),
            (SQLType(.pgLSN), "1/2", "010000000100000002"),
        ] as [(SQLType, String, String)]
    )
    func golden(_ type: SQLType, _ text: String, _ expected: String) throws {
        #expect(CaseTable.hexadecimal(try key(text, type)) == expected)
        let descending = try key(text, type, descending: true)
        #expect(descending.first == 1)
        #expect(descending.dropFirst().map { ~$0 } == Array(try key(text, type).dropFirst()))
    }

    @Test("Markers of NULL")
    func nullMarkers() throws {
        var first = KeyEncoder()
        try first.append(.null, as: .int4, nullsFirst: true)
        var last = KeyEncoder()
        try last.append(.null, as: .int4, descending: true)
        #expect(first.bytes == [0])
        #expect(last.bytes == [2])
    }

    @Test(
        "Scalars read back equal, and exactly where that is promised",
        arguments: OrderedSamples.all
    )
    func decodes(_ sample: OrderedSamples.Sample) throws {
        switch sample.type.oid {
        case .jsonb, .vector, .halfvec, .sparsevec, OID(1_007), OID(1_009): return
        default: break
        }
        for value in try sample.values().joined() {
            for descending in [false, true] {
                var key = KeyEncoder(prefix: [1, 2])
                try key.append(value, as: sample.type, descending: descending)
                try key.append(.null, as: .text, nullsFirst: true)
                var decoder = KeyDecoder(key.bytes, from: 2)
                let back = try decoder.next(as: sample.type, descending: descending)
                #expect(Value.areEqual(back, value, as: sample.type), "\(value)")
                if KeyDecoder.isExact(sample.type) {
                    let texts = [back, value].map {
                        TypeCodec.text($0, as: sample.type, Formatting())
                    }
                    #expect(texts[0] == texts[1])
                }
                #expect(try decoder.next(as: .text, nullsFirst: true).isNull)
                #expect(decoder.offset == key.bytes.count)
            }
        }
    }

    @Test("Damaged keys are reported, never trapped on", arguments: OrderedSamples.all)
    func damage(_ sample: OrderedSamples.Sample) throws {
        for value in try sample.values().joined() {
            var key = KeyEncoder()
            try key.append(value, as: sample.type)
            for length in 0..<key.bytes.count {
                var decoder = KeyDecoder(Array(key.bytes[..<length]))
                let error = #expect(throws: DatabaseError.self) {
                    try decoder.next(as: sample.type)
                }
                let isKnown =
                    error?.state == .indexCorrupted || error?.state == .featureNotSupported
                #expect(isKnown)
            }
            for index in key.bytes.indices {
                for bit in [UInt8(0x01), 0x80, 0xFF] {
                    var bytes = key.bytes
                    bytes[index] ^= bit
                    var decoder = KeyDecoder(bytes)
                    // Reading may succeed with another value; it must only return.
                    _ = try? decoder.next(as: sample.type)
                }
            }
        }
    }

    @Test("Types without an order have no keys", arguments: [OID.json, .xml])
    func unordered(_ oid: OID) {
        var key = KeyEncoder()
        let error = #expect(throws: DatabaseError.self) {
            try key.append(.text("1"), as: SQLType(oid))
        }
        #expect(error?.state == .undefinedFunction)
        let name = oid == .json ? "json" : "xml"
        #expect(error?.message == "could not identify an ordering operator for type \(name)")
    }
}
