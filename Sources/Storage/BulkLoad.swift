// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform
import Synchronization

/// Entries written straight to sorted table files, to become visible with one commit.
///
/// Used by one thread at a time. Nobody sees the entries before the commit, the transaction that
/// writes them included, and no locks are taken for them. Files of a load that is never committed
/// are removed with it, or when the store is opened next.
public final class BulkLoad {
    /// The key, in the store's own notes, that says which files a commit has yet to take over.
    static let noteKey = Array("pending load".utf8)
    /// A file is ended beyond this many bytes.
    private static let fileBytes = 256 << 20

    private struct Staged {
        let family: ColumnFamily
        let path: String
    }

    private let engine: Engine
    private let handle: OpaquePointer
    private let directory: String
    private let number: UInt64
    private var files: [Staged] = []
    private var openFamilies: UInt8 = 0
    private var lastKeys = [[UInt8]?](repeating: nil, count: Int(CROCKS_FAMILY_COUNT))
    private var isIngested = false

    /// Entries added so far.
    public private(set) var count = 0

    init(engine: Engine, number: UInt64) throws(StorageError) {
        self.engine = engine
        self.number = number
        directory = engine.paths?.staging ?? "/memory/staging"
        if let paths = engine.paths {
            try platform { () throws(PlatformError) in
                try FileSystem.createDirectory(paths.staging)
            }
        }
        handle = crocks_make_load(engine.handle, directory)
    }

    deinit {
        crocks_release_load(handle)
        if isIngested { return }
        for file in files { crocks_remove_file(engine.handle, file.path) }
    }

    /// Adds an entry; keys of a family ascend.
    ///
    /// A key that does not begins a new file. Files may overlap, later ones win, but many small
    /// ones make reading slow until they are compacted.
    ///
    /// - Throws: ``StorageError/diskFull(_:)``, ``StorageError/io(_:)``.
    public func add(
        _ family: ColumnFamily,
        _ key: RawSpan,
        _ value: RawSpan
    ) throws(StorageError) {
        let slot = Int(family.rawValue)
        let isAscending = key.withUnsafeBytes { key in
            lastKeys[slot].map { $0.lexicographicallyPrecedes(key) } ?? true
        }
        let isFull = crocks_load_bytes(handle, family.rawValue) >= UInt64(Self.fileBytes)
        if !isAscending || isFull { try finish(family) }
        if openFamilies & family.bit == 0 { try start(family) }
        try key.withBytes { key throws(StorageError) in
            try value.withBytes { value throws(StorageError) in
                try checked { status in
                    crocks_load_add(handle, family.rawValue, key, value, status)
                }
            }
        }
        lastKeys[slot] = key.withUnsafeBytes { Array($0) }
        count += 1
    }

    private func start(_ family: ColumnFamily) throws(StorageError) {
        let name = "\(number)-\(files.count).sst"
        try checked { status in crocks_load_start(handle, family.rawValue, name, status) }
        files.append(Staged(family: family, path: directory + "/" + name))
        openFamilies |= family.bit
    }

    /// Ends the family's open file; one that could not be ended stays open, so that no commit can
    /// take it over.
    private func finish(_ family: ColumnFamily) throws(StorageError) {
        guard openFamilies & family.bit != 0 else { return }
        try checked { status in crocks_load_finish(handle, family.rawValue, status) }
        openFamilies &= ~family.bit
        lastKeys[Int(family.rawValue)] = nil
    }

    /// Ends and syncs all files, before the commit takes its mutex.
    func finish() throws(StorageError) {
        for family in ColumnFamily.allCases { try finish(family) }
        guard let paths = engine.paths else { return }
        try platform { () throws(PlatformError) in
            try FileSystem.synchronizeDirectory(paths.staging)
        }
    }

    /// What the commit writes down so that the load can be finished after a crash.
    ///
    /// | size | what |
    /// |---|---|
    /// | 1 | version, 1 |
    /// | per file: 1 | family |
    /// | per file: 2 | length of the name (u16 big-endian) |
    /// | per file: … | name of the file in `staging/` |
    package func note() -> [UInt8] {
        var note: [UInt8] = [1]
        for file in files {
            let name = Array(file.path.utf8.dropFirst(directory.utf8.count + 1))
            note.append(UInt8(file.family.rawValue))
            note.appendBigEndian(UInt16(name.count))
            note.append(contentsOf: name)
        }
        return note
    }

    /// Moves the files into the database and forgets the note.
    func ingest() throws(StorageError) {
        isIngested = true
        try engine.ingest(files.map { ($0.family.rawValue, $0.path) })
        try engine.delete(Int32(CROCKS_NOTES), key: Self.noteKey.span.bytes)
    }

    /// The files named in a note; nil when it is not one.
    package static func files(inNote note: [UInt8], directory: String) -> [(Int32, String)]? {
        var reader = ByteReader(note.span.bytes)
        guard reader.read(UInt8.self) == 1 else { return nil }
        var files: [(Int32, String)] = []
        while !reader.isAtEnd {
            guard let family = reader.read(UInt8.self), let count = reader.read(UInt16.self),
                ColumnFamily(rawValue: Int32(family)) != nil,
                let name = reader.read(count: Int(count))
            else { return nil }
            files.append((Int32(family), directory + "/" + String(decoding: name, as: UTF8.self)))
        }
        return files
    }
}

extension Engine {
    /// Moves finished table files into the database, all of them or none.
    func ingest(_ files: [(family: Int32, path: String)]) throws(StorageError) {
        if files.isEmpty { return }
        let names = files.map { $0.path.utf8CString.map { $0 } }
        var native: [crocks_load_file] = []
        var status = crocks_status()
        func collect(_ index: Int) {
            guard index < files.count else {
                crocks_ingest(handle, native, native.count, &status)
                return
            }
            names[index].withUnsafeBufferPointer { name in
                guard let start = name.baseAddress else { return }
                native.append(crocks_load_file(family: files[index].family, path: start))
                collect(index + 1)
            }
        }
        collect(0)
        if status.code != CROCKS_OK { throw StorageError(consuming: status) }
    }
}

extension Store {
    /// Starts a bulk load; see ``Transaction/commit(synchronous:load:publish:)``.
    public func makeBulkLoad() throws(StorageError) -> BulkLoad {
        try BulkLoad(
            engine: engine,
            number: loadCounter.add(1, ordering: .relaxed).newValue
        )
    }

    /// Takes over the files of a load whose transaction is in the log, with the mutex held.
    func ingest(_ load: BulkLoad) throws(StorageError) {
        do throws(StorageError) {
            // The note must be durable before the files are: after a crash in between, the next
            // opening takes them over. A failure here leaves that to it as well.
            try engine.synchronizeLog()
            try load.ingest()
        } catch {
            throw log.fail("a bulk load could not be finished: \(error)")
        }
    }

    /// Finishes the load that a crash interrupted, and removes files of loads never committed.
    ///
    /// A note in the log means that no later commit survived: the next write after the take-over
    /// deletes it. So taking the files over once more changes nothing. RocksDB removes them from
    /// `staging/` only after all of them are in the database, so one that is missing says that
    /// the take-over was complete.
    static func finishLoad(_ engine: Engine) throws(StorageError) {
        guard let paths = engine.paths else { return }
        var value = PinnedValue()
        let target = value.prepare(engine)
        let isPending = try BulkLoad.noteKey.span.bytes.withBytes { key throws(StorageError) in
            try checked { status in
                crocks_get(engine.handle, nil, nil, Int32(CROCKS_NOTES), key, target, status)
            }
        }
        if isPending {
            let note = value.bytes.withUnsafeBytes { Array($0) }
            guard let files = BulkLoad.files(inNote: note, directory: paths.staging) else {
                throw .corruption("the note of a pending load cannot be read")
            }
            if files.allSatisfy({ FileSystem.exists($0.1) }) {
                try engine.ingest(files.map { (family: $0.0, path: $0.1) })
            }
            try engine.delete(Int32(CROCKS_NOTES), key: BulkLoad.noteKey.span.bytes)
            try engine.synchronizeLog()
        }
        try platform { () throws(PlatformError) in try FileSystem.removeTree(paths.staging) }
    }
}
