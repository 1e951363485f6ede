// SPDX-License-Identifier: Apache-2.0

import Platform
import Relations
import Server
import Sessions
import Wire

/// A server in this process, on a port of its own, with a cluster in memory.
final class TestServer {
    let server: Server
    let instance: Instance
    private var isShutDown = false

    init(_ options: ServerOptions = ServerOptions()) throws {
        instance = try Instance(try Cluster(inMemory: ClusterOptions()))
        server = try Server(
            instance,
            listeningOn: try SocketAddress.resolve(host: "127.0.0.1", port: 0),
            options: options
        )
        try server.start()
    }

    deinit { shutDown() }

    var address: SocketAddress { server.addresses[0] }

    @discardableResult
    func shutDown() -> Bool {
        if isShutDown { return true }
        isShutDown = true
        return server.shutDown()
    }

    /// A client without a session.
    func connect() throws -> WireClient { try WireClient(address) }

    /// A client with a session.
    func client(_ parameters: [(String, String)] = []) throws -> WireClient {
        let client = try connect()
        let answer = try client.start(database: "postgres", parameters: parameters)
        if let error = answer.errors.first { throw error }
        return client
    }
}
