// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

/// An event that any thread may raise and one thread waits for beside a socket: eventfd(2).
public final class WakeEvent: Sendable {
    let descriptor: Int32

    /// An event that is not raised.
    ///
    /// - Throws: When descriptors are exhausted.
    public init() throws(PlatformError) {
        descriptor = try systemCall("eventfd") { cplatform_event_descriptor() }
    }

    deinit { closeDescriptor(descriptor) }

    /// Raises the event; raising it again before it was taken changes nothing.
    public func raise() {
        var one: UInt64 = 1
        // It fails only when the counter is at its end, and then the event is raised already.
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Makes the event ready to be raised again.
    public func take() {
        var count: UInt64 = 0
        // It fails only when the event is not raised, which is what is wanted.
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    }
}
