// SPDX-License-Identifier: Apache-2.0

extension Column {
    /// Appends the value that `reader` stands at.
    mutating func append(from reader: inout CompactReader) throws(DatabaseError) {
        append(try reader.value(type))
    }
}
