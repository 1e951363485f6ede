// SPDX-License-Identifier: Apache-2.0

extension RecordValue {
    /// Appends the record as PostgreSQL prints it: `(1,,"a b")`.
    func append(_ formatting: Formatting, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "("))
        for (position, value) in values.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            if value.isNull { continue }
            let start = output.count
            TypeCodec.print(value, as: types[position], formatting, into: &output)
            guard Self.needsQuotes(output[start...]) else { continue }
            let bytes = Array(output[start...])
            output.removeSubrange(start...)
            output.append(UInt8(ascii: "\""))
            for byte in bytes {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { output.append(byte) }
                output.append(byte)
            }
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: ")"))
    }

    private static func needsQuotes(_ text: ArraySlice<UInt8>) -> Bool {
        text.isEmpty
            || text.contains { byte in
                byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                    || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
                    || byte == UInt8(ascii: ",") || byte.isSpace
            }
    }

    /// Appends the record in binary format.
    ///
    /// | bytes | content |
    /// |---|---|
    /// | 4 | count of fields |
    /// | 8 + n each | field: type, length or -1 for NULL, and its bytes |
    func appendBinary(to output: inout [UInt8]) throws(DatabaseError) {
        output.appendBigEndian(Int32(values.count))
        for (value, type) in zip(values, types) {
            output.appendBigEndian(type.oid.rawValue)
            if value.isNull {
                output.appendBigEndian(Int32(-1))
                continue
            }
            try output.appendCounted { (bytes) throws(DatabaseError) in
                try TypeCodec.encodeBinary(value, as: type, into: &bytes)
            }
        }
    }
}
