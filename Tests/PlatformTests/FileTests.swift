// SPDX-License-Identifier: Apache-2.0

import Platform
import TestSupport
import Testing

@Suite struct FileTests {
    @Test func `directories are made with their parents and removed with their contents`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/a/b/c"
        try FileSystem.createDirectory(path)
        try FileSystem.createDirectory(path)
        #expect(FileSystem.isDirectory(path))
        try FileSystem.writeAtomically([1, 2], to: path + "/two")
        try FileSystem.writeAtomically([], to: path + "/one")
        #expect(try FileSystem.list(path) == ["one", "two"])
        try FileSystem.removeTree(directory.path + "/a")
        #expect(!FileSystem.exists(path))
        try FileSystem.removeTree(directory.path + "/a")
        try FileSystem.remove(directory.path + "/nothing")
    }

    @Test func `an atomic write replaces all or nothing`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/file"
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        try FileSystem.writeAtomically(bytes, to: path)
        #expect(try FileSystem.read(path) == bytes)
        #expect(try FileSystem.size(path) == bytes.count)
        try FileSystem.writeAtomically([7], to: path)
        #expect(try FileSystem.read(path) == [7])
        #expect(try FileSystem.list(directory.path) == ["file"])
        #expect(try FileSystem.freeBytes(path) > 0)
    }

    @Test func `reading and writing at an offset`() throws {
        let directory = try TemporaryDirectory()
        let file = try File(directory.path + "/file", .create)
        try file.write([1, 2, 3, 4])
        try file.write([9, 9], at: 2)
        try file.write([5], at: 6)
        #expect(try file.size() == 7)
        #expect(try file.read(at: 0, count: 10) == [1, 2, 9, 9, 0, 0, 5])
        #expect(try file.read(at: 100, count: 10).isEmpty)
        try file.truncate(to: 3)
        try file.synchronize()
        #expect(try FileSystem.read(file.path) == [1, 2, 9])
    }

    @Test func `errors name the operation, the path and the reason`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/none"
        let expected = PlatformError(operation: "open", subject: path, code: 2)
        #expect(throws: expected) { _ = try File(path, .read) }
        #expect(expected.isNotFound)
        #expect("\(expected)" == "could not open \"\(path)\": No such file or directory")
        let unnamed = PlatformError(operation: "poll", code: 12)
        #expect("\(unnamed)" == "could not poll: Cannot allocate memory")
        _ = try File(path, .create)
        #expect(throws: PlatformError(operation: "open", subject: path, code: 17)) {
            _ = try File(path, .create)
        }
        #expect(throws: PlatformError.self) { _ = try FileSystem.list(path) }
        #expect(throws: PlatformError.self) { try FileSystem.createDirectory(path + "/below") }
        #expect(throws: PlatformError.self) { try FileSystem.rename(path + "x", to: path) }
    }

    @Test func `a lock file is held by one and names its holder`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/LOCK"
        do {
            let lock = try FileLock(path)
            do throws(PlatformError) {
                _ = try FileLock(path)
                Issue.record("locked twice")
            } catch {
                #expect(error.isBusy)
            }
            #expect(FileLock.holder(of: path) == CurrentProcess.identifier)
            withExtendedLifetime(lock) {}
        }
        _ = try FileLock(path)
        #expect(FileLock.holder(of: path + "x") == nil)
    }

    @Test func `a mapped file shows its bytes`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/file"
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try FileSystem.writeAtomically(bytes, to: path)
        let file = try MappedFile(path, advice: .sequential)
        #expect(file.count == 10_000)
        #expect(file.bytes.byteCount == 10_000)
        #expect(file.withUnsafeBytes { Array($0) } == bytes)
        try FileSystem.writeAtomically([], to: path)
        #expect(try MappedFile(path).count == 0)
        #expect(throws: PlatformError.self) { _ = try MappedFile(path + "x") }
    }
}
