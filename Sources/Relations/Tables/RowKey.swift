// SPDX-License-Identifier: Apache-2.0

import Storage

/// The keys of rows and vectors; integers are big-endian, so that keys sort by them.
///
/// ```
/// rows     u32 storage id | u64 row id
/// vectors  u32 storage id | u16 column | u64 row id
/// entries  u32 storage id | memcomparable key [| u64 row id]
/// ```
enum RowKey {
    static let rowPrefixLength = 4
    static let vectorPrefixLength = 6

    static func table(_ storageID: UInt32) -> [UInt8] { bigEndian(storageID) }

    static func row(_ storageID: UInt32, _ rowID: UInt64) -> [UInt8] {
        var key = [UInt8]()
        key.reserveCapacity(12)
        append(storageID, to: &key)
        append(rowID, to: &key)
        return key
    }

    /// The keys of many rows.
    static func rows(_ storageID: UInt32, _ rowIDs: [UInt64]) -> KeyList {
        var keys = KeyList()
        let prefix = table(storageID)
        keys.reserve(rowIDs.count, byteCount: prefix.count + 8)
        for rowID in rowIDs { keys.append(prefix, rowID) }
        return keys
    }

    static func vectors(_ storageID: UInt32, _ column: Int16) -> [UInt8] {
        var key = [UInt8]()
        key.reserveCapacity(14)
        append(storageID, to: &key)
        append(UInt16(bitPattern: column), to: &key)
        return key
    }

    static func vector(_ storageID: UInt32, _ column: Int16, _ rowID: UInt64) -> [UInt8] {
        var key = vectors(storageID, column)
        append(rowID, to: &key)
        return key
    }

    /// What the keys of an ordered index begin with, with room for a short key.
    static func entries(_ storageID: UInt32) -> [UInt8] {
        var key = [UInt8]()
        key.reserveCapacity(32)
        append(storageID, to: &key)
        return key
    }

    static func append<Integer: FixedWidthInteger>(_ value: Integer, to key: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { key.append(contentsOf: $0) }
    }

    static func bigEndian<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    /// The row id in the last eight bytes of `key`; nil when it is shorter.
    static func rowID(in key: RawSpan) -> UInt64? {
        guard key.byteCount >= 8 else { return nil }
        let offset = key.byteCount - 8
        return UInt64(
            bigEndian: key.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        )
    }
}
