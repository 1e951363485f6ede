// SPDX-License-Identifier: Apache-2.0

import Values

/// Appends the fields of a description to bytes: integers little-endian, strings and arrays behind
/// a u32 count, optionals behind a u8 flag.
struct CatalogWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: UInt8) { bytes.append(value) }

    mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func write<Integer: FixedWidthInteger>(_ value: Integer) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ value: OID) { write(value.rawValue) }

    mutating func write(_ value: SQLType) {
        write(value.oid)
        write(value.modifier)
    }

    mutating func write(_ value: String) {
        write(UInt32(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func write(bytes value: [UInt8]) {
        write(UInt32(value.count))
        bytes += value
    }

    mutating func write<Wrapped>(_ value: Wrapped?, _ body: (inout CatalogWriter, Wrapped) -> Void)
    {
        write(value != nil)
        if let value { body(&self, value) }
    }

    mutating func write<Element>(
        _ values: [Element],
        _ body: (inout CatalogWriter, Element) -> Void
    ) {
        write(UInt32(values.count))
        for value in values { body(&self, value) }
    }
}

/// Reads what ``CatalogWriter`` wrote; damaged bytes are an XX001 error.
struct CatalogBytesReader {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    var isAtEnd: Bool { bytes.isEmpty }

    static let damaged = DatabaseError(
        .dataCorrupted,
        "catalog entry is damaged",
        hint: "Restore the data directory from a backup."
    )

    mutating func take(_ count: Int) throws(DatabaseError) -> ArraySlice<UInt8> {
        guard count <= bytes.count else { throw Self.damaged }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    mutating func integer<Integer: FixedWidthInteger>(
        _ type: Integer.Type = Integer.self
    ) throws(DatabaseError) -> Integer {
        var value: Integer = 0
        for (index, byte) in try take(MemoryLayout<Integer>.size).enumerated() {
            value |= Integer(truncatingIfNeeded: byte) << (8 * index)
        }
        return value
    }

    mutating func bool() throws(DatabaseError) -> Bool {
        switch try integer(UInt8.self) {
        case 0: return false
        case 1: return true
        default: throw Self.damaged
        }
    }

    mutating func oid() throws(DatabaseError) -> OID { OID(try integer()) }

    mutating func type() throws(DatabaseError) -> SQLType {
        SQLType(try oid(), modifier: try integer())
    }

    mutating func string() throws(DatabaseError) -> String {
        let count = try integer(UInt32.self)
        guard let text = String(validating: try take(Int(count)), as: UTF8.self) else {
            throw Self.damaged
        }
        return text
    }

    mutating func optional<Wrapped>(
        _ body: (inout CatalogBytesReader) throws(DatabaseError) -> Wrapped
    ) throws(DatabaseError) -> Wrapped? {
        try bool() ? try body(&self) : nil
    }

    mutating func array<Element>(
        _ body: (inout CatalogBytesReader) throws(DatabaseError) -> Element
    ) throws(DatabaseError) -> [Element] {
        let count = try integer(UInt32.self)
        guard Int(count) <= bytes.count else { throw Self.damaged }
        var values: [Element] = []
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }

    mutating func raw<Raw: RawRepresentable>(
        _ type: Raw.Type
    ) throws(DatabaseError) -> Raw where Raw.RawValue == String {
        guard let value = Raw(rawValue: try string()) else { throw Self.damaged }
        return value
    }
}
