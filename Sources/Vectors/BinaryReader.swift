// SPDX-License-Identifier: Apache-2.0

/// Reads big-endian integers one after the other, as PostgreSQL's `pq_getmsgint` does.
struct BinaryReader: ~Escapable {
    private let bytes: Span<UInt8>
    private var offset = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// The bytes not read yet.
    var remaining: Int { bytes.count - offset }

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

    /// Reads `count` integers, which is several times as fast as one by one.
    mutating func read<Element: FixedWidthInteger & BitwiseCopyable>(
        _ count: Int,
        as type: Element.Type
    ) throws(VectorError) -> [Element] {
        let size = MemoryLayout<Element>.size
        guard count >= 0, remaining / size >= count else { throw .insufficientData }
        defer { offset += count * size }
        let elements = bytes.extracting(offset..<offset + count * size)
        return elements.withUnsafeBytes { source in
            [Element](unsafeUninitializedCapacity: count) { target, initialized in
                for index in 0..<count {
                    let element = source.loadUnaligned(fromByteOffset: index * size, as: type)
                    target.initializeElement(at: index, to: Element(bigEndian: element))
                }
                initialized = count
            }
        }
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

    mutating func write(_ value: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    mutating func write(_ value: UInt32) {
        write(UInt16(truncatingIfNeeded: value >> 16))
        write(UInt16(truncatingIfNeeded: value))
    }

    /// Writes all of `values`, which is several times as fast as one by one.
    mutating func write<Element: FixedWidthInteger & BitwiseCopyable>(
        all values: some RandomAccessCollection<Element>
    ) {
        let size = MemoryLayout<Element>.size
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: values.count * size))
        bytes.withUnsafeMutableBytes { target in
            var offset = start
            for value in values {
                target.storeBytes(of: value.bigEndian, toByteOffset: offset, as: Element.self)
                offset += size
            }
        }
    }
}
