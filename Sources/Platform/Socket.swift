// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

/// A TCP socket with blocking calls, closed at the end of its life.
///
/// One thread reads and one writes; any thread may call ``shutdown(_:)``, which wakes both.
public final class Socket: Sendable {
    /// The half of a connection to end.
    public enum Half: Sendable {
        case reading
        case writing
        case both
    }

    /// What to wait for.
    public enum Readiness: Sendable {
        case readable
        case writable
    }

    /// The file descriptor, for libraries that take one (OpenSSL); owned by this object.
    public let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { closeDescriptor(descriptor) }

    /// Listens on `address`; port 0 lets the kernel choose, see ``localAddress``.
    ///
    /// SO_REUSEADDR is set, so a restart need not wait for old connections to expire.
    public static func listen(
        on address: SocketAddress,
        backlog: Int32 = 512
    ) throws(PlatformError) -> Socket {
        let socket = try make(family: address.family)
        try socket.setOption(SOL_SOCKET, SO_REUSEADDR, Int32(1))
        if address.family == AF_INET6 {
            try socket.setOption(Int32(IPPROTO_IPV6), IPV6_V6ONLY, Int32(1))
        }
        try systemCall("bind", address.description) {
            address.withPointer { bind(socket.descriptor, $0, $1) }
        }
        try systemCall("listen", address.description) { Glibc.listen(socket.descriptor, backlog) }
        return socket
    }

    /// Connects to `address`.
    public static func connect(to address: SocketAddress) throws(PlatformError) -> Socket {
        let socket = try make(family: address.family)
        // connect(2) goes on after EINTR by itself; the answer is then EISCONN or EALREADY.
        let answer = address.withPointer { Glibc.connect(socket.descriptor, $0, $1) }
        if answer != 0, errno == EINTR {
            _ = try socket.wait(for: .writable, milliseconds: nil)
            let code = try socket.option(SOL_SOCKET, SO_ERROR)
            if code != 0 {
                throw PlatformError(
                    operation: "connect",
                    subject: address.description,
                    code: code
                )
            }
        } else if answer != 0 {
            throw PlatformError(operation: "connect", subject: address.description, code: errno)
        }
        try socket.setNoDelay()
        return socket
    }

    /// Waits for the next connection, with TCP_NODELAY and keep-alive set.
    ///
    /// - Throws: ``PlatformError/isTooManyFiles`` when descriptors are exhausted; EINVAL after
    ///   ``shutdown(_:)`` from another thread.
    public func accept() throws(PlatformError) -> Socket {
        while true {
            do throws(PlatformError) {
                let number = try systemCall("accept") { cplatform_accept(descriptor) }
                let socket = Socket(descriptor: number)
                try socket.setNoDelay()
                try socket.setOption(SOL_SOCKET, SO_KEEPALIVE, Int32(1))
                return socket
            } catch  where Socket.isPeerFailure(error.code) {
                // accept(2): errors of a connection that died in the queue; take the next one.
                continue
            }
        }
    }

    private static func isPeerFailure(_ code: Int32) -> Bool {
        code == ECONNABORTED || code == EPROTO || code == ENETDOWN || code == ENOPROTOOPT
            || code == EHOSTDOWN || code == ENONET || code == EHOSTUNREACH || code == ENETUNREACH
    }

    /// Reads what has arrived, at least one byte; 0 when the peer has ended its side.
    ///
    /// - Throws: ``PlatformError/isBusy`` when the receive timeout has passed.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(PlatformError) -> Int {
        try systemCall("receive") { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
    }

    /// Writes all of `bytes`, waiting for the peer as long as the send timeout allows, and again
    /// while `isPatient` wants to; it is given how often in a row the peer has taken nothing.
    public func write(
        _ bytes: UnsafeRawBufferPointer,
        isPatient: (Int) -> Bool = { _ in false }
    ) throws(PlatformError) {
        var done = 0
        var waits = 0
        while done < bytes.count, let start = bytes.baseAddress {
            do throws(PlatformError) {
                done += try systemCall("send") {
                    send(descriptor, start + done, bytes.count - done, Int32(MSG_NOSIGNAL))
                }
                waits = 0
            } catch {
                waits += 1
                guard error.isBusy, isPatient(waits) else { throw error }
            }
        }
    }

    /// Waits until the socket can be read or written, or has failed.
    ///
    /// - Parameters:
    ///   - readiness: What to wait for.
    ///   - milliseconds: How long; nil is for ever.
    /// - Returns: false when the time has passed.
    /// - Throws: Only what shows a fault in this program.
    public func wait(
        for readiness: Readiness,
        milliseconds: Int?
    ) throws(PlatformError) -> Bool {
        let events = Int16(readiness == .readable ? POLLIN : POLLOUT)
        var request = pollfd(fd: descriptor, events: events, revents: 0)
        let deadline = milliseconds.map { MonotonicTime.after(milliseconds: $0) }
        while true {
            var remaining: Int32 = -1
            if let deadline {
                let left = deadline.nanoseconds(since: .now)
                remaining = Int32(clamping: (left + 999_999) / 1_000_000)
            }
            let count = poll(&request, 1, remaining)
            if count > 0 { return true }
            if count == 0 { return false }
            if errno != EINTR { throw PlatformError(operation: "poll", code: errno) }
        }
    }

    /// Waits until the socket can be read or has failed, or until `event` is raised.
    ///
    /// - Parameters:
    ///   - event: Another reason to stop waiting.
    ///   - milliseconds: How long; nil is for ever.
    /// - Returns: What ended the wait; the socket comes before the event.
    /// - Throws: Only what shows a fault in this program.
    public func waitToRead(
        or event: WakeEvent,
        milliseconds: Int?
    ) throws(PlatformError) -> WaitOutcome {
        var requests = (
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: event.descriptor, events: Int16(POLLIN), revents: 0)
        )
        let deadline = milliseconds.map { MonotonicTime.after(milliseconds: $0) }
        while true {
            var remaining: Int32 = -1
            if let deadline {
                let left = deadline.nanoseconds(since: .now)
                remaining = Int32(clamping: (left + 999_999) / 1_000_000)
            }
            let count = withUnsafeMutableBytes(of: &requests) {
                poll($0.assumingMemoryBound(to: pollfd.self).baseAddress, 2, remaining)
            }
            if count == 0 { return .timedOut }
            if count > 0 { return requests.0.revents != 0 ? .ready : .woken }
            if errno != EINTR { throw PlatformError(operation: "poll", code: errno) }
        }
    }

    /// What ended a wait.
    public enum WaitOutcome: Sendable {
        /// There is something to read, if only the end of the stream.
        case ready
        /// The event was raised.
        case woken
        case timedOut
    }

    /// How soon a peer that has vanished is noticed.
    ///
    /// - Parameters:
    ///   - idleSeconds: Silence after which the kernel asks whether the peer is still there.
    ///   - intervalSeconds: Time between questions.
    ///   - probes: Questions without an answer that end the connection.
    /// - Throws: Only what shows a fault in this program.
    public func setKeepAlive(
        idleSeconds: Int32,
        intervalSeconds: Int32,
        probes: Int32
    ) throws(PlatformError) {
        try setOption(Int32(IPPROTO_TCP), TCP_KEEPIDLE, idleSeconds)
        try setOption(Int32(IPPROTO_TCP), TCP_KEEPINTVL, intervalSeconds)
        try setOption(Int32(IPPROTO_TCP), TCP_KEEPCNT, probes)
    }

    /// Ends one or both directions; threads blocked in this socket return.
    public func shutdown(_ half: Half = .both) {
        let how: Int =
            switch half {
            case .reading: Int(SHUT_RD)
            case .writing: Int(SHUT_WR)
            case .both: Int(SHUT_RDWR)
            }
        // The peer may have gone first (ENOTCONN), which is what was wanted.
        _ = Glibc.shutdown(descriptor, Int32(how))
    }

    /// How long a read or a write may block, in milliseconds; 0 is for ever.
    public func setTimeouts(readMilliseconds: Int, writeMilliseconds: Int) throws(PlatformError) {
        func time(_ milliseconds: Int) -> timeval {
            timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        }
        try setOption(SOL_SOCKET, SO_RCVTIMEO, time(readMilliseconds))
        try setOption(SOL_SOCKET, SO_SNDTIMEO, time(writeMilliseconds))
    }

    /// The address of this end.
    public func localAddress() throws(PlatformError) -> SocketAddress {
        try address("getsockname", getsockname)
    }

    /// The address of the other end.
    public func peerAddress() throws(PlatformError) -> SocketAddress {
        try address("getpeername", getpeername)
    }
}

extension Socket {
    private static func make(family: Int32) throws(PlatformError) -> Socket {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        return Socket(descriptor: try systemCall("create socket") { socket(family, kind, 0) })
    }

    private func setNoDelay() throws(PlatformError) {
        try setOption(Int32(IPPROTO_TCP), TCP_NODELAY, Int32(1))
    }

    private func setOption<Value: BitwiseCopyable>(
        _ level: Int32,
        _ name: Int32,
        _ value: Value
    ) throws(PlatformError) {
        var value = value
        try systemCall("set socket option") {
            setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Value>.size))
        }
    }

    private func option(_ level: Int32, _ name: Int32) throws(PlatformError) -> Int32 {
        var value: Int32 = 0
        var count = socklen_t(MemoryLayout<Int32>.size)
        try systemCall("get socket option") { getsockopt(descriptor, level, name, &value, &count) }
        return value
    }

    private func address(
        _ operation: StaticString,
        _ call: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) throws(PlatformError) -> SocketAddress {
        var storage = sockaddr_storage()
        var count = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return try withUnsafeMutablePointer(to: &storage) { pointer throws(PlatformError) in
            let generic = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: sockaddr.self)
            try systemCall(operation) { call(descriptor, generic, &count) }
            return SocketAddress(generic, count: Int(count))
        }
    }
}
