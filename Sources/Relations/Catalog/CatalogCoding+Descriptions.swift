// SPDX-License-Identifier: Apache-2.0

import Schemas
import Values

extension CatalogWriter {
    mutating func write(_ database: DatabaseDescription) {
        write(database.name)
        write(database.owner)
        write(database.allowsConnections)
        write(database.isTemplate)
    }

    mutating func write(_ schema: SchemaDescription) {
        write(schema.database)
        write(schema.name)
        write(schema.owner)
    }

    mutating func write(_ role: RoleDescription) {
        write(role.name)
        write(role.isSuperuser)
        write(role.canLogin)
    }

    mutating func write(_ item: ExtensionDescription) {
        write(item.database)
        write(item.name)
        write(item.schema)
        write(item.version)
    }

    mutating func write(_ sequence: SequenceDescription) {
        write(sequence.schema)
        write(sequence.name)
        write(sequence.owner)
        write(sequence.type)
        write(sequence.start)
        write(sequence.increment)
        write(sequence.minimum)
        write(sequence.maximum)
        write(sequence.cache)
        write(sequence.cycles)
        write(sequence.ownedBy) {
            $0.write($1.table)
            $0.write($1.column)
        }
        write(sequence.isIdentity)
        write(sequence.storageID)
    }

    mutating func write(_ view: ViewDescription) {
        write(view.schema)
        write(view.name)
        write(view.owner)
        write(view.query)
        write(view.columns) { $0.write($1) }
    }
}

extension CatalogBytesReader {
    mutating func database(_ oid: OID) throws(DatabaseError) -> DatabaseDescription {
        DatabaseDescription(
            oid: oid,
            name: try string(),
            owner: try self.oid(),
            allowsConnections: try bool(),
            isTemplate: try bool()
        )
    }

    mutating func schema(_ oid: OID) throws(DatabaseError) -> SchemaDescription {
        SchemaDescription(
            oid: oid,
            database: try self.oid(),
            name: try string(),
            owner: try self.oid()
        )
    }

    mutating func role(_ oid: OID) throws(DatabaseError) -> RoleDescription {
        RoleDescription(
            oid: oid,
            name: try string(),
            isSuperuser: try bool(),
            canLogin: try bool()
        )
    }

    mutating func `extension`(_ oid: OID) throws(DatabaseError) -> ExtensionDescription {
        ExtensionDescription(
            oid: oid,
            database: try self.oid(),
            name: try string(),
            schema: try self.oid(),
            version: try string()
        )
    }

    mutating func sequence(_ oid: OID) throws(DatabaseError) -> SequenceDescription {
        SequenceDescription(
            oid: oid,
            schema: try self.oid(),
            name: try string(),
            owner: try self.oid(),
            type: try self.oid(),
            start: try integer(),
            increment: try integer(),
            minimum: try integer(),
            maximum: try integer(),
            cache: try integer(),
            cycles: try bool(),
            ownedBy: try optional { reader throws(DatabaseError) in
                ColumnReference(table: try reader.oid(), column: try reader.integer())
            },
            isIdentity: try bool(),
            storageID: try integer()
        )
    }

    mutating func view(_ oid: OID) throws(DatabaseError) -> ViewDescription {
        ViewDescription(
            oid: oid,
            schema: try self.oid(),
            name: try string(),
            owner: try self.oid(),
            query: try string(),
            columns: try array { reader throws(DatabaseError) in try reader.column() }
        )
    }
}
