// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import TestSupport
import Testing

@Suite struct CrashTests {
    /// Kills a program that commits from several threads, at random moments, and checks after each
    /// kill that all acknowledged is there and nothing is there by halves.
    @Test func `nothing acknowledged is lost when the process is killed`() throws {
        let directory = try TemporaryDirectory()
        var random = SeededGenerator(seed: 7)
        var acknowledged: [String] = []
        for generation in 0..<12 {
            let child = try ChildProcess(
                ChildProcess.builtExecutable("StorageChild"),
                [directory.path, "4", String(generation)]
            )
            let wanted = Int.random(in: 1...400, using: &random)
            var lines = 0
            while let line = child.readLine() {
                #expect(!line.hasPrefix("FAILED"), "\(line)")
                acknowledged.append(line)
                lines += 1
                if lines == wanted { child.kill() }
            }
            #expect(child.wait() == -9)
            #expect(lines >= wanted)
            try check(directory.path, acknowledged)
        }
    }

    private func check(_ path: String, _ acknowledged: [String]) throws {
        let store = try Store(path: path, options: makeOptions())
        let view = store.view(at: store.snapshot())
        let rows = Set(try view.keys(.rows))
        let vectors = Set(try view.keys(.vectors))
        let entries = Set(try view.keys(.entries))
        let loads = try view.keys(.catalog)
        #expect(rows == vectors)
        #expect(rows == entries)
        for line in acknowledged {
            let name = line.drop { $0 != " " }.dropFirst()
            if line.hasPrefix("COMMIT") {
                #expect(rows.contains("c-\(name)"), "\(line)")
            } else {
                #expect(loads.contains("l-\(name)"), "\(line)")
            }
        }
        for load in loads {
            let missing = (100..<300).filter { !rows.contains("\(load)-\($0)") }
            #expect(missing.isEmpty, "\(load)")
        }
        // Each row belongs to exactly one commit of the change log, and positions are in order.
        var reader = store.changes(from: .zero, at: store.snapshot())
        var noted: [String] = []
        var last = LSN.zero
        while let record = try reader.next() {
            #expect(record.lsn > last)
            last = record.lsn
            for case .note(let name) in record.changes {
                noted.append(String(decoding: name, as: UTF8.self))
            }
        }
        #expect(last == store.visibleLSN)
        #expect(Set(noted).count == noted.count)
        #expect(Set(noted) == rows.filter { $0.hasPrefix("c-") }.union(loads))
        #expect(!FileSystem.exists(path + "/staging"))
    }
}
