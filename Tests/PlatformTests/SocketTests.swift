// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@Suite struct SocketTests {
    /// A listener on a free port of `host`, and the address to connect to.
    private func listen(_ host: String) throws -> (Socket, SocketAddress) {
        let address = try #require(
            try SocketAddress.resolve(host: host, port: 0, isPassive: true).first
        )
        let listener = try Socket.listen(on: address)
        return (listener, try listener.localAddress())
    }

    private func connectedPair() throws -> (client: Socket, server: Socket) {
        let (listener, address) = try listen("127.0.0.1")
        let client = try Socket.connect(to: address)
        return (client, try listener.accept())
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func `bytes go both ways`(host: String) throws {
        let (listener, address) = try listen(host)
        #expect(address.isLoopback)
        #expect(address.host == host)
        #expect("\(address)" == (host == "::1" ? "[::1]" : host) + ":\(address.port)")
        let client = try Socket.connect(to: address)
        let server = try listener.accept()
        #expect(try server.peerAddress() == client.localAddress())
        let sent = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        let thread = try OSThread(name: "sender") {
            try? client.write(sent)
            client.shutdown(.writing)
        }
        var received: [UInt8] = []
        while true {
            let bytes = try server.read(upTo: 4096)
            if bytes.isEmpty { break }
            received += bytes
        }
        thread.join()
        #expect(received == sent)
        try server.write([1, 2, 3])
        #expect(try client.read(upTo: 10) == [1, 2, 3])
    }

    @Test func `waiting for bytes ends with them or with the time`() throws {
        let (client, server) = try connectedPair()
        #expect(try !server.wait(for: .readable, milliseconds: 10))
        #expect(try client.wait(for: .writable, milliseconds: 10))
        try client.write([1])
        #expect(try server.wait(for: .readable, milliseconds: nil))
        #expect(try server.read(upTo: 1) == [1])
        try server.setTimeouts(readMilliseconds: 20, writeMilliseconds: 0)
        do throws(PlatformError) {
            _ = try server.read(upTo: 1)
            Issue.record("read without bytes")
        } catch {
            #expect(error.isBusy)
        }
    }

    @Test func `a shut down socket wakes whoever reads from it`() throws {
        let (client, server) = try connectedPair()
        let thread = try OSThread(name: "stopper") { server.shutdown() }
        #expect(try server.read(upTo: 10).isEmpty)
        thread.join()
        #expect(try client.read(upTo: 10).isEmpty)
        server.shutdown()
    }

    @Test func `a shut down listener ends accept`() throws {
        let (listener, _) = try listen("127.0.0.1")
        let thread = try OSThread(name: "stopper") { listener.shutdown() }
        #expect(throws: PlatformError.self) { _ = try listener.accept() }
        thread.join()
    }

    @Test func `writing to a peer that has gone is an error, not a signal`() throws {
        let (client, server) = try connectedPair()
        client.shutdown()
        do throws(PlatformError) {
            // The first write may still be buffered before the answer comes back.
            while true { try server.write([UInt8](repeating: 0, count: 100_000)) }
        } catch {
            #expect(error.isDisconnected)
        }
        withExtendedLifetime(client) {}
    }

    @Test func `connecting to a port nobody listens on is refused`() throws {
        let address: SocketAddress
        do { address = try listen("127.0.0.1").1 }
        #expect(throws: PlatformError(operation: "connect", subject: "\(address)", code: 111)) {
            _ = try Socket.connect(to: address)
        }
    }

    @Test func `names resolve, and not every address is the loopback`() throws {
        #expect(throws: PlatformError.self) {
            _ = try SocketAddress.resolve(host: "no-such-host.invalid", port: 1)
        }
        let outside = try #require(try SocketAddress.resolve(host: "192.0.2.1", port: 5433).first)
        #expect(!outside.isLoopback)
        #expect(outside.port == 5433)
        let mapped = try #require(
            try SocketAddress.resolve(host: "::ffff:127.0.0.1", port: 1).first
        )
        #expect(mapped.isLoopback)
        let wide = try #require(try SocketAddress.resolve(host: "2001:db8::1", port: 1).first)
        #expect(!wide.isLoopback)
        let any = try SocketAddress.resolve(host: "", port: 1, isPassive: true)
        #expect(any.contains { $0.host == "0.0.0.0" })
    }
}
