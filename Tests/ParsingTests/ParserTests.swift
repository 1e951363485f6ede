// SPDX-License-Identifier: Apache-2.0

import Parsing
import Platform
import Synchronization
import Testing
import Values

@Suite("A text is split into statements")
struct ParserTests {
    @Test("An empty text has no statements", arguments: ["", " ", ";", " ; ;", "-- x", "/* x */;"])
    func empty(text: String) throws {
        #expect(try Parser.parse(text).isEmpty)
    }

    @Test("Each statement knows its own text and where it begins")
    func texts() throws {
        let statements = try Parser.parse(" SELECT 'é' ;\n\tBEGIN; COMMIT")
        #expect(statements.map(\.text) == ["SELECT 'é'", "BEGIN", "COMMIT"])
        #expect(statements.map(\.byteOffset) == [1, 16, 23])
        #expect(statements.map(\.commandTag) == ["SELECT", "BEGIN", "COMMIT"])
        #expect(try Parser.parse("SELECT 1").map(\.text) == ["SELECT 1"])
    }

    @Test("Positions count characters of the whole text")
    func positions() throws {
        let text = "SELECT 1; SELECT 'ééé日本🐘', wert FROM \(String(repeating: "ü", count: 200)), b"
        let statements = try Parser.parse(text)
        guard
            case .select(let query) = try #require(statements.last).statement,
            case .select(let select) = query.body,
            case .relation(let second) = try #require(select.from.last)
        else {
            Issue.record("not a SELECT")
            return
        }
        #expect(select.targets.map(\.position) == [18, 28])
        #expect(select.targets.map(\.value.position) == [18, 28])
        #expect(second.position == text.unicodeScalars.count)
    }

    @Test("An expression's start is leftmost of what it is made of")
    func startPosition() throws {
        let statements = try Parser.parse("SELECT   a + b * c, (x::int) IS NULL, f(y)")
        guard
            case .select(let query) = statements[0].statement,
            case .select(let select) = query.body
        else {
            Issue.record("not a SELECT")
            return
        }
        #expect(select.targets.map(\.value.startPosition) == [10, 22, 39])
        #expect(select.targets.map(\.value.position) == [12, 30, 39])
    }

    @Test("A NUL character is refused")
    func nul() throws {
        let error = try #require(throws: DatabaseError.self) { try Parser.parse("SELECT 1\0; x") }
        #expect(error.state == .characterNotInRepertoire)
        #expect(error.message == "invalid byte sequence for encoding \"UTF8\": 0x00")
    }

    @Test("Identifiers are folded and cut as PostgreSQL does")
    func identifiers() throws {
        let long = String(repeating: "ä", count: 40)
        #expect(try shape("SELECT AbC, \"AbC\"").contains("(value: abc), (value: AbC)"))
        #expect(try shape("SELECT \(long)").contains("(value: \(long.prefix(31)))"))
    }

    @Test("A tree says how deep it is")
    func depth() throws {
        let shallow = try Parser.parse("SELECT 1")[0].depth
        let deeper = try Parser.parse("SELECT 1" + String(repeating: "+1", count: 500))[0].depth
        #expect(shallow < 10)
        #expect(deeper >= 500 && deeper < 520)
    }

    @Test("The parts of one multiple assignment are converted once")
    func sharedSource() throws {
        // Each level would otherwise double the work: two to the power of 64.
        var text = "SELECT 1, 2"
        for _ in 0..<64 {
            text = "WITH x AS (UPDATE t SET (a, b) = (\(text)) RETURNING 1) SELECT 1, 2"
        }
        #expect(try Parser.parse(text).count == 1)
    }

    @Test("Any number of threads parse at once")
    func threads() throws {
        let failures = Mutex(0)
        let threads = try (0..<8).map { number in
            try OSThread(name: "parse") {
                for turn in 0..<500 {
                    let good = (try? Parser.parse("SELECT \(number), \(turn)"))?.count == 1
                    let bad = (try? Parser.parse("SELECT \(number) \(turn) x")) == nil
                    if !good || !bad { failures.withLock { $0 += 1 } }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(failures.withLock { $0 } == 0)
    }

    @Test("Threads that come and go leave nothing behind")
    func shortThreads() throws {
        // A process has 1,024 keys for what belongs to a thread.
        for _ in 0..<1_500 {
            try OSThread(name: "parse") { _ = try? Parser.parse("SELECT 1") }.join()
        }
        let parsed = Mutex(false)
        try OSThread(name: "parse") {
            let count = (try? Parser.parse("SELECT 1"))?.count
            parsed.withLock { $0 = count == 1 }
        }.join()
        #expect(parsed.withLock { $0 })
    }
}
