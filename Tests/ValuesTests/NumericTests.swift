// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite struct NumericTests {
    private func number(_ text: String) throws -> Numeric { try Numeric(parsing: text) }

    @Test(
        "Text is read and printed as PostgreSQL does",
        arguments: [
            ("0", "0"), ("-0", "0"), ("00.10", "0.10"), (" 12.50 ", "12.50"), ("+5", "5"),
            (".5", "0.5"), ("5.", "5"), ("-.5e1", "-5"), ("1e10", "10000000000"),
            ("1.5e-5", "0.000015"), ("1e-20", "0.00000000000000000001"),
            ("12345678901234567890.123456789", "12345678901234567890.123456789"),
            ("99999999999999999999", "99999999999999999999"),
            ("9223372036854775807", "9223372036854775807"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("NaN", "NaN"), ("nan", "NaN"), ("Infinity", "Infinity"), ("-inf", "-Infinity"),
            ("+Infinity", "Infinity"), ("1000000000000000000000.00", "1000000000000000000000.00"),
            ("0.00000", "0.00000"), ("1e3", "1000"), ("1.0e3", "1000"), ("123.456e1", "1234.56"),
        ]
    )
    func reads(_ text: String, _ expected: String) throws {
        #expect(try number(text).text == expected)
    }
}
