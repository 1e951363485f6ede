// SPDX-License-Identifier: Apache-2.0

import CRocksDB
public import Platform

/// What can go wrong with stored bytes, told apart by what a caller can do about it.
public enum StorageError: Error, Sendable, Equatable {
    /// A key changed after the transaction's snapshot; the transaction can be tried again.
    case conflict
    /// Waiting for this lock would never end; the transaction must be rolled back.
    case deadlock
    /// Another transaction holds the lock longer than the caller wanted to wait.
    case lockTimeout
    /// The caller's ``Platform/Interrupt`` was raised while waiting.
    case interrupted(Interrupt.Reason)
    /// Stored bytes are not what was written; the text names the file or key.
    case corruption(String)
    /// The file system failed.
    case io(String)
    /// The file system has no space left; what was acknowledged is safe.
    case diskFull(String)
    /// The directory or a file in it may not be written.
    case readOnly(String)
    /// Another process has the store open.
    case inUse(path: String, process: Int32?)
    /// The directory holds something, but no store.
    case notAStore(path: String)
    /// The store was written by another version of the program.
    case formatVersion(found: Int, supported: Int)
    /// An earlier failure to make commits durable; the store takes no more writes until reopened.
    case failed(String)
    /// A bound on memory was reached.
    case memoryLimit(String)
    /// The engine cannot do that.
    case notSupported(String)
    /// Anything else; the numbers are the engine's status code and sub-code.
    case other(code: Int, subcode: Int, String)
}

extension StorageError {
    /// Classifies a status of the engine and frees its message.
    ///
    /// Source: rocksdb/status.h, and the return values documented in
    /// rocksdb/utilities/transaction.h for `GetForUpdate`, `Put` and `Commit`.
    init(consuming status: crocks_status) {
        let text = status.message.map { String(cString: $0) } ?? ""
        crocks_free(status.message)
        self.init(code: Int(status.code), subcode: Int(status.subcode), message: text)
    }

    /// Classifies a status of the engine.
    package init(code: Int, subcode: Int, message: String) {
        self =
            switch (code, subcode) {
            case (Int(CROCKS_BUSY), Int(CROCKS_SUB_DEADLOCK)): .deadlock
            case (Int(CROCKS_BUSY), _), (Int(CROCKS_TRY_AGAIN), _): .conflict
            case (Int(CROCKS_TIMED_OUT), _): .lockTimeout
            case (Int(CROCKS_CORRUPTION), _): .corruption(message)
            case (Int(CROCKS_IO_ERROR), Int(CROCKS_SUB_NO_SPACE)),
                (Int(CROCKS_IO_ERROR), Int(CROCKS_SUB_SPACE_LIMIT)):
                .diskFull(message)
            case (Int(CROCKS_IO_ERROR), _): .io(message)
            case (Int(CROCKS_ABORTED), Int(CROCKS_SUB_LOCK_LIMIT)),
                (Int(CROCKS_ABORTED), Int(CROCKS_SUB_MEMORY_LIMIT)):
                .memoryLimit(message)
            case (Int(CROCKS_NOT_SUPPORTED), _): .notSupported(message)
            default: .other(code: code, subcode: subcode, message)
            }
    }

    /// Classifies a failed system call.
    package init(_ error: PlatformError) {
        self =
            if error.isNoSpace {
                .diskFull(error.description)
            } else if error.isPermission {
                .readOnly(error.description)
            } else {
                .io(error.description)
            }
    }
}

extension StorageError: CustomStringConvertible {
    /// The error as a sentence without a full stop.
    public var description: String {
        switch self {
        case .conflict: "a key changed after the transaction's snapshot was taken"
        case .deadlock: "deadlock detected"
        case .lockTimeout: "the lock could not be had in time"
        case .interrupted(let reason): "interrupted while waiting: \(reason)"
        case .corruption(let text): "stored data is damaged: \(text)"
        case .io(let text): "the file system failed: \(text)"
        case .diskFull(let text): "the file system is full: \(text)"
        case .readOnly(let text): "the store cannot be written: \(text)"
        case .inUse(let path, .some(let process)):
            "data directory \"\(path)\" is in use by process \(process)"
        case .inUse(let path, nil): "data directory \"\(path)\" is in use by another process"
        case .notAStore(let path):
            "directory \"\(path)\" is not empty and is not a data directory of this program"
        case .formatVersion(let found, let supported):
            "the data directory has format version \(found), this program reads version \(supported)"
        case .failed(let text): "the store takes no writes after an earlier failure: \(text)"
        case .memoryLimit(let text): "a memory limit was reached: \(text)"
        case .notSupported(let text): "not supported: \(text)"
        case .other(let code, let subcode, let text): "status \(code).\(subcode): \(text)"
        }
    }
}

/// Calls the engine and throws what it reports.
@inline(__always)
func checked<Result>(
    _ call: (UnsafeMutablePointer<crocks_status>) -> Result
) throws(StorageError) -> Result {
    var status = crocks_status()
    let result = call(&status)
    if status.code != CROCKS_OK, status.code != CROCKS_NOT_FOUND {
        throw StorageError(consuming: status)
    }
    return result
}

/// Runs system calls and throws their failures as ``StorageError``.
func platform<Result: ~Copyable>(
    _ body: () throws(PlatformError) -> Result
) throws(StorageError) -> Result {
    do throws(PlatformError) {
        return try body()
    } catch {
        throw StorageError(error)
    }
}
