// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

extension CatalogProvider {
    /// Databases, tablespaces and extensions.
    static let databases: [String: CatalogProvider] = [
        "pg_database": CatalogProvider { source throws(DatabaseError) in
            source.catalog.databases().map { database in
                [
                    "oid": .id(database.oid), "datname": .text(database.name),
                    "datdba": .id(database.owner), "encoding": .int32(6),
                    "datlocprovider": .letter("c"), "datistemplate": .bool(database.isTemplate),
                    "datallowconn": .bool(database.allowsConnections),
                    "datconnlimit": .int32(-1),
                    "dattablespace": .id(CatalogOID.defaultTablespace),
                    "datcollate": .text("C.UTF-8"), "datctype": .text("C.UTF-8"),
                ]
            }
        },
        "pg_tablespace": CatalogProvider(fixed: {
            [
                ["oid": .oid(1_663), "spcname": .text("pg_default"), "spcowner": .oid(10)],
                ["oid": .oid(1_664), "spcname": .text("pg_global"), "spcowner": .oid(10)],
            ]
        }),
        "pg_extension": CatalogProvider { source throws(DatabaseError) in
            source.catalog.extensions().map { item in
                [
                    "oid": .id(item.oid), "extname": .text(item.name), "extowner": .oid(10),
                    "extnamespace": .id(item.schema), "extrelocatable": .bool(true),
                    "extversion": .text(item.version),
                ]
            }
        },
        "pg_available_extensions": CatalogProvider { source throws(DatabaseError) in
            [
                [
                    "name": .text("vector"), "default_version": .text(vectorVersion),
                    "installed_version": .optional(source.vectorExtension?.version),
                    "comment": .text(vectorComment),
                ]
            ]
        },
        "pg_available_extension_versions": CatalogProvider { source throws(DatabaseError) in
            [
                [
                    "name": .text("vector"), "version": .text(vectorVersion),
                    "installed": .bool(source.vectorExtension != nil), "superuser": .bool(true),
                    "trusted": .bool(true), "relocatable": .bool(true),
                    "comment": .text(vectorComment),
                ]
            ]
        },
    ]

    /// The version of pgvector whose surface this is.
    private static let vectorVersion = "0.8.0"
    private static let vectorComment = "vector data type and ivfflat and hnsw access methods"
}
