// SPDX-License-Identifier: Apache-2.0

import CRocksDB

/// A sorted table file in the directory of staged files, which is removed with it unless a commit
/// has taken it over.
final class TableFile {
    let family: ColumnFamily
    let name: String
    let path: String
    /// Whether the file is the database's by now, or the next opening's to take over.
    var isTaken = false

    private let engine: Engine
    private var handle: OpaquePointer?
    /// Why entries are missing in the file, so that it cannot be finished.
    private var failure: StorageError?

    /// Starts the file `name` in `directory`.
    init(
        _ engine: Engine,
        _ family: ColumnFamily,
        directory: String,
        name: String
    ) throws(StorageError) {
        self.engine = engine
        self.family = family
        self.name = name
        path = directory + "/" + name
        let path = path
        handle = try checked { status in
            crocks_make_table_file(engine.handle, family.rawValue, path, status)
        }
    }

    deinit {
        if let handle { crocks_release_table_file(handle) }
        if !isTaken { crocks_remove_file(engine.handle, path) }
    }

    /// Bytes written so far.
    var byteCount: UInt64 { handle.map { crocks_table_file_bytes($0) } ?? 0 }

    func add(_ records: RawSpan) throws(StorageError) {
        guard let handle else { preconditionFailure("a finished file was written to") }
        do throws(StorageError) {
            try records.withBytes { records throws(StorageError) in
                try checked { status in crocks_table_file_add(handle, records, status) }
            }
        } catch {
            failure = error
            throw error
        }
    }

    /// Ends and syncs the file; one that cannot be ended stays as it is, for nobody to take over.
    func finish() throws(StorageError) {
        guard let handle else { return }
        if let failure { throw failure }
        try checked { status in crocks_finish_table_file(handle, status) }
        crocks_release_table_file(handle)
        self.handle = nil
    }
}
