// SPDX-License-Identifier: Apache-2.0

extension Column {
    /// Appends the value that `reader` stands at.
    mutating func append(from reader: inout CompactReader) throws(DatabaseError) {
        switch elements {
        case .bool: append(try reader.read(UInt8.self) != 0)
        case .int16: append(try reader.read(Int16.self))
        case .int32: append(try reader.read(Int32.self))
        case .int64: append(try reader.read(Int64.self))
        case .oid: append(oid: try reader.read())
        case .float32: append(Float(bitPattern: try reader.read()))
        case .float64: append(Double(bitPattern: try reader.read()))
        case .text: append(try reader.text())
        case .values: append(try reader.value(type))
        }
    }
}
