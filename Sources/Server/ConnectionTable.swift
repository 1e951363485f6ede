// SPDX-License-Identifier: Apache-2.0

import Platform
import Sessions
import Values
import Wire

/// The clients that are connected, and how many may be.
final class ConnectionTable: Sendable {
    private struct Entry: Sendable {
        let socket: Socket
        var thread: OSThread?
        /// The session's key, once it has begun.
        var key: CancelKey?
    }

    private struct State: Sendable {
        var entries: [UInt64: Entry] = [:]
        var lastNumber: UInt64 = 0
        var sessionCount = 0
        var isShuttingDown = false
        /// Threads that have ended, or are about to, since the shutdown began.
        var ended: [OSThread] = []
    }

    private let maximumSessions: Int
    private let state = Signal(State())

    init(maximumSessions: Int) { self.maximumSessions = maximumSessions }

    /// How many connections there may be, those included that have not begun a session yet.
    ///
    /// Room beyond the sessions lets CancelRequests through to a server that is full.
    private var maximumConnections: Int { maximumSessions * 2 + 16 }

    var isShuttingDown: Bool { state.withLock { $0.isShuttingDown } }

    /// Enters a new connection; nil when there are too many, or the server is ending.
    func add(_ socket: Socket) -> UInt64? {
        state.withLock { state in
            guard !state.isShuttingDown, state.entries.count < maximumConnections else {
                return nil
            }
            state.lastNumber += 1
            state.entries[state.lastNumber] = Entry(socket: socket)
            return state.lastNumber
        }
    }

    /// Keeps the thread that serves a connection.
    func setThread(_ thread: OSThread, of number: UInt64) {
        state.withLock { state in
            if state.entries[number] != nil {
                state.entries[number]?.thread = thread
            } else if state.isShuttingDown {
                state.ended.append(thread)
            }
        }
    }

    /// Lets a connection begin its session, whose key is `key`.
    ///
    /// - Throws: 53300 when there are too many sessions, 57P03 when the server is ending.
    func beginSession(_ number: UInt64, key: CancelKey) throws(DatabaseError) {
        try state.withLock { state throws(DatabaseError) in
            guard !state.isShuttingDown else { throw .shuttingDown }
            guard state.sessionCount < maximumSessions else { throw .tooManyClients }
            state.sessionCount += 1
            state.entries[number]?.key = key
        }
    }

    /// Forgets a connection; its thread is about to end.
    func remove(_ number: UInt64) {
        state.update { state in
            guard let entry = state.entries.removeValue(forKey: number) else { return }
            if entry.key != nil { state.sessionCount -= 1 }
            if state.isShuttingDown, let thread = entry.thread { state.ended.append(thread) }
        }
    }

    /// The session with that key; nil when there is none, or the secret is not its secret.
    func session(_ key: CancelKey) -> Int32? {
        let keys = state.withLock { $0.entries.values.compactMap(\.key) }
        guard let found = keys.first(where: { $0.processID == key.processID }) else { return nil }
        // One comparison of whole words takes as long for a near miss as for any other.
        return found.secret ^ key.secret == 0 ? found.processID : nil
    }

    /// Lets nobody in any more, and asks everybody to leave.
    func beginShutdown(_ sessions: SessionRegistry) {
        let entries = state.withLock { state in
            state.isShuttingDown = true
            return Array(state.entries.values)
        }
        for entry in entries {
            if let key = entry.key, sessions.interrupt(key.processID, .terminated) { continue }
            entry.socket.shutdown(.reading)
        }
    }

    /// Ends every connection, whatever its session does.
    func disconnectAll() {
        for entry in state.withLock({ Array($0.entries.values) }) { entry.socket.shutdown() }
    }

    /// Waits until nobody is connected and the threads have ended; false when the time has passed.
    func waitUntilEmpty(milliseconds: Int) -> Bool {
        let isEmpty: Void? = state.wait(until: .after(milliseconds: milliseconds)) {
            $0.entries.isEmpty ? () : nil
        }
        guard isEmpty != nil else { return false }
        for thread in state.withLock({ $0.ended }) { thread.join() }
        return true
    }
}
