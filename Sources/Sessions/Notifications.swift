// SPDX-License-Identifier: Apache-2.0

import Platform
import Values

/// LISTEN and NOTIFY between sessions: who listens, and what waits to be delivered.
///
/// A listener's queue is bounded: one that is full loses the newest messages.
final class NotificationHub: Sendable {
    struct Message: Sendable {
        let channel: String
        let payload: String
        let processID: Int32

        /// What makes it the same as another: channel, a zero, payload.
        var bytes: [UInt8] { Array(channel.utf8) + [0] + Array(payload.utf8) }
    }

    private struct State: Sendable {
        var listeners: [[UInt8]: Set<Int32>] = [:]
        var queues: [Int32: [Message]] = [:]
        /// Wakes a session that waits for its client, so that it delivers.
        var wakers: [Int32: @Sendable () -> Void] = [:]
    }

    static let queueLimit = 10_000
    private let state = Lock(State())

    func listen(_ channel: String, session: Int32) {
        _ = state.withLock { $0.listeners[Array(channel.utf8), default: []].insert(session) }
    }

    /// Ends listening to `channel`, or to all when nil.
    func unlisten(_ channel: String?, session: Int32) {
        state.withLock { state in
            let channels = channel.map { [Array($0.utf8)] } ?? Array(state.listeners.keys)
            for channel in channels {
                state.listeners[channel]?.remove(session)
                if state.listeners[channel]?.isEmpty == true { state.listeners[channel] = nil }
            }
        }
    }

    func setWaker(_ waker: (@Sendable () -> Void)?, session: Int32) {
        state.withLock { $0.wakers[session] = waker }
    }

    func remove(session: Int32) {
        unlisten(nil, session: session)
        state.withLock {
            $0.queues[session] = nil
            $0.wakers[session] = nil
        }
    }

    /// The channels `session` listens to, for `pg_listening_channels`.
    func channels(of session: Int32) -> [String] {
        state.withLock { state in
            state.listeners.filter { $0.value.contains(session) }
                .map { String(decoding: $0.key, as: UTF8.self) }
        }
    }

    /// Queues `messages` for everybody who listens.
    func publish(_ messages: [Message]) {
        let wakers = state.withLock { state in
            var woken: Set<Int32> = []
            for message in messages {
                for session in state.listeners[Array(message.channel.utf8)] ?? []
                where (state.queues[session]?.count ?? 0) < Self.queueLimit {
                    state.queues[session, default: []].append(message)
                    woken.insert(session)
                }
            }
            return woken.compactMap { state.wakers[$0] }
        }
        for waker in wakers { waker() }
    }

    /// Takes what waits for `session`.
    func take(session: Int32) -> [Message] {
        state.withLock { state in
            guard let messages = state.queues[session], !messages.isEmpty else { return [] }
            state.queues[session] = nil
            return messages
        }
    }
}

/// What LISTEN, UNLISTEN and NOTIFY of the running transaction will do when it commits.
struct SessionNotifications {
    private enum Action {
        case listen(String)
        case unlisten(String?)
        case notify(NotificationHub.Message)
    }

    private var pending: [Action] = []
    /// The messages among them: channel, a zero, payload.
    private var queued: Set<[UInt8]> = []

    /// How many actions wait, for ``truncate(to:)``.
    var count: Int { pending.count }

    mutating func listen(_ channel: String) { pending.append(.listen(channel)) }

    mutating func unlisten(_ channel: String?) { pending.append(.unlisten(channel)) }

    /// Queues a message; the same message twice in one transaction is sent once.
    mutating func notify(
        channel: String,
        payload: String,
        from processID: Int32
    ) throws(DatabaseError) {
        guard !channel.isEmpty else {
            throw DatabaseError(.invalidParameterValue, "channel name cannot be empty")
        }
        guard channel.utf8.count < 64 else {
            throw DatabaseError(.invalidParameterValue, "channel name too long")
        }
        guard payload.utf8.count < 8_000 else {
            throw DatabaseError(.invalidParameterValue, "payload string too long")
        }
        let message = NotificationHub.Message(
            channel: channel,
            payload: payload,
            processID: processID
        )
        if queued.insert(message.bytes).inserted { pending.append(.notify(message)) }
    }

    /// The transaction has committed.
    mutating func commit(_ hub: NotificationHub, session: Int32) {
        guard !pending.isEmpty else { return }
        var messages: [NotificationHub.Message] = []
        for action in pending {
            switch action {
            case .listen(let channel): hub.listen(channel, session: session)
            case .unlisten(let channel): hub.unlisten(channel, session: session)
            case .notify(let message): messages.append(message)
            }
        }
        rollback()
        hub.publish(messages)
    }

    /// The transaction was rolled back.
    mutating func rollback() {
        pending = []
        queued = []
    }

    /// The transaction was rolled back to where `count` actions waited.
    mutating func truncate(to count: Int) {
        for case .notify(let message) in pending[count...] { queued.remove(message.bytes) }
        pending.removeSubrange(count...)
    }
}
