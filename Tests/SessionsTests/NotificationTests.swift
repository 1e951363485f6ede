// SPDX-License-Identifier: Apache-2.0

import Sessions
import Testing

@Suite("NOTIFY")
struct NotificationTests {
    let instance: TestInstance
    let sender: Client
    let listener: Client

    init() throws {
        instance = try TestInstance()
        sender = try instance.client()
        listener = try instance.client()
        try listener.run("LISTEN c")
    }

    private func delivered() -> [String] {
        listener.session.deliverNotifications()
        return listener.takeNotifications()
    }

    @Test("ROLLBACK TO SAVEPOINT drops what came after it")
    func savepoint() throws {
        try sender.run("BEGIN; NOTIFY c, 'a'; SAVEPOINT s; NOTIFY c, 'b'; NOTIFY c, 'a'")
        try sender.run("LISTEN d; ROLLBACK TO s; NOTIFY c, 'd'; COMMIT")
        #expect(delivered() == ["c a", "c d"])
        try listener.run("NOTIFY d")
        sender.session.deliverNotifications()
        #expect(sender.takeNotifications().isEmpty)
        try sender.run("BEGIN; SAVEPOINT s; NOTIFY c, 'b'; ROLLBACK TO s; NOTIFY c, 'b'; COMMIT")
        #expect(delivered() == ["c b"])
    }

    @Test("Many messages of one transaction arrive, the same one once", .timeLimit(.minutes(1)))
    func many() throws {
        try sender.run(
            "SELECT count(pg_notify('c', (g % 9000)::text)) FROM generate_series(1, 40000) g"
        )
        let messages = delivered()
        #expect(messages.count == 9000)
        #expect(messages.first == "c 1")
    }
}
