// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

extension CatalogProvider {
    /// Constraints, defaults and comments.
    static let constraints: [String: CatalogProvider] = [
        "pg_constraint": CatalogProvider { source throws(DatabaseError) in
            source.indexes.compactMap(keyRow)
                + source.tables.flatMap { table in
                    table.constraints.map { constraintRow($0, table, source) }
                }
        },
        "pg_attrdef": CatalogProvider { source throws(DatabaseError) in
            source.tables.flatMap { table in
                table.liveColumns.compactMap { column in
                    guard let sql = column.defaultSQL else { return nil }
                    return [
                        "oid": .id(CatalogOID.columnDefault(table.oid, column.number)),
                        "adrelid": .id(table.oid), "adnum": .int16(column.number),
                        "adbin": .text(sql),
                    ]
                }
            }
        },
        "pg_description": CatalogProvider { source throws(DatabaseError) in
            source.catalog.comments().filter { !isShared($0.catalog) }.map { comment in
                [
                    "objoid": .id(comment.object), "classoid": .id(comment.catalog),
                    "objsubid": .int32(comment.column), "description": .text(comment.text),
                ]
            }
        },
        "pg_shdescription": CatalogProvider { source throws(DatabaseError) in
            source.catalog.comments().filter { isShared($0.catalog) }.map { comment in
                [
                    "objoid": .id(comment.object), "classoid": .id(comment.catalog),
                    "description": .text(comment.text),
                ]
            }
        },
    ]

    /// Whether objects of that catalog are the same in all databases: databases, tablespaces, roles.
    private static func isShared(_ catalog: OID) -> Bool {
        [OID(1_262), OID(1_213), OID(1_260), OID(1_261)].contains(catalog)
    }

    /// A PRIMARY KEY or UNIQUE constraint; nil for an index that is none.
    @Sendable private static func keyRow(_ index: IndexDescription) -> CatalogRow? {
        guard let constraint = index.constraint else { return nil }
        return [
            "oid": .id(index.constraintOID), "conname": .text(index.name),
            "connamespace": .id(index.schema), "contype": .text(constraint.rawValue),
            "convalidated": .bool(true), "conrelid": .id(index.table),
            "conindid": .id(index.oid), "confupdtype": .letter(" "),
            "confdeltype": .letter(" "), "confmatchtype": .letter(" "),
            "conislocal": .bool(true), "connoinherit": .bool(true),
            "conkey": .array(index.keys.compactMap(\.column)),
        ]
    }

    private static func constraintRow(
        _ constraint: ConstraintDescription,
        _ table: TableDescription,
        _ source: CatalogSource
    ) -> CatalogRow {
        var row: CatalogRow = [
            "oid": .id(constraint.oid), "conname": .text(constraint.name),
            "connamespace": .id(table.schema),
            "convalidated": .bool(constraint.isValidated),
            "conrelid": .id(table.oid), "conislocal": .bool(true),
        ]
        switch constraint.kind {
        case .check(let sql):
            row.fields += [
                ("contype", .letter("c")), ("conbin", .text(sql)),
                ("confupdtype", .letter(" ")), ("confdeltype", .letter(" ")),
                ("confmatchtype", .letter(" ")),
                ("conkey", .array(table.columns(namedIn: sql))),
            ]
        case .foreignKey(let key):
            let index = source.catalog.indexes(of: key.table).first { index in
                index.isUnique && index.keys.map(\.column) == key.referenced.map { $0 }
            }
            row.fields += [
                ("contype", .letter("f")), ("conindid", .id(index?.oid ?? .invalid)),
                ("confrelid", .id(key.table)), ("confupdtype", .text(key.onUpdate)),
                ("confdeltype", .text(key.onDelete)), ("confmatchtype", .letter("s")),
                ("connoinherit", .bool(true)), ("conkey", .array(key.columns)),
                ("confkey", .array(key.referenced)),
            ]
        }
        return row
    }
}

extension TableDescription {
    /// The columns whose names occur as words in `sql`, the text of an expression over the row.
    func columns(namedIn sql: String) -> [Int16] {
        let words = Set(
            sql.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }.map(String.init)
        )
        return liveColumns.filter { column in
            words.contains(column.name) || sql.contains("\"\(column.name)\"")
        }.map(\.number)
    }
}
