// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing
import Values

/// Values have a gigabyte at most, and a short query does not come near it by accident.
@Suite("Limits of values")
struct ValueLimitTests {
    let instance: TestInstance
    let client: Client

    init() throws {
        instance = try TestInstance()
        client = try instance.client()
    }

    /// Rows inside of each other, as many as `depth`.
    private func nested(_ depth: Int, _ open: String = "row(", _ close: String = ")") -> String {
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }

    @Test("The text of rows inside of rows doubles with each", .timeLimit(.minutes(1)))
    func nestedRows() throws {
        #expect(try client.run("SELECT \(nested(3))::text") == [#"("(""(1)"")")"#])
        #expect(try client.run("SELECT length(\(nested(12))::text)") == ["4119"])
        #expect(client.failure("SELECT \(nested(150))::text") == "54000")
        #expect(client.failure("SELECT \(nested(150)) || ''") == "54000")
        #expect(client.failure("SELECT concat(\(nested(150)), 'x')") == "54000")
        #expect(client.failure("SELECT \(nested(75, "row(array[", "])"))::text") == "54000")
        #expect(client.failure("COPY (SELECT \(nested(150))) TO STDOUT") == "54000")
        #expect(try client.run("SELECT 1") == ["1"])
    }

    @Test("A value of the limit is allowed, one byte more is not")
    func limit() throws {
        try ValueLimit.require(ValueLimit.bytes)
        try ValueLimit.require(1, adding: ValueLimit.bytes - 1)
        #expect(throws: DatabaseError.self) { try ValueLimit.require(1, adding: ValueLimit.bytes) }
        #expect(throws: DatabaseError.self) { try ValueLimit.require(1, adding: .max) }
    }
}
