// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Schemas
import Values

extension CatalogProvider {
    /// `information_schema`: schemas, tables, views and sequences.
    ///
    /// Source: PostgreSQL 15 manual, chapter 37 "The Information Schema".
    static let standardRelations: [String: CatalogProvider] = [
        "information_schema_catalog_name": CatalogProvider { source throws(DatabaseError) in
            [["catalog_name": .text(source.catalog.database.name)]]
        },
        "schemata": CatalogProvider { source throws(DatabaseError) in
            let builtin = CatalogRelations.schemas.map { ($0.name, CatalogOID.superuser) }
            let own = source.catalog.schemas().map { ($0.name, $0.owner) }
            return (builtin + own).map { name, owner in
                [
                    "catalog_name": .text(source.catalog.database.name),
                    "schema_name": .text(name), "schema_owner": .text(source.roleName(owner)),
                ]
            }
        },
        "tables": CatalogProvider { source throws(DatabaseError) in
            let database = Value.text(source.catalog.database.name)
            let builtin: [CatalogRow] = CatalogRelations.all.map { relation in
                tableRow(database, relation.schema, relation.name, isView: relation.isView)
            }
            let tables = source.tables.map { table in
                tableRow(
                    database,
                    source.schemaName(table.schema),
                    table.name,
                    isView: false,
                    isTemporary: table.persistence == .temporary
                )
            }
            let views = source.views.map { view in
                tableRow(database, source.schemaName(view.schema), view.name, isView: true)
            }
            return builtin + tables + views
        },
        "views": CatalogProvider { source throws(DatabaseError) in
            var rows: [CatalogRow] = []
            for view in source.views {
                rows.append([
                    "table_catalog": .text(source.catalog.database.name),
                    "table_schema": .text(source.schemaName(view.schema)),
                    "table_name": .text(view.name),
                    "view_definition": try source.text("pg_get_viewdef", .id(view.oid)),
                    "check_option": .text("NONE"), "is_updatable": .yesNo(false),
                    "is_insertable_into": .yesNo(false), "is_trigger_updatable": .yesNo(false),
                    "is_trigger_deletable": .yesNo(false),
                    "is_trigger_insertable_into": .yesNo(false),
                ])
            }
            return rows
        },
        "sequences": CatalogProvider { source throws(DatabaseError) in
            source.sequences.filter { !$0.isIdentity }.map { sequence in
                let type = SQLType(sequence.type)
                let bits: Int32 =
                    sequence.type == .int2 ? 16 : sequence.type == .int4 ? 32 : 64
                return [
                    "sequence_catalog": .text(source.catalog.database.name),
                    "sequence_schema": .text(source.schemaName(sequence.schema)),
                    "sequence_name": .text(sequence.name), "data_type": .text(type.name),
                    "numeric_precision": .int32(bits), "numeric_precision_radix": .int32(2),
                    "numeric_scale": .int32(0), "start_value": .text(String(sequence.start)),
                    "minimum_value": .text(String(sequence.minimum)),
                    "maximum_value": .text(String(sequence.maximum)),
                    "increment": .text(String(sequence.increment)),
                    "cycle_option": .yesNo(sequence.cycles),
                ]
            }
        },
        "enabled_roles": CatalogProvider { source throws(DatabaseError) in
            [["role_name": .text(source.session.currentUser)]]
        },
        "character_sets": CatalogProvider { source throws(DatabaseError) in
            [
                [
                    "character_set_name": .text("UTF8"), "character_repertoire": .text("UCS"),
                    "form_of_use": .text("UTF8"),
                    "default_collate_catalog": .text(source.catalog.database.name),
                ]
            ]
        },
    ]

    private static func tableRow(
        _ database: Value,
        _ schema: String,
        _ name: String,
        isView: Bool,
        isTemporary: Bool = false
    ) -> CatalogRow {
        [
            "table_catalog": database, "table_schema": .text(schema), "table_name": .text(name),
            "table_type": .text(
                isView ? "VIEW" : isTemporary ? "LOCAL TEMPORARY" : "BASE TABLE"
            ),
            "is_insertable_into": .yesNo(!isView), "is_typed": .yesNo(false),
        ]
    }
}
