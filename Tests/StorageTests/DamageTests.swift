// SPDX-License-Identifier: Apache-2.0

import Glibc
import Platform
import Storage
import TestSupport
import Testing

/// Whether this process may mount file systems, which full and read-only ones need.
private let canMount: Bool = {
    guard geteuid() == 0, let directory = try? TemporaryDirectory() else { return false }
    guard mount("none", directory.path, "tmpfs", 0, "size=64k") == 0 else { return false }
    umount(directory.path)
    return true
}()

@Suite struct DamageTests {
    /// A store with 2,000 rows in table files, closed.
    private func makeStore(_ path: String, isFlushed: Bool = true) throws {
        let store = try Store(path: path, options: makeOptions())
        for batch in 0..<20 {
            let transaction = store.begin()
            for index in 0..<100 {
                let text = "row \(batch * 100 + index)"
                try transaction.put(.rows, text, String(repeating: text, count: 20))
            }
            try transaction.commit()
        }
        if isFlushed { try store.flush() }
    }

    private func files(_ path: String, _ suffix: String) throws -> [String] {
        try FileSystem.list(path + "/db").filter { $0.hasSuffix(suffix) }.map {
            "\(path)/db/\($0)"
        }
    }

    private func change(_ path: String, at place: Double) throws {
        var bytes = try FileSystem.read(path)
        let index = Int(Double(bytes.count - 1) * place)
        bytes[index] ^= 0x55
        try FileSystem.writeAtomically(bytes, to: path)
    }

    private func isCorruption(_ error: any Error) -> Bool {
        if case StorageError.corruption = error { return true }
        return false
    }

    /// Opens the store and reads everything in it.
    private func readAll(_ path: String) throws {
        let store = try Store(path: path, options: makeOptions())
        let view = store.view(at: store.snapshot())
        for family in ColumnFamily.allCases { _ = try view.texts(family) }
    }

    @Test(arguments: [0, 0.1, 0.3, 0.5, 0.7, 0.9])
    func `a changed byte in any table file is found`(place: Double) throws {
        let directory = try TemporaryDirectory()
        try makeStore(directory.path)
        let tables = try files(directory.path, ".sst")
        #expect(!tables.isEmpty)
        for table in tables {
            let original = try FileSystem.read(table)
            try change(table, at: place)
            // The properties block is not needed to read, so damage there is found by checking.
            #expect {
                do {
                    let store = try Store(path: directory.path, options: makeOptions())
                    try store.verifyChecksums()
                }
                try readAll(directory.path)
            } throws: { isCorruption($0) }
            try FileSystem.writeAtomically(original, to: table)
        }
        try readAll(directory.path)
    }

    @Test func `a table file that is missing or cut short is found when opening`() throws {
        let directory = try TemporaryDirectory()
        try makeStore(directory.path)
        let table = try #require(try files(directory.path, ".sst").first)
        let original = try FileSystem.read(table)
        try FileSystem.writeAtomically(Array(original[..<(original.count / 2)]), to: table)
        #expect { try readAll(directory.path) } throws: { isCorruption($0) }
        try FileSystem.remove(table)
        #expect { try readAll(directory.path) } throws: { isCorruption($0) }
        try FileSystem.writeAtomically(original, to: table)
        try readAll(directory.path)
    }

    @Test func `lost files that name the others are found when opening`() throws {
        let directory = try TemporaryDirectory()
        try makeStore(directory.path)
        let current = directory.path + "/db/CURRENT"
        let original = try FileSystem.read(current)
        try FileSystem.remove(current)
        #expect(throws: StorageError.corruption("\(current) is missing")) {
            try readAll(directory.path)
        }
        try FileSystem.writeAtomically(Array("nonsense".utf8), to: current)
        #expect { try readAll(directory.path) } throws: { isCorruption($0) }
        try FileSystem.writeAtomically(original, to: current)
        let manifest =
            directory.path + "/db/" + String(decoding: original.dropLast(), as: UTF8.self)
        try change(manifest, at: 0.5)
        #expect { try readAll(directory.path) } throws: { isCorruption($0) }
    }

    @Test func `damage inside the log is reported, a torn end is not`() throws {
        let directory = try TemporaryDirectory()
        try makeStore(directory.path, isFlushed: false)
        let log = try #require(
            try files(directory.path, ".log").max {
                (try? FileSystem.size($0)) ?? 0 < (try? FileSystem.size($1)) ?? 0
            }
        )
        let original = try FileSystem.read(log)
        try change(log, at: 0.5)
        #expect { try readAll(directory.path) } throws: { isCorruption($0) }
        try FileSystem.writeAtomically(Array(original.dropLast(3)), to: log)
        let store = try Store(path: directory.path, options: makeOptions())
        #expect(store.visibleLSN == LSN(19))
        #expect(try store.view(at: store.snapshot()).texts(.rows).count == 1900)
    }

    private func makeFaultyStore(_ path: String) throws -> Store {
        var options = makeOptions()
        options.injectsFaults = true
        return try Store(path: path, options: options)
    }

    private func commit(_ store: Store, _ key: String) throws(StorageError) {
        let transaction = store.begin()
        try transaction.put(.rows, key, "value")
        try transaction.commit()
    }

    @Test func `a full disk refuses commits, and takes them again when there is room`() throws {
        let directory = try TemporaryDirectory()
        do {
            let store = try makeFaultyStore(directory.path)
            try commit(store, "before")
            store.injectFault(1, isNoSpace: true)
            for _ in 0..<2 {
                #expect {
                    try commit(store, "during")
                } throws: { error in
                    if case StorageError.diskFull = error { true } else { false }
                }
            }
            #expect(try store.view(at: store.snapshot()).texts(.rows) == ["before=value"])
            store.injectFault(0, isNoSpace: false)
            try commit(store, "after")
        }
        let store = try Store(path: directory.path, options: makeOptions())
        #expect(try store.view(at: store.snapshot()).keys(.rows) == ["after", "before"])
    }

    @Test func `after a failed sync nothing is acknowledged any more`() throws {
        let directory = try TemporaryDirectory()
        do {
            let store = try makeFaultyStore(directory.path)
            try commit(store, "before")
            store.injectFault(2, isNoSpace: false)
            for _ in 0..<2 {
                #expect {
                    try commit(store, "during")
                } throws: { error in
                    if case StorageError.failed = error { true } else { false }
                }
            }
            store.injectFault(0, isNoSpace: false)
            #expect {
                try commit(store, "after")
            } throws: { error in
                if case StorageError.failed = error { true } else { false }
            }
            #expect(store.durableLSN == LSN(1))
            #expect(try store.view(at: store.snapshot()).text(.rows, "before") == "value")
        }
        let store = try Store(path: directory.path, options: makeOptions())
        #expect(try store.view(at: store.snapshot()).text(.rows, "before") == "value")
        try commit(store, "again")
    }

    @Test(.enabled(if: canMount)) func `a file system that is really full`() throws {
        let directory = try TemporaryDirectory()
        #expect(mount("none", directory.path, "tmpfs", 0, "size=48m") == 0)
        defer { umount2(directory.path, Int32(MNT_DETACH)) }
        let path = directory.path + "/data"
        let value = String(repeating: "x", count: 100_000)
        var count = 0
        do {
            let store = try Store(path: path, options: makeOptions())
            let ballast = directory.path + "/ballast"
            try FileSystem.writeAtomically([UInt8](repeating: 1, count: 8 << 20), to: ballast)
            var failure: StorageError?
            while failure == nil, count < 1000 {
                do throws(StorageError) {
                    let transaction = store.begin()
                    try transaction.put(.vectors, "k\(count)", value)
                    try transaction.commit()
                    count += 1
                } catch {
                    failure = error
                }
            }
            guard case .diskFull = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(try store.view(at: store.snapshot()).keys(.vectors).count == count)
            try FileSystem.remove(ballast)
            try commit(store, "after")
        }
        let store = try Store(path: path, options: makeOptions())
        let view = store.view(at: store.snapshot())
        #expect(try view.keys(.vectors).count == count)
        #expect(try view.keys(.rows) == ["after"])
    }

    @Test(.enabled(if: canMount)) func `a read-only directory is refused clearly`() throws {
        let directory = try TemporaryDirectory()
        #expect(mount("none", directory.path, "tmpfs", 0, "size=16m") == 0)
        defer { umount2(directory.path, Int32(MNT_DETACH)) }
        let path = directory.path + "/data"
        do { _ = try Store(path: path, options: makeOptions()) }
        let isReadOnly = UInt(MS_REMOUNT | MS_RDONLY)
        #expect(mount("none", directory.path, "tmpfs", isReadOnly, nil) == 0)
        for path in [path, directory.path + "/new"] {
            #expect {
                _ = try Store(path: path, options: makeOptions())
            } throws: { error in
                if case StorageError.readOnly(let text) = error {
                    text.contains("Read-only file system")
                } else {
                    false
                }
            }
        }
    }
}
