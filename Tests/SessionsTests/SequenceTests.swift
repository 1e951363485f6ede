// SPDX-License-Identifier: Apache-2.0

import Sessions
import TestSupport
import Testing

/// Values of sequences over restarts and rollbacks.
@Suite("Sequences")
struct SequenceTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Opens the cluster for one client and closes it.
    private func open(_ body: (Client) throws -> Void) throws {
        let instance = try TestInstance(path: directory.path)
        try body(try instance.client())
    }

    private func next(_ client: Client) throws -> Int {
        Int(try client.run("SELECT nextval('s')").first ?? "") ?? 0
    }

    @Test(
        "A changed sequence gives no value again after a restart",
        arguments: [
            ("", "INCREMENT 31"), ("MAXVALUE 10", "MAXVALUE 1000"),
            ("", "INCREMENT -1 MINVALUE -1000"),
        ]
    )
    func changes(options: String, change: String) throws {
        var given: Set<Int> = []
        try open { client in
            try client.run("CREATE SEQUENCE s \(options)")
            given.insert(try next(client))
            try client.run("ALTER SEQUENCE s \(change)")
            for _ in 0..<10 { given.insert(try next(client)) }
        }
        #expect(given.count == 11)
        try open { client in
            let value = try next(client)
            #expect(!given.contains(value))
        }
    }

    @Test("A sequence that has begun again goes on behind what it gave since")
    func cycles() throws {
        try open { client in
            try client.run("CREATE SEQUENCE s MAXVALUE 100 START 99 CYCLE")
            let values = try (0..<4).map { _ in try next(client) }
            #expect(values == [99, 100, 1, 2])
        }
        try open { client in
            let value = try next(client)
            #expect(value == 33)
        }
    }

    @Test("A new sequence begins at its start though an old one had its storage")
    func beginsAnew() throws {
        try open { client in
            try client.run("CREATE TABLE t (id serial, n int)")
            try client.run("INSERT INTO t (n) VALUES (1), (2)")
            try client.run("DROP TABLE t")
            try client.run("BEGIN; CREATE SEQUENCE r; SELECT nextval('r'); ROLLBACK")
            try client.run("BEGIN; CREATE TABLE u (id serial); INSERT INTO u DEFAULT VALUES")
            try client.run("ROLLBACK")
        }
        for _ in 0..<2 {
            try open { client in
                for name in ["a", "b", "c"] {
                    try client.run("CREATE TABLE \(name) (id serial)")
                    let inserted = try client.run(
                        "INSERT INTO \(name) DEFAULT VALUES RETURNING id"
                    )
                    #expect(inserted == ["1"])
                    try client.run("DROP TABLE \(name)")
                }
            }
        }
    }

    @Test("A rollback takes RESTART back")
    func rollsBackRestart() throws {
        try open { client in
            try client.run("CREATE SEQUENCE s; SELECT nextval('s'), nextval('s')")
            try client.run("BEGIN; ALTER SEQUENCE s RESTART")
            var value = try next(client)
            #expect(value == 1)
            try client.run("ROLLBACK")
            value = try next(client)
            #expect(value == 3)
            try client.run("BEGIN; ALTER SEQUENCE s RESTART 10; COMMIT")
            value = try next(client)
            #expect(value == 10)
            #expect(client.failure("ALTER SEQUENCE s MAXVALUE 20 RESTART 21") == "22023")

            try client.run("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)")
            try client.run("INSERT INTO t DEFAULT VALUES")
            try client.run("BEGIN; ALTER TABLE t ALTER COLUMN id RESTART; ROLLBACK")
            let rows = try client.run("INSERT INTO t DEFAULT VALUES RETURNING id")
            #expect(rows == ["2"])
        }
        try open { client in
            let value = try next(client)
            #expect(value > 10)
        }
    }

    @Test("A restarted sequence goes on after a restart of the cluster")
    func restartsDurably() throws {
        try open { client in
            try client.run("CREATE SEQUENCE s; SELECT nextval('s')")
            try client.run("ALTER SEQUENCE s RESTART 500")
        }
        try open { client in
            let value = try next(client)
            #expect(value == 500)
        }
    }
}
