// SPDX-License-Identifier: Apache-2.0

import Glibc

/// An IPv4 or IPv6 address with a port.
public struct SocketAddress: Sendable, Equatable, CustomStringConvertible {
    /// The bytes of a `sockaddr_in` or `sockaddr_in6`.
    let bytes: [UInt8]
    /// `AF_INET` or `AF_INET6`.
    let family: Int32

    init(_ address: UnsafePointer<sockaddr>, count: Int) {
        bytes = Array(UnsafeRawBufferPointer(start: address, count: count))
        family = Int32(address.pointee.sa_family)
    }

    /// The addresses of `host`, a name or a numeric address, with `port`.
    ///
    /// - Parameters:
    ///   - host: Empty means this machine.
    ///   - port: In host byte order.
    ///   - isPassive: For listening: an empty host means every local address.
    /// - Returns: At least one address, the preferred one first.
    /// - Throws: With the operation `resolve` when the name is unknown.
    public static func resolve(
        host: String,
        port: UInt16,
        isPassive: Bool = false
    ) throws(PlatformError) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | (isPassive ? AI_PASSIVE : 0)
        var list: UnsafeMutablePointer<addrinfo>?
        let answer = getaddrinfo(host.isEmpty ? nil : host, String(port), &hints, &list)
        guard answer == 0 else {
            let code = answer == EAI_SYSTEM ? errno : EADDRNOTAVAIL
            throw PlatformError(operation: "resolve", subject: host, code: code)
        }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = list
        while let entry = next {
            if let address = entry.pointee.ai_addr {
                addresses.append(SocketAddress(address, count: Int(entry.pointee.ai_addrlen)))
            }
            next = entry.pointee.ai_next
        }
        return addresses
    }

    /// Lends the address to a socket call.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        // The array's storage is at least 16-byte aligned, as sockaddr needs.
        bytes.withUnsafeBytes { buffer in
            buffer.withMemoryRebound(to: sockaddr.self) { rebound in
                guard let start = rebound.baseAddress else {
                    preconditionFailure("a socket address is never empty")
                }
                return body(start, socklen_t(bytes.count))
            }
        }
    }

    /// The numeric address without the port, such as `127.0.0.1` or `::1`.
    public var host: String { numeric.host }
    /// The port.
    public var port: UInt16 { UInt16(numeric.service) ?? 0 }

    /// Whether it is an address of this machine that no other machine can reach.
    public var isLoopback: Bool {
        if family == AF_INET { return bytes.count > 4 && bytes[4] == 127 }
        guard bytes.count >= 24 else { return false }
        let address = bytes[8..<24]
        let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127]
        return address.elementsEqual([UInt8](repeating: 0, count: 15) + [1])
            || address.starts(with: mappedPrefix)
    }

    /// `127.0.0.1:5433` or `[::1]:5433`.
    public var description: String {
        family == AF_INET6 ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private var numeric: (host: String, service: String) {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let answer = withPointer { address, count in
            getnameinfo(
                address,
                count,
                &host,
                socklen_t(host.count),
                &service,
                socklen_t(service.count),
                NI_NUMERICHOST | NI_NUMERICSERV
            )
        }
        guard answer == 0 else { return ("?", "0") }
        return (SocketAddress.text(host), SocketAddress.text(service))
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
