// SPDX-License-Identifier: Apache-2.0

import Schemas
import Storage
import Values

/// The catalog in the `catalog` family.
enum CatalogStore {
    /// Reads every catalogued object.
    ///
    /// - Throws: XX001 when an entry is damaged.
    static func load(_ store: Store) throws(DatabaseError) -> Catalog {
        var catalog = Catalog()
        var scan = store.view(at: store.snapshot()).scan(.catalog, .all)
        while try stored({ () throws(StorageError) in try scan.next() }) {
            for index in 0..<scan.count {
                let key = scan.key(index).withUnsafeBytes { Array($0) }
                let value = scan.value(index).withUnsafeBytes { Array($0) }
                if let object = try CatalogCoding.object(key: key, value: value) {
                    catalog.apply(.put(object))
                }
            }
        }
        return catalog
    }

    /// Catalogues what exists from the start: the role, three databases and their public schemas.
    static func bootstrap(_ store: Store) throws(DatabaseError) -> Catalog {
        var catalog = Catalog()
        let role = BootstrapOID.role
        var objects: [CatalogObject] = [
            .role(
                RoleDescription(oid: role, name: "postgres", isSuperuser: true, canLogin: true)
            ),
            .role(
                RoleDescription(
                    oid: BootstrapOID.databaseOwner,
                    name: "pg_database_owner",
                    isSuperuser: false,
                    canLogin: false
                )
            ),
            .database(
                DatabaseDescription(oid: BootstrapOID.postgres, name: "postgres", owner: role)
            ),
            .database(
                DatabaseDescription(
                    oid: BootstrapOID.template1,
                    name: "template1",
                    owner: role,
                    isTemplate: true
                )
            ),
            .database(
                DatabaseDescription(
                    oid: BootstrapOID.template0,
                    name: "template0",
                    owner: role,
                    allowsConnections: false,
                    isTemplate: true
                )
            ),
        ]
        let databases = [BootstrapOID.postgres, BootstrapOID.template1, BootstrapOID.template0]
        for (offset, database) in databases.enumerated() {
            let schema = OID(BootstrapOID.publicSchema.rawValue + UInt32(offset))
            objects.append(
                .schema(
                    SchemaDescription(
                        oid: schema,
                        database: database,
                        name: "public",
                        owner: BootstrapOID.databaseOwner
                    )
                )
            )
            let key = CommentKey(object: schema, catalog: BootstrapOID.schemaRelation, column: 0)
            objects.append(.comment(key, "standard public schema"))
        }
        let transaction = store.begin()
        for object in objects {
            catalog.apply(.put(object))
            let key = CatalogCoding.key(object.key)
            let value = CatalogCoding.value(object)
            try stored { () throws(StorageError) in
                try transaction.put(
                    .catalog,
                    key.span.bytes,
                    value.span.bytes,
                    isLocked: true
                )
            }
        }
        _ = try stored { () throws(StorageError) in try transaction.commit() }
        return catalog
    }
}
