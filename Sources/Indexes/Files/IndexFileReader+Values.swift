// SPDX-License-Identifier: Apache-2.0

extension IndexFileReader {
    /// A number of the header as an integer.
    func number(_ place: Int) throws(IndexError) -> Int {
        guard place < numbers.count, let value = Int(exactly: numbers[place]) else {
            throw .damaged("\(path): impossible number in the header")
        }
        return value
    }

    /// A section as values.
    func values<Value: BitwiseCopyable & ExpressibleByIntegerLiteral>(
        _ id: UInt32,
        of type: Value.Type
    ) throws(IndexError) -> [Value] {
        let stride = MemoryLayout<Value>.stride
        var values = [Value](repeating: 0, count: (count(id) ?? 0) / stride)
        let byteCount = values.count * stride
        var span = values.mutableSpan
        try span.withUnsafeMutableBytes { (bytes) throws(IndexError) in
            guard let start = bytes.baseAddress, byteCount > 0 else { return }
            try load(id, into: start, count: byteCount)
        }
        return values
    }
}
