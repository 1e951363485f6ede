// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

/// A system call that failed: which one, on what, and why.
public struct PlatformError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system call or operation, such as `open`.
    public let operation: String
    /// The path or address it was applied to.
    public let subject: String?
    /// The error number, as in errno(3).
    public let code: Int32

    /// An error of `operation` with the error number `code`.
    public init(operation: String, subject: String? = nil, code: Int32) {
        self.operation = operation
        self.subject = subject
        self.code = code
    }

    /// What the error number means, in the C library's words.
    public var reason: String { String(cString: cplatform_error_text(code)) }

    /// Whether the device or quota is full (ENOSPC, EDQUOT).
    public var isNoSpace: Bool { code == ENOSPC || code == EDQUOT }
    /// Whether the file or directory does not exist (ENOENT).
    public var isNotFound: Bool { code == ENOENT }
    /// Whether another process holds the lock, or the call would have to wait (EWOULDBLOCK).
    public var isBusy: Bool { code == EWOULDBLOCK }
    /// Whether writing is forbidden (EACCES, EPERM, EROFS).
    public var isPermission: Bool { code == EACCES || code == EPERM || code == EROFS }
    /// Whether the process or the system is out of file descriptors (EMFILE, ENFILE).
    public var isTooManyFiles: Bool { code == EMFILE || code == ENFILE }
    /// Whether the peer has gone (ECONNRESET, EPIPE, ETIMEDOUT, ENOTCONN).
    public var isDisconnected: Bool {
        code == ECONNRESET || code == EPIPE || code == ETIMEDOUT || code == ENOTCONN
    }

    /// Whether this machine does not have the address, or not its family (EADDRNOTAVAIL,
    /// EAFNOSUPPORT).
    public var isAddressNotAvailable: Bool { code == EADDRNOTAVAIL || code == EAFNOSUPPORT }

    /// What failed, on what and why, without a full stop.
    public var description: String {
        if let subject { return "could not \(operation) \"\(subject)\": \(reason)" }
        return "could not \(operation): \(reason)"
    }
}
