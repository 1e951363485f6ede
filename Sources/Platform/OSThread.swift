// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

/// A thread of the operating system with a name and a chosen stack size.
///
/// Stacks are reserved, not committed: a page costs memory only once it was touched.
public final class OSThread: Sendable {
    /// What the new thread receives: its name and its work.
    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void
        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    private let handle: pthread_t
    private let isJoined = Lock(false)

    /// Starts a thread that runs `body` and ends with it.
    ///
    /// - Parameters:
    ///   - name: Shown by ps and debuggers; the kernel keeps the first 15 bytes.
    ///   - stackBytes: The stack's size in bytes, rounded up to a page.
    ///   - body: What the thread does.
    /// - Throws: When the system has no more threads or address space.
    public init(
        name: String,
        stackBytes: Int = 8 << 20,
        _ body: @escaping @Sendable () -> Void
    ) throws(PlatformError) {
        var attributes = pthread_attr_t()
        checkThreadCall(pthread_attr_init(&attributes), "pthread_attr_init")
        defer { pthread_attr_destroy(&attributes) }
        let pages = (max(stackBytes, 64 << 10) + 4095) / 4096
        checkThreadCall(
            pthread_attr_setstacksize(&attributes, pages * 4096),
            "pthread_attr_setstacksize"
        )
        let start = Unmanaged.passRetained(Start(name: name, body: body))
        var handle = pthread_t()
        let result = pthread_create(
            &handle,
            &attributes,
            { context in
                guard let context else { return nil }
                let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
                _ = String(decoding: start.name.utf8.prefix(15), as: UTF8.self)
                    .withCString { cplatform_name_thread($0) }
                start.body()
                return nil
            },
            start.toOpaque()
        )
        guard result == 0 else {
            start.release()
            throw PlatformError(operation: "pthread_create", subject: name, code: result)
        }
        self.handle = handle
    }

    /// Lets another thread run that waits for this processor (sched_yield(2)).
    public static func yield() { sched_yield() }

    /// Waits until the thread has ended; a second call returns at once.
    public func join() {
        let isFirst = isJoined.withLock { joined in
            defer { joined = true }
            return !joined
        }
        if isFirst { checkThreadCall(pthread_join(handle, nil), "pthread_join") }
    }

    deinit {
        if !isJoined.withLock({ $0 }) { pthread_detach(handle) }
    }
}
