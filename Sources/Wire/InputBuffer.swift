// SPDX-License-Identifier: Apache-2.0

public import Values

/// Bytes as they arrive from a peer, cut into messages.
///
/// A message is a kind, a length that counts itself, and a body; the very first packet of a
/// connection has no kind:
///
/// ```
/// message   0  kind    1 byte    ASCII letter
///           1  length  int32 BE  from here to the end of the message: 4 + body
///           5  body
/// startup   0  length  int32 BE  as above
///           4  body
/// ```
///
/// Memory grows with what has arrived, never with what a length promises, and is used again for the
/// next messages.
///
/// Source: PostgreSQL 15 manual, section 55.7 "Message Formats".
public struct InputBuffer: Sendable {
    /// A whole message; its body lies in the buffer until more bytes are put there.
    public struct Message: Sendable {
        /// The letter.
        public let kind: UInt8
        fileprivate let body: Range<Int>
    }

    private var storage: [UInt8]
    /// The first byte that belongs to no message given out yet.
    private var start = 0
    /// The byte behind the last that has arrived.
    private var end = 0

    private static let initialCapacity = 8 << 10
    /// A buffer that grew beyond this is given back once it is empty.
    private static let keptCapacity = 1 << 20

    /// An empty buffer.
    public init() { storage = [UInt8](repeating: 0, count: Self.initialCapacity) }

    /// How many bytes have arrived that belong to no message given out yet.
    public var pendingByteCount: Int { end - start }

    /// Lets `fill` put bytes behind those that have arrived.
    ///
    /// - Parameter fill: Gets at least 4 KB of room; returns how many bytes it has filled.
    /// - Returns: What `fill` returned; 0 stands for the end of the stream.
    /// - Throws: What `fill` throws.
    @inlinable
    public mutating func read<Failure: Error>(
        _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        makeRoom(for: 4 << 10)
        var failure: Failure?
        var count = 0
        withRoom { room in
            do throws(Failure) {
                count = try fill(room)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        advance(by: count)
        return count
    }

    /// Puts `bytes` behind those that have arrived.
    public mutating func append(_ bytes: Span<UInt8>) {
        makeRoom(for: bytes.count)
        let count = bytes.count
        bytes.withUnsafeBytes { source in
            withRoom { $0.copyMemory(from: source) }
        }
        end += count
    }

    @usableFromInline
    mutating func withRoom(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
        storage.withUnsafeMutableBytes { bytes in
            body(UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
        }
    }

    @usableFromInline
    mutating func advance(by count: Int) {
        precondition(count >= 0 && count <= storage.count - end, "filled more than there was room")
        end += count
    }

    /// Moves what has arrived to the front, and grows, until `count` more bytes fit.
    @usableFromInline
    mutating func makeRoom(for count: Int) {
        if start == end {
            start = 0
            end = 0
            if storage.count > Self.keptCapacity, count <= Self.initialCapacity {
                storage = [UInt8](repeating: 0, count: Self.initialCapacity)
            }
        }
        if storage.count - end >= count { return }
        if start > 0 {
            storage.replaceSubrange(0..<(end - start), with: storage[start..<end])
            end -= start
            start = 0
            if storage.count - end >= count { return }
        }
        let needed = max(storage.count * 2, end + count)
        storage.append(contentsOf: repeatElement(0, count: needed - storage.count))
    }

    /// The kind of the next message; nil when nothing of it has arrived.
    public var nextKind: UInt8? { start < end ? storage[start] : nil }

    /// The next whole message; nil when it has not arrived yet.
    ///
    /// - Parameter limit: The greatest length allowed.
    /// - Returns: The message, whose body ``body(of:)`` has.
    /// - Throws: 08P01, fatal, for a length below 4 or above `limit`.
    public mutating func nextMessage(
        limit: Int
    ) throws(DatabaseError) -> Message? {
        guard end - start >= 5 else { return nil }
        let length = int32(at: start + 1)
        guard length >= 4, length <= limit else { throw .invalidMessageLength }
        guard end - start >= 1 + length else { return nil }
        defer { start += 1 + length }
        return Message(kind: storage[start], body: (start + 5)..<(start + 1 + length))
    }

    /// The next packet without a kind; nil when it has not arrived yet.
    ///
    /// - Parameter limit: The greatest length allowed.
    /// - Returns: The message, whose body ``body(of:)`` has.
    /// - Throws: 08P01, fatal, for a length below 8 or above `limit`.
    public mutating func nextStartupPacket(
        limit: Int
    ) throws(DatabaseError) -> Message? {
        guard end - start >= 4 else { return nil }
        let length = int32(at: start)
        guard length >= 8, length <= limit else { throw .invalidStartupLength }
        guard end - start >= length else { return nil }
        defer { start += length }
        return Message(kind: 0, body: (start + 4)..<(start + length))
    }

    /// Takes the next byte on its own; nil when none has arrived.
    public mutating func nextByte() -> UInt8? {
        guard start < end else { return nil }
        defer { start += 1 }
        return storage[start]
    }

    /// The body of a message that this buffer has just given out.
    @_lifetime(borrow self)
    public func body(of message: Message) -> Span<UInt8> {
        storage.span.extracting(message.body)
    }

    private func int32(at index: Int) -> Int {
        var bits: UInt32 = 0
        for offset in 0..<4 { bits = bits << 8 | UInt32(storage[index + offset]) }
        return Int(Int32(bitPattern: bits))
    }
}
