// SPDX-License-Identifier: Apache-2.0

import Schemas
import Values

/// The bytes of catalogued objects in the `catalog` family; Documentation/formats.md has the table.
///
/// ```
/// key    u8 kind | u32 BE id                      object
///        u8 6 | u32 BE object | u32 BE catalog | u32 BE column   comment
/// value  u8 format (1) | fields in the order of the description's properties
/// ```
enum CatalogCoding {
    /// The format of values that this version writes; the only one so far.
    static let format: UInt8 = 1

    static func key(_ key: CatalogKey) -> [UInt8] {
        switch key {
        case .database(let oid): numbered(1, oid.rawValue)
        case .schema(let oid): numbered(2, oid.rawValue)
        case .role(let oid): numbered(3, oid.rawValue)
        case .extension(let oid): numbered(4, oid.rawValue)
        case .relation(let oid): numbered(5, oid.rawValue)
        case .comment(let key):
            numbered(6, key.object.rawValue) + bigEndian(key.catalog.rawValue)
                + bigEndian(UInt32(bitPattern: key.column))
        case .purge(let purge): numbered(7, purge.storageID)
        case .statistics(let table): numbered(8, table.rawValue)
        }
    }

    /// The key that guards a name within a schema: u8 16, u32 BE schema, the name's bytes.
    static func nameKey(schema: OID, name: String) -> [UInt8] {
        numbered(16, schema.rawValue) + Array(name.utf8)
    }

    /// The key of a sequence's value: u8 17, u32 BE storage id.
    static func sequenceKey(storageID: UInt32) -> [UInt8] {
        sequencePrefix + bigEndian(storageID)
    }

    /// What the keys of sequences' values begin with.
    static let sequencePrefix: [UInt8] = [17]

    /// The storage id of the sequence whose value has `key`; nil when that is none.
    static func sequence(ofKey key: RawSpan) -> UInt32? {
        guard key.byteCount == 5 else { return nil }
        return UInt32(bigEndian: key.unsafeLoadUnaligned(fromByteOffset: 1, as: UInt32.self))
    }

    private static func numbered(_ kind: UInt8, _ id: UInt32) -> [UInt8] { [kind] + bigEndian(id) }

    static func bigEndian(_ value: UInt32) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    static func value(_ object: CatalogObject) -> [UInt8] {
        var writer = CatalogWriter()
        writer.write(format)
        switch object {
        case .database(let database): writer.write(database)
        case .schema(let schema): writer.write(schema)
        case .role(let role): writer.write(role)
        case .extension(let item): writer.write(item)
        case .relation(.table(let table)):
            writer.write(UInt8(1))
            writer.write(table)
        case .relation(.index(let index)):
            writer.write(UInt8(2))
            writer.write(index)
        case .relation(.sequence(let sequence)):
            writer.write(UInt8(3))
            writer.write(sequence)
        case .relation(.view(let view)):
            writer.write(UInt8(4))
            writer.write(view)
        case .comment(_, let text): writer.write(text)
        case .purge: break
        case .statistics(let statistics): writer.write(statistics)
        }
        return writer.bytes
    }

    /// The object stored under `key`, or nil for keys that are no objects (names, sequence values).
    static func object(key: [UInt8], value: [UInt8]) throws(DatabaseError) -> CatalogObject? {
        guard key.count >= 5 else { throw CatalogBytesReader.damaged }
        let id = key[1..<5].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if key[0] >= 16 { return nil }
        var reader = CatalogBytesReader(value)
        guard try reader.integer(UInt8.self) == format else { throw CatalogBytesReader.damaged }
        switch key[0] {
        case 1: return .database(try reader.database(OID(id)))
        case 2: return .schema(try reader.schema(OID(id)))
        case 3: return .role(try reader.role(OID(id)))
        case 4: return .extension(try reader.extension(OID(id)))
        case 5: return .relation(try reader.relation(OID(id)))
        case 6:
            guard key.count == 13 else { throw CatalogBytesReader.damaged }
            let catalog = key[5..<9].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let column = key[9..<13].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let comment = CommentKey(
                object: OID(id),
                catalog: OID(catalog),
                column: Int32(bitPattern: column)
            )
            return .comment(comment, try reader.string())
        case 7: return .purge(Purge(storageID: id))
        case 8: return .statistics(try reader.statistics(OID(id)))
        default: throw CatalogBytesReader.damaged
        }
    }
}

extension CatalogBytesReader {
    fileprivate mutating func relation(_ oid: OID) throws(DatabaseError) -> Relation {
        switch try integer(UInt8.self) {
        case 1: return .table(try table(oid))
        case 2: return .index(try index(oid))
        case 3: return .sequence(try sequence(oid))
        case 4: return .view(try view(oid))
        default: throw Self.damaged
        }
    }
}
