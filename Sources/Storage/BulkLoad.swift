// SPDX-License-Identifier: Apache-2.0

import CRocksDB
import Platform

/// New entries of one transaction that stay out of its write batch: in sorted table files, which
/// the commit takes over.
///
/// Used by one thread at a time. Files that are never taken over are removed with it, or when the
/// store is opened next.
final class BulkLoad {
    /// So many streams are open at once; each may hold a megabyte or two.
    private static let streamLimit = 64

    private let engine: Engine
    private let directory: String
    private let number: UInt64
    private let sizes: StagingSizes
    private var nameCount = 0
    /// What has been added and cannot be read yet.
    private(set) var streams: [EntryStream] = []
    /// Finished files, in the order in which they were finished.
    private(set) var files: [TableFile] = []

    init(_ engine: Engine, number: UInt64, _ sizes: StagingSizes) throws(StorageError) {
        self.engine = engine
        self.sizes = sizes
        self.number = number
        directory = engine.paths?.staging ?? "/memory/staging"
        guard let paths = engine.paths else { return }
        try platform { () throws(PlatformError) in
            try FileSystem.createDirectory(paths.staging)
            // Without its name a loss of power would take the files that a commit has noted.
            try FileSystem.synchronizeDirectory(paths.root)
        }
    }

    /// Adds an entry; false when there is no room for its stream before the others are settled.
    func add(
        _ family: ColumnFamily,
        _ key: RawSpan,
        _ value: RawSpan,
        prefixLength: Int
    ) throws(StorageError) -> Bool {
        var found = streams.first { $0.takes(family, key, prefixLength: prefixLength) }
        if found == nil, streams.count < Self.streamLimit {
            let stream = EntryStream(family, key, prefixLength: prefixLength, sizes)
            streams.append(stream)
            found = stream
        }
        guard let stream = found else { return false }
        if stream.append(key, value), try write(stream), let file = try stream.endFile() {
            files.append(file)
        }
        return true
    }

    /// Writes what a stream has gathered; whether its file is full.
    private func write(_ stream: EntryStream) throws(StorageError) -> Bool {
        try stream.write { () throws(StorageError) in
            defer { nameCount += 1 }
            return try TableFile(
                engine,
                stream.family,
                directory: directory,
                name: "\(number)-\(nameCount).sst"
            )
        }
    }

    /// Ends all streams: their files are finished, and entries too few for one given to `put`.
    func settle(
        _ put: (ColumnFamily, RawSpan) throws(StorageError) -> Void
    ) throws(StorageError) {
        while let stream = streams.last {
            if stream.file != nil {
                if !stream.records.isEmpty { _ = try write(stream) }
                if let file = try stream.endFile() { files.append(file) }
            } else if !stream.records.isEmpty {
                let records = stream.records
                try put(stream.family, records.span.bytes)
            }
            streams.removeLast()
        }
    }

    /// Forgets what is not settled, and all finished files but the first `count`.
    func truncate(to count: Int) {
        streams = []
        files.removeSubrange(min(count, files.count)...)
    }

    /// Makes the names of the files durable, before a commit writes them down.
    func synchronizeDirectory() throws(StorageError) {
        guard let paths = engine.paths else { return }
        try platform { () throws(PlatformError) in
            try FileSystem.synchronizeDirectory(paths.staging)
        }
    }

    /// The files as the commit writes them down.
    func note() -> [UInt8] {
        LoadNote.bytes(files.map { LoadNote.File(family: $0.family, name: $0.name) })
    }

    /// From here on the files are not this object's to remove.
    func giveAway() {
        for file in files { file.isTaken = true }
    }

    /// Moves the files into the database.
    func ingest() throws(StorageError) {
        try engine.ingest(files.map { ($0.family, $0.path) })
    }
}
