// SPDX-License-Identifier: Apache-2.0

public import Platform

/// Raises the interrupt of statements that run longer than `statement_timeout`.
///
/// One thread serves every session; it sleeps until the earliest deadline it knows, and arming a
/// later one does not wake it.
public final class StatementTimeouts: Sendable {
    private struct State: Sendable {
        var deadlines: [Int32: (time: MonotonicTime, interrupt: Interrupt)] = [:]
        /// When the thread looks next.
        var wake = MonotonicTime(nanoseconds: .max)
        var isClosed = false
    }

    private let state: Signal<State>

    /// Starts the thread.
    ///
    /// - Throws: When the system has no more threads.
    public init() throws(PlatformError) {
        let state = Signal(State())
        self.state = state
        _ = try OSThread(name: "timeouts", stackBytes: 256 << 10) { Self.serve(state) }
    }

    deinit { state.update { $0.isClosed = true } }

    /// Raises `interrupt` after `milliseconds` unless ``disarm(_:)`` comes first.
    func arm(_ session: Int32, after milliseconds: Int64, _ interrupt: Interrupt) {
        let deadline = MonotonicTime.after(milliseconds: Int(milliseconds))
        let isEarlier = state.withLock { state in
            state.deadlines[session] = (deadline, interrupt)
            return deadline < state.wake
        }
        if isEarlier { state.update { $0.wake = min($0.wake, deadline) } }
    }

    /// The statement of `session` has ended.
    func disarm(_ session: Int32) {
        state.withLock { $0.deadlines[session] = nil }
    }

    private static func serve(_ state: Signal<State>) {
        while true {
            let wake = state.withLock { state -> MonotonicTime? in
                if state.isClosed { return nil }
                let now = MonotonicTime.now
                for (session, deadline) in state.deadlines where deadline.time <= now {
                    deadline.interrupt.raise(.timeout)
                    state.deadlines[session] = nil
                }
                let next = state.deadlines.values.map(\.time).min()
                state.wake = next ?? .after(milliseconds: 3_600_000)
                return state.wake
            }
            guard let wake else { return }
            let _: Void? = state.wait(until: wake) { $0.isClosed || $0.wake < wake ? () : nil }
        }
    }
}
