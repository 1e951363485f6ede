// SPDX-License-Identifier: Apache-2.0

import Glibc

/// An open file, closed at the end of its life.
public struct File: ~Copyable, Sendable {
    /// What to open a file for.
    public enum Access: Sendable {
        /// Reading what exists.
        case read
        /// Reading and writing; created when missing, kept when present.
        case update
        /// Writing from the start; what was there is cut off.
        case replace
        /// Writing a file that must not exist yet.
        case create

        var flags: Int32 {
            switch self {
            case .read: O_RDONLY
            case .update: O_RDWR | O_CREAT
            case .replace: O_RDWR | O_CREAT | O_TRUNC
            case .create: O_RDWR | O_CREAT | O_EXCL
            }
        }
    }

    /// The path it was opened at, for messages.
    public let path: String
    let descriptor: Int32

    /// Opens the file at `path`; new files are readable by their owner only.
    public init(_ path: String, _ access: Access) throws(PlatformError) {
        self.path = path
        descriptor = try systemCall("open", path) { open(path, access.flags | O_CLOEXEC, 0o600) }
    }

    deinit { closeDescriptor(descriptor) }

    /// Reads at the current position; returns how many bytes, 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(PlatformError) -> Int {
        try systemCall("read", path) { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    }

    /// Reads `buffer.count` bytes at `offset`; fewer only at the end of the file.
    public func read(
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(PlatformError) -> Int {
        var done = 0
        while done < buffer.count, let start = buffer.baseAddress {
            let count = try systemCall("read", path) {
                pread(descriptor, start + done, buffer.count - done, off_t(offset + done))
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Writes all of `bytes` at the current position.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(PlatformError) {
        var done = 0
        while done < bytes.count, let start = bytes.baseAddress {
            done += try systemCall("write", path) {
                Glibc.write(descriptor, start + done, bytes.count - done)
            }
        }
    }

    /// Writes all of `bytes` at `offset`.
    public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(PlatformError) {
        var done = 0
        while done < bytes.count, let start = bytes.baseAddress {
            done += try systemCall("write", path) {
                pwrite(descriptor, start + done, bytes.count - done, off_t(offset + done))
            }
        }
    }

    /// The file's size in bytes.
    public func size() throws(PlatformError) -> Int {
        var record = stat()
        try systemCall("stat", path) { fstat(descriptor, &record) }
        return record.st_size
    }

    /// Makes the file exactly `size` bytes long; what is added reads as zeros.
    public func truncate(to size: Int) throws(PlatformError) {
        try systemCall("truncate", path) { ftruncate(descriptor, off_t(size)) }
    }

    /// Waits until everything written is on stable storage (fsync(2)).
    public func synchronize() throws(PlatformError) {
        try systemCall("sync", path) { fsync(descriptor) }
    }
}

/// A file that one process at a time can hold (flock(2)); freed when the process ends, however.
public final class FileLock: Sendable {
    private let file: File

    /// Takes the lock at `path` and writes this process's id into the file.
    ///
    /// - Throws: A ``PlatformError`` with ``PlatformError/isBusy`` when another holds it; see
    ///   ``holder(of:)``.
    public init(_ path: String) throws(PlatformError) {
        let file = try File(path, .update)
        try systemCall("lock", path) { flock(file.descriptor, LOCK_EX | LOCK_NB) }
        try file.truncate(to: 0)
        let text = Array("\(CurrentProcess.identifier)\n".utf8)
        try text.span.withUnsafeBytes { bytes throws(PlatformError) in try file.write(bytes, at: 0)
        }
        self.file = file
    }

    /// The process id written into the lock file at `path`, when it can be read.
    public static func holder(of path: String) -> Int32? {
        // Only for a message: an unreadable file is as good as an empty one.
        guard let bytes = try? FileSystem.read(path) else { return nil }
        return Int32(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
    }
}

/// A file's bytes mapped into memory, read-only.
///
/// Sendable because the mapping is never written and lives until deinit.
public final class MappedFile: @unchecked Sendable {
    /// How the pages will be used.
    public enum Advice: Sendable {
        case normal
        case random
        case sequential
        case willNeed

        var flag: Int32 {
            switch self {
            case .normal: MADV_NORMAL
            case .random: MADV_RANDOM
            case .sequential: MADV_SEQUENTIAL
            case .willNeed: MADV_WILLNEED
            }
        }
    }

    /// The path it was mapped from.
    public let path: String
    private let mapping: UnsafeRawBufferPointer

    /// Maps the whole file at `path`.
    public init(_ path: String, advice: Advice = .normal) throws(PlatformError) {
        let file = try File(path, .read)
        let size = try file.size()
        self.path = path
        guard size > 0 else {
            mapping = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_SHARED, file.descriptor, 0),
            start != MAP_FAILED
        else { throw PlatformError(operation: "map", subject: path, code: errno) }
        // Advice is a hint; a kernel that does not know it loses nothing.
        _ = madvise(start, size, advice.flag)
        mapping = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        guard let start = mapping.baseAddress else { return }
        munmap(UnsafeMutableRawPointer(mutating: start), mapping.count)
    }

    /// The file's size in bytes when it was mapped.
    public var count: Int { mapping.count }

    /// The mapped bytes; valid while this object lives.
    ///
    /// A file that somebody truncates afterwards raises SIGBUS when read past its new end.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        get { _overrideLifetime(RawSpan(_unsafeBytes: mapping), borrowing: self) }
    }

    /// Lends the mapped bytes as a buffer pointer, for C.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result { try body(mapping) }
}
