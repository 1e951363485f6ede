// SPDX-License-Identifier: Apache-2.0

// How vectors lie in memory, on disk and under the kernels: little-endian and without padding.
//
// | type | bytes | content |
// |---|---|---|
// | vector | 4·n | n elements, IEEE 754 binary32 |
// | halfvec | 2·n | n elements, IEEE 754 binary16 |
// | sparsevec | 4 | dimension, Int32 |
// | | 4·n | n indices from 0, ascending, Int32 |
// | | 4·n | n elements, IEEE 754 binary32 |
// | bit | 4 | number of bits, UInt32 |
// | | (n + 7) / 8 | the bits, from the most significant place |
//
// The lengths of the dense types follow from the number of bytes. No address need be aligned.

extension Vector {
    /// The stored form; `nil` from bytes that are no such form.
    ///
    /// Elements are not looked at: what was stored was valid, and the store checks its checksums.
    public init?(stored bytes: UnsafeRawBufferPointer) {
        let count = bytes.count / 4
        guard bytes.count % 4 == 0, (1...Self.maximumDimension).contains(count) else { return nil }
        self.init(trusted: StoredForm.read(bytes, count: count, as: Float.self))
    }

    /// Calls `body` with the stored form, valid only meanwhile.
    public func withStoredBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        elements.withUnsafeBytes(body)
    }

    /// Appends the stored form to `bytes`.
    public func appendStored(to bytes: inout [UInt8]) {
        withStoredBytes { bytes.append(contentsOf: $0) }
    }
}

extension HalfVector {
    /// The stored form; `nil` from bytes that are no such form.
    public init?(stored bytes: UnsafeRawBufferPointer) {
        let count = bytes.count / 2
        guard bytes.count % 2 == 0, (1...Self.maximumDimension).contains(count) else { return nil }
        self.init(trusted: StoredForm.read(bytes, count: count, as: UInt16.self))
    }

    /// Calls `body` with the stored form, valid only meanwhile.
    public func withStoredBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bitPatterns.withUnsafeBytes(body)
    }

    /// Appends the stored form to `bytes`.
    public func appendStored(to bytes: inout [UInt8]) {
        withStoredBytes { bytes.append(contentsOf: $0) }
    }
}

extension SparseVector {
    /// The stored form; `nil` from bytes that are no such form or whose indices are out of order.
    public init?(stored bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 4, bytes.count % 8 == 4 else { return nil }
        let count = (bytes.count - 4) / 8
        let dimension = Int(bytes.loadUnaligned(as: Int32.self))
        guard (1...Self.maximumDimension).contains(dimension), count <= Self.maximumElements else {
            return nil
        }
        let indices = StoredForm.read(
            UnsafeRawBufferPointer(rebasing: bytes[4...]),
            count: count,
            as: Int32.self
        )
        var previous: Int32 = -1
        for index in indices {
            guard index > previous, index < dimension else { return nil }
            previous = index
        }
        self.init(
            trusted: dimension,
            indices: indices,
            values: StoredForm.read(
                UnsafeRawBufferPointer(rebasing: bytes[(4 + 4 * count)...]),
                count: count,
                as: Float.self
            )
        )
    }

    /// Appends the stored form to `bytes`.
    public func appendStored(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: Int32(dimension)) { bytes.append(contentsOf: $0) }
        indices.withUnsafeBytes { bytes.append(contentsOf: $0) }
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
}

extension BitString {
    /// The stored form; `nil` from bytes that are no such form.
    public init?(stored bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 4 else { return nil }
        let count = Int(bytes.loadUnaligned(as: UInt32.self))
        guard bytes.count - 4 == (count + 7) / 8 else { return nil }
        self.init(bitCount: count, bytes: [UInt8](bytes[4...]))
    }

    /// Appends the stored form to `bytes`.
    public func appendStored(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: bitCount)) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: self.bytes)
    }
}

/// Reading of stored elements.
enum StoredForm {
    /// The first `count` elements at `bytes`, which must be at least so many.
    static func read<Element: BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer,
        count: Int,
        as type: Element.Type
    ) -> [Element] {
        [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            let size = count * MemoryLayout<Element>.stride
            UnsafeMutableRawBufferPointer(buffer).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[..<size])
            )
            initialized = count
        }
    }
}
