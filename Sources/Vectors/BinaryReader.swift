// SPDX-License-Identifier: Apache-2.0

/// Reads big-endian integers one after the other, as PostgreSQL's `pq_getmsgint` does.
struct BinaryReader: ~Escapable {
    private let bytes: Span<UInt8>
    private var offset = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// The bytes not read yet.
    var remaining: Int { bytes.count - offset }

    mutating func readUInt8() throws(VectorError) -> UInt8 {
        guard remaining >= 1 else { throw .insufficientData }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func readUInt16() throws(VectorError) -> UInt16 {
        guard remaining >= 2 else { throw .insufficientData }
        defer { offset += 2 }
        return UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
    }

    mutating func readUInt32() throws(VectorError) -> UInt32 {
        guard remaining >= 4 else { throw .insufficientData }
        defer { offset += 4 }
        return UInt32(bytes[offset]) << 24 | UInt32(bytes[offset + 1]) << 16
            | UInt32(bytes[offset + 2]) << 8 | UInt32(bytes[offset + 3])
    }

    /// Checks that nothing is left.
    func finish() throws(VectorError) {
        if remaining != 0 { throw .excessData }
    }
}

/// Appends big-endian integers.
struct BinaryWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func write(_ value: UInt8) { bytes.append(value) }

    mutating func write(_ value: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    mutating func write(_ value: UInt32) {
        write(UInt16(truncatingIfNeeded: value >> 16))
        write(UInt16(truncatingIfNeeded: value))
    }
}
