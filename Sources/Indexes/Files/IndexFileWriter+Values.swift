// SPDX-License-Identifier: Apache-2.0

extension IndexFileWriter {
    /// Appends a section of values.
    mutating func add<Value: BitwiseCopyable>(
        _ id: UInt32,
        _ values: [Value]
    ) throws(IndexError) {
        let copy = values
        let bytes = copy.withUnsafeBytes { Array($0) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: bytes)
        try add(id, UnsafeRawBufferPointer(buffer))
    }
}
