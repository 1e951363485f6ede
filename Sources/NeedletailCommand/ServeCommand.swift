// SPDX-License-Identifier: Apache-2.0

import Platform
import Relations
import Server
import Sessions
import Values

/// `needletail serve`.
enum ServeCommand {
    /// Runs a server until a signal ends it.
    static func run(_ options: ServeOptions) -> ExitStatus {
        Log.shared.level = options.logLevel
        CurrentProcess.ignoreBrokenPipes()
        CurrentProcess.raiseOpenFileLimit()
        CurrentProcess.returnLargeBlocks()
        do {
            // Before any other thread exists, so that the signals go to nobody else.
            let signals = try TerminationSignals()
            return try serve(options, signals)
        } catch let error as DatabaseError {
            return fail(error)
        } catch {
            StandardStreams.writeError("needletail: \(error)")
            return .failure
        }
    }

    private static func serve(
        _ options: ServeOptions,
        _ signals: TerminationSignals
    ) throws -> ExitStatus {
        let addresses = try SocketAddress.resolve(host: options.host, port: options.port)
        if let other = addresses.first(where: { !$0.isLoopback }) {
            throw ServerError.notLoopback(other)
        }
        var clusterOptions = ClusterOptions()
        clusterOptions.cacheBytes = options.cacheBytes
        clusterOptions.rowCacheBytes = options.rowCacheBytes
        clusterOptions.columnCacheBytes = options.columnCacheBytes
        clusterOptions.writeBufferBytes = options.writeBufferBytes
        clusterOptions.backgroundThreads = options.backgroundThreads
        Log.shared.info("opening the data directory", ["path": options.dataDirectory])
        let instance = try Instance(
            try Cluster(path: options.dataDirectory, options: clusterOptions),
            settings: [
                "max_connections": String(options.maximumConnections),
                "autovacuum": options.autovacuum ? "on" : "off",
            ]
        )
        var serverOptions = ServerOptions()
        serverOptions.maximumConnections = options.maximumConnections
        let server = try Server(instance, listeningOn: addresses, options: serverOptions)
        try server.start()
        let places = server.addresses.map(\.description).joined(separator: " and ")
        StandardStreams.writeError("needletail is accepting connections on \(places)")
        try endAtSignal(server, signals)
        instance.cluster.close()
        Log.shared.info("the data directory is closed")
        return .success
    }

    /// Waits for a signal and ends the server; a second signal ends the process.
    private static func endAtSignal(
        _ server: Server,
        _ signals: TerminationSignals
    ) throws {
        let kind = try signals.wait()
        Log.shared.info("shutting down", ["signal": kind == .terminate ? "SIGTERM" : "SIGINT"])
        _ = try OSThread(name: "second-signal", stackBytes: 256 << 10) {
            // Whether it is a signal or a failure, nobody waits for the orderly end any more.
            _ = try? signals.wait()
            CurrentProcess.exitImmediately(ExitStatus.failure.rawValue)
        }
        if !server.shutDown() {
            Log.shared.warning("a session did not end; what it has not committed is lost")
            CurrentProcess.exitImmediately(ExitStatus.success.rawValue)
        }
    }

    private static func fail(_ error: DatabaseError) -> ExitStatus {
        StandardStreams.writeError("needletail: \(error.message)")
        if let detail = error.fields.detail { StandardStreams.writeError(detail) }
        if let hint = error.fields.hint { StandardStreams.writeError(hint) }
        switch error.state {
        case .objectNotInPrerequisiteState, .dataCorrupted, .indexCorrupted: return .dataDirectory
        default: return .failure
        }
    }
}
