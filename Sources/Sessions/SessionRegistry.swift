// SPDX-License-Identifier: Apache-2.0

public import Platform
import Synchronization

/// The sessions that are running, so that one can cancel or end another.
public final class SessionRegistry: Sendable {
    private let interrupts = Mutex<[Int32: Interrupt]>([:])

    /// A registry without sessions.
    public init() {}

    /// Session `processID` has begun.
    func add(_ processID: Int32, interrupt: Interrupt) {
        interrupts.withLock { $0[processID] = interrupt }
    }

    /// Session `processID` has ended.
    func remove(_ processID: Int32) {
        interrupts.withLock { $0[processID] = nil }
    }

    /// Interrupts session `processID`; false when there is none.
    public func interrupt(_ processID: Int32, _ reason: Interrupt.Reason) -> Bool {
        guard let interrupt = interrupts.withLock({ $0[processID] }) else { return false }
        interrupt.raise(reason)
        return true
    }

    /// How many sessions there are.
    public var count: Int { interrupts.withLock { $0.count } }
}
