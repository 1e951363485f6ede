// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform

extension Store {
    /// Commits a transaction with table files, with the mutex held.
    ///
    /// 1. A note with the names of the files and all other writes goes to the log and is synced.
    ///    From here on the commit happens: the next opening finishes what does not get done.
    /// 2. The files become part of the database.
    /// 3. The other writes are done and the note is deleted, in one batch. They come last so that
    ///    they stay above the files: a transaction may have changed rows that it had loaded.
    ///
    /// - Throws: ``StorageError/diskFull(_:)`` and ``StorageError/io(_:)`` when the note could not
    ///   be written; ``StorageError/failed(_:)`` when what came after it failed.
    func write(
        _ transaction: OpaquePointer,
        _ lsn: LSN,
        _ record: [UInt8],
        _ load: BulkLoad
    ) throws(StorageError) {
        let note = load.note()
        let key = lsn.key
        let name = LoadNote.key
        try key.span.bytes.withBytes { key throws(StorageError) in
            try record.span.bytes.withBytes { change throws(StorageError) in
                try name.span.bytes.withBytes { name throws(StorageError) in
                    try note.span.bytes.withBytes { note throws(StorageError) in
                        try checked { status in
                            crocks_note_commit(transaction, key, change, name, note, status)
                        }
                    }
                }
            }
        }
        // Before anything else can fail: the note may be durable, and then needs the files.
        load.giveAway()
        do throws(StorageError) {
            try engine.synchronizeLog()
            try load.ingest()
            try checked { status in crocks_write_noted(transaction, status) }
        } catch {
            throw log.fail("a bulk load could not be finished: \(error)")
        }
    }

    /// Finishes the load that a crash interrupted, and removes files of loads never committed.
    ///
    /// A note in the log means that no later commit survived: the write after the take-over deletes
    /// it. So taking the files over once more and repeating the other writes changes nothing.
    /// RocksDB removes files from `staging/` only after all of them are in the database, so one
    /// that is missing says that the take-over was complete.
    static func finishLoad(_ engine: Engine) throws(StorageError) {
        guard let paths = engine.paths else { return }
        var value = PinnedValue()
        let target = value.prepare(engine)
        let name = LoadNote.key
        let isPending = try name.span.bytes.withBytes { key throws(StorageError) in
            try checked { status in
                crocks_get(
                    engine.handle,
                    nil,
                    nil,
                    nil,
                    Int32(CROCKS_NOTES),
                    key,
                    target,
                    status
                )
            }
        }
        if isPending {
            guard let note = LoadNote(value.bytes) else {
                throw .corruption("the note of a pending load cannot be read")
            }
            let files = note.files.map { ($0.family, paths.staging + "/" + $0.name) }
            if files.allSatisfy({ FileSystem.exists($0.1) }) { try engine.ingest(files) }
            try engine.apply(note.writes)
            try engine.synchronizeLog()
        }
        try platform { () throws(PlatformError) in try FileSystem.removeTree(paths.staging) }
    }
}

extension Engine {
    /// Moves finished table files into the database, all of them or none.
    func ingest(_ files: [(family: ColumnFamily, path: String)]) throws(StorageError) {
        if files.isEmpty { return }
        let paths = files.map { Array($0.path.utf8CString) }
        // One block of all names, so that their addresses can be lent together.
        var names: [CChar] = []
        var starts: [Int] = []
        for path in paths {
            starts.append(names.count)
            names.append(contentsOf: path)
        }
        try names.withUnsafeBufferPointer { names throws(StorageError) in
            guard let base = names.baseAddress else { return }
            let native = zip(files, starts).map { file, start in
                crocks_load_file(family: file.family.rawValue, path: base + start)
            }
            try checked { status in crocks_ingest(handle, native, native.count, status) }
        }
    }

    /// Does the writes of a note and deletes it.
    fileprivate func apply(_ writes: [UInt8]) throws(StorageError) {
        let name = LoadNote.key
        try writes.span.bytes.withBytes { writes throws(StorageError) in
            try name.span.bytes.withBytes { key throws(StorageError) in
                try checked { status in crocks_apply_noted(handle, writes, key, status) }
            }
        }
    }
}
