// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct NumericTests {
    @Test("Arithmetic agrees with PostgreSQL in value and scale")
    func arithmetic() {
        for row in CaseTable.rows(NumericCases.arithmetic) {
            let outcome = CaseTable.outcome { () throws(DatabaseError) in
                let a = try Numeric(parsing: row[1])
                let b = try Numeric(parsing: row[2])
                return switch row[0] {
                case "add": try a.adding(b).text
                case "sub": try a.subtracting(b).text
                case "mul": try a.multiplied(by: b).text
                case "div": try a.divided(by: b).text
                case "mod": try a.remainder(dividingBy: b).text
                default: try a.quotient(dividingBy: b).text
                }
            }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    @Test("Roots, exponentials, logarithms and powers agree with PostgreSQL")
    func functions() {
        for row in CaseTable.rows(NumericCases.functions) {
            let outcome = CaseTable.outcome { () throws(DatabaseError) in
                let a = try Numeric(parsing: row[1])
                switch row[0] {
                case "sqrt": return try a.squareRoot().text
                case "exp": return try a.exponential().text
                case "ln": return try a.naturalLogarithm().text
                case "log": return try Numeric(parsing: row[2]).logarithm(base: a).text
                default: return try a.raised(to: try Numeric(parsing: row[2])).text
                }
            }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    @Test("Rounding and casts agree with PostgreSQL")
    func conversions() {
        for row in CaseTable.rows(NumericCases.conversions) {
            let outcome = CaseTable.outcome { () throws(DatabaseError) in
                if row[0] == "fromfloat8" { return Numeric(Double(row[1]) ?? .nan).text }
                let a = try Numeric(parsing: row[1])
                switch row[0] {
                case "round": return a.rounded(toScale: Int(row[2]) ?? 0).text
                case "trunc": return a.truncated(toScale: Int(row[2]) ?? 0).text
                case "ceil": return a.ceiling.text
                case "floor": return a.floor.text
                case "int2": return String(try a.int16())
                case "int4": return String(try a.int32())
                case "int8": return String(try a.int64())
                case "float4":
                    return TypeCodec.text(.float32(try a.float()), as: .float4, Formatting())
                case "float8":
                    return TypeCodec.text(.float64(try a.double()), as: .float8, Formatting())
                case "typmod": return try a.constrained(to: Int32(row[2]) ?? -1).text
                default: return a.withMinimumScale.text
                }
            }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    @Test("Text is read and printed as PostgreSQL does")
    func text() {
        for row in CaseTable.rows(NumericCases.text) {
            let outcome = CaseTable.outcome { () throws(DatabaseError) in
                let text = try Numeric(parsing: row[1]).text
                return text.utf8.count > 100 && row.answer == "long" ? "long" : text
            }
            #expect(outcome == row.answer, "\(row)")
        }
    }

    @Test("The binary format is PostgreSQL's, both ways")
    func binary() throws {
        for row in CaseTable.rows(NumericCases.binary) {
            let value = try TypeCodec.parse(row[0], as: .numeric, Formatting())
            var bytes: [UInt8] = []
            try TypeCodec.encodeBinary(value, as: .numeric, into: &bytes)
            #expect(CaseTable.hexadecimal(bytes) == row.answer, "\(row)")
            let back = try TypeCodec.decodeBinary(bytes.span, as: .numeric)
            #expect(Value.areEqual(back, value, as: .numeric), "\(row)")
            let shown = TypeCodec.text(value, as: .numeric, Formatting())
            #expect(TypeCodec.text(back, as: .numeric, Formatting()) == shown, "\(row)")
        }
    }

    @Test(
        "Damaged binary numerics are refused",
        arguments: [
            ([0, 0, 0, 0], "insufficient data left in message"),
            ([0, 0, 0, 0, 0x12, 0, 0, 0], "invalid sign in external \"numeric\" value"),
            ([0, 0, 0, 0, 0, 0, 0x40, 0], "invalid scale in external \"numeric\" value"),
            ([0, 1, 0, 0, 0, 0, 0, 0, 0x27, 0x10], "invalid digit in external \"numeric\" value"),
            ([0, 0, 0, 0, 0, 0, 0, 0, 1], "incorrect binary data format"),
            ([0, 9, 0, 0, 0, 0, 0, 0, 0, 1], "insufficient data left in message"),
        ] as [([UInt8], String)]
    )
    func damagedBinary(_ bytes: [UInt8], _ message: String) {
        let error = #expect(throws: DatabaseError.self) {
            try TypeCodec.decodeBinary(bytes.span, as: .numeric)
        }
        #expect(error?.message == message)
    }

    @Test("Digits that the binary scale hides are cut off")
    func hiddenDigits() throws {
        let bytes: [UInt8] = [0, 2, 0, 0, 0, 0, 0, 1, 0, 1, 0x13, 0x88]
        let value = try TypeCodec.decodeBinary(bytes.span, as: .numeric)
        #expect(TypeCodec.text(value, as: .numeric, Formatting()) == "1.5")
    }

    @Test("Equal numbers of different scales are equal, hash alike and keep their print")
    func equality() throws {
        let texts = ["1", "1.0", "1.00000000000000000000000000", "1e0"]
        let numbers = try texts.map { try Numeric(parsing: $0) }
        #expect(Set(numbers).count == 1)
        #expect(numbers[1].text == "1.0")
        let big = try Numeric(parsing: "1e30")
        #expect(big == (try Numeric(parsing: "1000000000000000000000000000000.00")))
        #expect(Set([big, try Numeric(parsing: "1e30")]).count == 1)
        #expect(Numeric.nan == Numeric.nan)
        #expect(Numeric.infinity < Numeric.nan)
        #expect(Numeric.negativeInfinity < (try Numeric(parsing: "-1e1000")))
        #expect(try Numeric(parsing: "-0.00") == Numeric.zero)
    }

    @Test("Order agrees between the inline and the long form")
    func order() throws {
        let texts = [
            "-Infinity", "-1e40", "-9223372036854775808", "-9223372036854775807", "-1.5",
            "-1e-30", "0", "1e-30", "0.1", "0.11", "1", "1.00000000000000000000001", "2",
            "9223372036854775807", "9223372036854775808", "1e40", "Infinity", "NaN",
        ]
        let numbers = try texts.map { try Numeric(parsing: $0) }
        for (i, a) in numbers.enumerated() {
            for (j, b) in numbers.enumerated() {
                #expect(Numeric.compare(a, b) == (i - j).signum(), "\(texts[i]) \(texts[j])")
            }
        }
    }

    @Test("A value occupies no more than sixteen bytes")
    func size() {
        #expect(MemoryLayout<Numeric>.size <= 16)
        #expect(MemoryLayout<Value>.stride <= 24)
    }

    @Test("Results beyond the format overflow")
    func overflow() throws {
        let big = try Numeric(parsing: "1e131071")
        let error = #expect(throws: DatabaseError.self) { try big.multiplied(by: big) }
        #expect(error?.state == .numericValueOutOfRange)
        #expect(error?.message == "value overflows numeric format")
    }
}
