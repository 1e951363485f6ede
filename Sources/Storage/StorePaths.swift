// SPDX-License-Identifier: Apache-2.0

import Platform

/// Where the parts of a store lie in its directory.
///
/// | name | what |
/// |---|---|
/// | `FORMAT` | magic text and format version |
/// | `LOCK` | held by the process that has the store open; its process id |
/// | `db/` | RocksDB's files |
/// | `staging/` | table files of bulk loads that are not committed yet |
/// | `indexes/` | saved vector indexes, which `Relations` keeps |
struct StorePaths: Sendable {
    let root: String

    var format: String { root + "/FORMAT" }
    var lock: String { root + "/LOCK" }
    var database: String { root + "/db" }
    var staging: String { root + "/staging" }
}

/// The file that says what a directory holds.
///
/// Two lines of ASCII: `needletail data`, then the format version in decimal.
enum FormatFile {
    static let magic = "needletail data"
    static let version = 1

    /// Checks the directory before the database in it is touched; writes the file into a new one.
    static func check(_ paths: StorePaths, createsIfMissing: Bool) throws(StorageError) {
        if FileSystem.exists(paths.format) {
            let bytes = try platform { () throws(PlatformError) in
                try FileSystem.read(paths.format)
            }
            let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
            guard lines.count >= 2, lines[0] == magic, let found = Int(lines[1]) else {
                throw .corruption("\(paths.format) is not a format file")
            }
            guard found == version else {
                throw .formatVersion(found: found, supported: version)
            }
            return try checkComplete(paths)
        }
        let names = try platform { () throws(PlatformError) in try FileSystem.list(paths.root) }
        guard names.allSatisfy({ $0 == "LOCK" || $0 == "lost+found" }), createsIfMissing else {
            throw .notAStore(path: paths.root)
        }
        try write(paths)
    }

    static func write(_ paths: StorePaths) throws(StorageError) {
        try platform { () throws(PlatformError) in
            try FileSystem.writeAtomically(Array("\(magic)\n\(version)\n".utf8), to: paths.format)
        }
    }

    /// Refuses to let RocksDB make a new, empty database beside the files of a lost one.
    ///
    /// A creation that was cut short leaves neither logs nor tables, and is simply done again.
    private static func checkComplete(_ paths: StorePaths) throws(StorageError) {
        if FileSystem.exists(paths.database + "/CURRENT") { return }
        guard FileSystem.isDirectory(paths.database) else { return }
        let names = try platform { () throws(PlatformError) in
            try FileSystem.list(paths.database)
        }
        if names.contains(where: { $0.hasSuffix(".sst") || $0.hasSuffix(".log") }) {
            throw .corruption("\(paths.database)/CURRENT is missing")
        }
    }
}
