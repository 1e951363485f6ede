// SPDX-License-Identifier: Apache-2.0

public import Platform
public import Sessions
import Values
import Wire

/// A server that speaks PostgreSQL's protocol: listeners, and a thread for each client.
///
/// ```
/// accepting thread (one per address)          session thread (one per client)
///   accept ──► ConnectionTable.add ──► start ──►  ClientConnection.run
///                     ▲                             start-up ─► messages ─► end
///                     └──────────── remove ◄────────────────────────────────┘
/// ```
public final class Server: Sendable {
    /// The cluster that clients use, and what their sessions share.
    let instance: Instance
    let options: ServerOptions
    let connections: ConnectionTable
    private let listeners: [Socket]
    private let acceptors = Lock<[OSThread]>([])

    /// The addresses listened on, with the ports the kernel chose for port 0.
    public let addresses: [SocketAddress]

    /// Memory a session thread's stack may grow to, in bytes; a page counts once it is touched.
    ///
    /// Trees of parsed statements nest up to 2,000 levels, and so do the functions that walk them.
    private static let stackBytes = 64 << 20

    /// A server that listens on `addresses`; clients wait until ``start()``.
    ///
    /// An address that this machine does not have is left out if another one remains, as with
    /// `localhost` where there is no IPv6.
    ///
    /// - Throws: ``ServerError/notLoopback(_:)`` for an address that other machines reach, and
    ///   ``ServerError/platform(_:)`` when none can be listened on.
    public init(
        _ instance: Instance,
        listeningOn addresses: [SocketAddress],
        options: ServerOptions = ServerOptions()
    ) throws(ServerError) {
        self.instance = instance
        self.options = options
        connections = ConnectionTable(maximumSessions: options.maximumConnections)
        var listeners: [Socket] = []
        var local: [SocketAddress] = []
        var failure = PlatformError(operation: "listen", code: 0)
        for address in addresses {
            guard address.isLoopback else { throw .notLoopback(address) }
            do throws(PlatformError) {
                let listener = try Socket.listen(on: address)
                local.append(try listener.localAddress())
                listeners.append(listener)
            } catch {
                guard error.isAddressNotAvailable else { throw .platform(error) }
                failure = error
            }
        }
        guard !listeners.isEmpty else { throw .platform(failure) }
        self.listeners = listeners
        self.addresses = local
    }

    /// Begins to accept clients.
    ///
    /// - Throws: ``ServerError/platform(_:)`` when the system has no more threads.
    public func start() throws(ServerError) {
        for listener in listeners {
            do throws(PlatformError) {
                let thread = try OSThread(name: "accept", stackBytes: 256 << 10) { [self] in
                    accept(on: listener)
                }
                acceptors.withLock { $0.append(thread) }
            } catch {
                throw .platform(error)
            }
        }
    }

    /// Stops accepting clients, ends every session with 57P01, and waits until they have ended.
    ///
    /// Sessions that take longer than ``ServerOptions/shutdownSeconds`` lose their connection.
    ///
    /// - Returns: Whether every session has ended; one that has not is inside a call that nothing
    ///   interrupts.
    @discardableResult
    public func shutDown() -> Bool {
        connections.beginShutdown(instance.sessions)
        for listener in listeners { listener.shutdown() }
        for acceptor in acceptors.withLock({ $0 }) { acceptor.join() }
        if connections.waitUntilEmpty(milliseconds: options.shutdownSeconds * 1_000) {
            return true
        }
        connections.disconnectAll()
        return connections.waitUntilEmpty(milliseconds: 2_000)
    }

    private func accept(on listener: Socket) {
        while true {
            do throws(PlatformError) {
                try admit(try listener.accept())
            } catch {
                if connections.isShuttingDown { return }
                // Out of descriptors, memory or threads: others will give theirs back.
                Log.shared.error("could not accept a connection", ["error": error.description])
                pause(milliseconds: 100)
            }
        }
    }

    /// Gives a new client its thread.
    private func admit(_ socket: Socket) throws(PlatformError) {
        guard let number = connections.add(socket) else {
            refuse(socket, .tooManyClients)
            return
        }
        do throws(PlatformError) {
            let thread = try OSThread(name: "client-\(number)", stackBytes: Self.stackBytes) {
                [self] in
                serve(socket, number)
                connections.remove(number)
            }
            connections.setThread(thread, of: number)
        } catch {
            connections.remove(number)
            refuse(socket, .outOfThreads(error))
            throw error
        }
    }

    /// Everything a client's thread does; what it used is given back when this returns.
    private func serve(_ socket: Socket, _ number: UInt64) {
        do throws(PlatformError) {
            try ClientConnection(socket, number: number, of: self).run()
        } catch {
            Log.shared.error("could not serve a connection", ["error": error.description])
        }
    }

    /// Tells a client on the accepting thread why it is not served; its buffer takes that much.
    private func refuse(_ socket: Socket, _ error: DatabaseError) {
        var output = BackendEncoder()
        output.errorResponse(error)
        output.bytes.withUnsafeBytes { bytes in
            // A client that is gone already need not be told.
            try? socket.write(bytes)
        }
    }

    private func pause(milliseconds: Int) {
        let _: Void? = Signal(()).wait(until: .after(milliseconds: milliseconds)) { _ in nil }
    }
}
