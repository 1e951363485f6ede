// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

/// Operations on paths.
public enum FileSystem {
    /// Whether something exists at `path`.
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether `path` is a directory.
    public static func isDirectory(_ path: String) -> Bool {
        var record = stat()
        return stat(path, &record) == 0 && cplatform_is_directory(record.st_mode) != 0
    }

    /// Creates the directory `path` and its parents where they are missing.
    public static func createDirectory(
        _ path: String,
        mode: UInt32 = 0o700
    ) throws(PlatformError) {
        if isDirectory(path) { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try createDirectory(String(path[..<slash]), mode: mode)
        }
        if mkdir(path, mode) == 0 { return }
        let code = errno
        // Another process may have made it meanwhile.
        if isDirectory(path) { return }
        throw PlatformError(operation: "create directory", subject: path, code: code)
    }

    /// The names in the directory `path`, without `.` and `..`, sorted by bytes.
    public static func list(_ path: String) throws(PlatformError) -> [String] {
        guard let stream = opendir(path) else {
            throw PlatformError(operation: "open directory", subject: path, code: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Removes the file `path`; nothing happens when there is none.
    public static func remove(_ path: String) throws(PlatformError) {
        if unlink(path) == 0 || errno == ENOENT { return }
        throw PlatformError(operation: "remove", subject: path, code: errno)
    }

    /// Removes the directory `path` with all it holds; nothing happens when there is none.
    public static func removeTree(_ path: String) throws(PlatformError) {
        var record = stat()
        guard lstat(path, &record) == 0 else {
            if errno == ENOENT { return }
            throw PlatformError(operation: "stat", subject: path, code: errno)
        }
        guard cplatform_is_directory(record.st_mode) != 0 else { return try remove(path) }
        for name in try list(path) { try removeTree(path + "/" + name) }
        try systemCall("remove directory", path) { rmdir(path) }
    }

    /// Gives `source` the name `target`, replacing what was there, in one step.
    public static func rename(_ source: String, to target: String) throws(PlatformError) {
        try systemCall("rename", source) { Glibc.rename(source, target) }
    }

    /// The size of the file `path` in bytes.
    public static func size(_ path: String) throws(PlatformError) -> Int {
        var record = stat()
        try systemCall("stat", path) { stat(path, &record) }
        return record.st_size
    }

    /// Bytes an unprivileged process may still write to the file system that holds `path`.
    public static func freeBytes(_ path: String) throws(PlatformError) -> Int {
        var record = statvfs()
        try systemCall("statvfs", path) { statvfs(path, &record) }
        return Int(clamping: UInt64(record.f_bavail) &* UInt64(record.f_frsize))
    }

    /// All bytes of the file `path`.
    public static func read(_ path: String) throws(PlatformError) -> [UInt8] {
        let file = try File(path, .read)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            var span = block.mutableSpan
            let count = try span.withUnsafeMutableBytes { buffer throws(PlatformError) in
                try file.read(into: buffer)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
        }
    }

    /// Makes `bytes` the contents of `path` so that after a crash it holds all of them or none.
    ///
    /// Written beside it, synced, renamed, and the directory synced.
    public static func writeAtomically(_ bytes: [UInt8], to path: String) throws(PlatformError) {
        let temporary = path + ".new"
        do {
            let file = try File(temporary, .replace)
            try bytes.span.withUnsafeBytes { buffer throws(PlatformError) in try file.write(buffer)
            }
            try file.synchronize()
        }
        try rename(temporary, to: path)
        try synchronizeDirectory(parent(of: path))
    }

    /// Makes creations, renames and removals in the directory `path` durable.
    public static func synchronizeDirectory(_ path: String) throws(PlatformError) {
        let descriptor = try systemCall("open directory", path) {
            open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        defer { closeDescriptor(descriptor) }
        try systemCall("sync directory", path) { fsync(descriptor) }
    }

    /// The directory part of `path`; `.` when it has none.
    public static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
