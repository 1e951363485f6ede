// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Values

@testable import Sessions

@Suite("Settings")
struct SettingsTests {
    let client: Client

    private let instance: TestInstance

    init() throws {
        instance = try TestInstance()
        client = try instance.client()
    }

    @Test(
        "Values are checked and shown in PostgreSQL's form",
        arguments: [
            ("work_mem", "'8192kB'", "8MB"), ("statement_timeout", "1500", "1500ms"),
            ("statement_timeout", "'2min'", "2min"), ("datestyle", "'german'", "German, DMY"),
            ("search_path", "\"A b\", public", "\"A b\", public"),
            ("enable_seqscan", "no", "off"), ("hnsw.ef_search", "100", "100"),
            ("timezone", "'europe/berlin'", "Europe/Berlin"), ("my.setting", "'x'", "x"),
            ("min_parallel_table_scan_size", "1", "8kB"), ("parallel_setup_cost", "0.5", "0.5"),
            ("transaction_timeout", "0", "0"),
        ]
    )
    func shows(name: String, value: String, shown: String) throws {
        try client.run("SET \(name) = \(value)")
        #expect(try client.run("SHOW \(name)") == [shown])
        try client.run("RESET \(name)")
    }

    @Test(
        "Bad values are refused",
        arguments: [
            ("SET work_mem = 'x'", "22023"), ("SET work_mem = 1", "22023"),
            ("SET nonsense = 1", "42704"),
            ("SET transaction_timeout = 1", "22023"), ("SET hnsw.foo = 1", "42602"),
            ("SET hnsw.ef_search = 0", "22023"), ("SET server_version = '1'", "55P02"),
            ("SET client_encoding = 'LATIN1'", "0A000"),
            ("SET timezone = 'Nowhere/At_all'", "22023"),
            ("SHOW nonsense", "42704"),
        ]
    )
    func refuses(sql: String, state: String) {
        #expect(client.failure(sql) == state)
    }

    @Test("SET LOCAL holds for the transaction that statements have of their own")
    func localOutsideBlock() throws {
        #expect(
            try client.run("SET LOCAL my.x = '1'; SELECT current_setting('my.x')") == ["1"]
        )
        #expect(client.notices.isEmpty)
        #expect(try client.run("SELECT coalesce(current_setting('my.x', true), '')") == [""])
        #expect(try client.run("SELECT set_config('work_mem', '1MB', true)") == ["1MB"])
        #expect(client.notices.isEmpty)
        #expect(try client.run("SHOW work_mem") != ["1MB"])
        try client.run("SET LOCAL work_mem = '1MB'")
        #expect(client.notices == ["SET LOCAL can only be used in transaction blocks"])
        #expect(try client.run("SHOW work_mem") != ["1MB"])
    }

    @Test("What fails later in a pipeline undoes a SET")
    func failedPipeline() throws {
        let session = client.session
        func execute(_ sql: String) throws {
            try session.prepare(sql, name: "", parameterTypes: [])
            try session.bind(portal: "", parameters: [])
            _ = try session.execute(portal: "", limit: 0, to: client)
        }
        try execute("SET work_mem = '1MB'")
        #expect(throws: DatabaseError.self) { try execute("SELECT 1 / 0") }
        try session.sync()
        #expect(try client.run("SHOW work_mem") != ["1MB"])
        try execute("SET work_mem = '1MB'")
        try session.sync()
        #expect(try client.run("SHOW work_mem") == ["1MB"])
    }

    @Test("The session's own role can be taken and given back")
    func roles() throws {
        for sql in [
            "SET SESSION AUTHORIZATION DEFAULT", "RESET SESSION AUTHORIZATION", "RESET ROLE",
            "SET ROLE NONE", "SET SESSION AUTHORIZATION postgres", "SET ROLE postgres",
        ] {
            #expect(client.failure(sql) == nil, "\(sql)")
        }
        #expect(try client.run("SHOW role") == ["postgres"])
        try client.run("RESET ALL")
        #expect(try client.run("SHOW role") == ["none"])
        #expect(try client.run("SHOW session_authorization") == ["postgres"])
        #expect(client.failure("SET ROLE nobody") == "22023")
        #expect(client.failure("SET SESSION AUTHORIZATION nobody") == "22023")
    }

    @Test("SET seed fixes random numbers as setseed does")
    func seed() throws {
        try client.run("SET seed = 0.25")
        let first = try client.run("SELECT random()")
        #expect(try client.run("SELECT random()") != first)
        try client.run("SELECT setseed(0.25)")
        #expect(try client.run("SELECT random()") == first)
        #expect(try client.run("SHOW seed") == ["unavailable"])
        #expect(client.failure("SET seed = 2") == "22023")
    }

    @Test("Every setting that takes several values is read, or listed as one without effect")
    func effects() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let files = FileManager.default.enumerator(
            at: root.appending(path: "Sources"),
            includingPropertiesForKeys: nil
        )
        var sources = ""
        for case let file as URL in try #require(files)
        where file.pathExtension == "swift" && file.lastPathComponent != "SettingCatalog.swift" {
            sources += try String(contentsOf: file, encoding: .utf8).lowercased()
        }
        let differences = try String(
            contentsOf: root.appending(path: "Documentation/differences.md"),
            encoding: .utf8
        )
        let listed = differences.components(separatedBy: "## Settings without effect").last ?? ""
        for (key, setting) in SettingCatalog.byName {
            #expect(listed.contains("`\(setting.name)`") || !setting.isInert, "\(key)")
            // Text is UTF-8 on both sides, whichever of the two the client asks for.
            if key == "client_encoding" || setting.context != .user || !setting.isFree { continue }
            #expect(setting.isInert || sources.contains("\"\(key)\""), "\(key)")
        }
    }

    @Test("SET follows its transaction, SET LOCAL ends with it")
    func transactional() throws {
        try client.run("BEGIN; SET statement_timeout = 5000; ROLLBACK")
        #expect(try client.run("SHOW statement_timeout") == ["0"])
        try client.run("BEGIN; SET LOCAL statement_timeout = 5000")
        #expect(try client.run("SHOW statement_timeout") == ["5s"])
        try client.run("COMMIT")
        #expect(try client.run("SHOW statement_timeout") == ["0"])
        try client.run(
            "BEGIN; SET statement_timeout = 1000; SAVEPOINT a; SET statement_timeout = 2000; ROLLBACK TO a; COMMIT"
        )
        #expect(try client.run("SHOW statement_timeout") == ["1s"])
    }
}

extension SettingDefinition {
    /// Whether it takes more than one value.
    fileprivate var isFree: Bool {
        switch kind {
        case .choice(let words, _): words.count > 1
        case .integer(let range, _): range.count > 1
        default: true
        }
    }
}
