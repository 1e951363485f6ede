// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

/// SIGTERM and SIGINT delivered to a thread that waits for them, instead of ending the process.
public final class TerminationSignals: Sendable {
    /// Which signal arrived.
    public enum Kind: Sendable {
        case terminate
        case interrupt
    }

    private let descriptor: Int32

    /// Blocks both signals in this thread and every thread it starts from now on.
    ///
    /// Call it first in `main`, before any other thread exists: a signal goes to any thread that
    /// does not block it.
    public init() throws(PlatformError) {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        checkThreadCall(pthread_sigmask(SIG_BLOCK, &set, nil), "pthread_sigmask")
        descriptor = try systemCall("signalfd") { cplatform_signal_descriptor(&set) }
    }

    deinit { closeDescriptor(descriptor) }

    /// Waits for the next of them.
    public func wait() throws(PlatformError) -> Kind {
        let number = try systemCall("read signal") { cplatform_read_signal(descriptor) }
        return number == SIGINT ? .interrupt : .terminate
    }
}
