// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A request to stop what a thread is doing: cancelled by one thread, polled by another.
///
/// Work polls once per batch; waits poll between slices of a few milliseconds.
public final class Interrupt: Sendable {
    /// Why work should stop; the first reason wins until ``reset()``.
    public enum Reason: UInt8, Sendable {
        /// Nobody asked.
        case none = 0
        /// The client cancelled the statement.
        case cancelled = 1
        /// The statement ran longer than it may.
        case timeout = 2
        /// The session is to end.
        case terminated = 3
    }

    private let value = Atomic<UInt8>(0)

    /// An interrupt nobody has raised.
    public init() {}

    /// Asks to stop; a stronger reason replaces a weaker one.
    public func raise(_ reason: Reason) {
        var current = value.load(ordering: .acquiring)
        while current < reason.rawValue {
            let (exchanged, original) = value.compareExchange(
                expected: current,
                desired: reason.rawValue,
                ordering: .acquiringAndReleasing
            )
            if exchanged { return }
            current = original
        }
    }

    /// Forgets the request, at the start of the next statement, unless the session is to end.
    public func reset() {
        var current = value.load(ordering: .acquiring)
        while current != Reason.none.rawValue, current != Reason.terminated.rawValue {
            let (exchanged, original) = value.compareExchange(
                expected: current,
                desired: 0,
                ordering: .acquiringAndReleasing
            )
            if exchanged { return }
            current = original
        }
    }

    /// Whether somebody asked to stop.
    ///
    /// One plain load, so it may be asked per batch; what was asked is in ``reason``.
    public var isRaised: Bool { value.load(ordering: .relaxed) != 0 }

    /// Why to stop.
    public var reason: Reason { Reason(rawValue: value.load(ordering: .acquiring)) ?? .none }
}
