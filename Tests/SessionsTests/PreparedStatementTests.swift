// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

@Suite("Prepared statements")
struct PreparedStatementTests {
    @Test("An EXECUTE that leads back to itself fails")
    func recursiveExecute() throws {
        let instance = try TestInstance()
        let session = try instance.client()
        try session.session.prepare("SELECT 1", name: "a", parameterTypes: [])
        try session.session.prepare("EXECUTE a", name: "b", parameterTypes: [])
        session.session.close(statement: "a")
        try session.session.prepare("EXECUTE b", name: "a", parameterTypes: [])
        try session.session.sync()
        #expect(session.failure("EXECUTE a") == "54001")
        #expect(try session.run("SELECT 1") == ["1"])
    }
}
