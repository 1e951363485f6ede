// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Schemas
import Values

extension CatalogProvider {
    /// The views of `pg_catalog` that list relations in words.
    static let listings: [String: CatalogProvider] = [
        "pg_tables": CatalogProvider(fixed: {
            CatalogRelations.all.filter { !$0.isView }.map { relation in
                [
                    "schemaname": .text(relation.schema), "tablename": .text(relation.name),
                    "tableowner": .text("postgres"), "hasindexes": .bool(true),
                    "hasrules": .bool(false), "hastriggers": .bool(false),
                    "rowsecurity": .bool(false),
                ]
            }
        }) { source throws(DatabaseError) in
            source.tables.map { table in
                [
                    "schemaname": .text(source.schemaName(table.schema)),
                    "tablename": .text(table.name),
                    "tableowner": .text(source.roleName(table.owner)),
                    "hasindexes": .bool(!source.catalog.indexes(of: table.oid).isEmpty),
                    "hasrules": .bool(false), "hastriggers": .bool(false),
                    "rowsecurity": .bool(false),
                ]
            }
        },
        "pg_views": CatalogProvider(fixed: {
            CatalogRelations.all.filter(\.isView).map { relation in
                [
                    "schemaname": .text(relation.schema), "viewname": .text(relation.name),
                    "viewowner": .text("postgres"), "definition": .text(""),
                ]
            }
        }) { source throws(DatabaseError) in
            var rows: [CatalogRow] = []
            for view in source.views {
                rows.append([
                    "schemaname": .text(source.schemaName(view.schema)),
                    "viewname": .text(view.name),
                    "viewowner": .text(source.roleName(view.owner)),
                    "definition": try source.text("pg_get_viewdef", .id(view.oid)),
                ])
            }
            return rows
        },
        "pg_indexes": CatalogProvider { source throws(DatabaseError) in
            var rows: [CatalogRow] = []
            for index in source.indexes {
                rows.append([
                    "schemaname": .text(source.schemaName(index.schema)),
                    "tablename": .text(source.table(index.table)?.name ?? ""),
                    "indexname": .text(index.name),
                    "indexdef": try source.text("pg_get_indexdef", .id(index.oid)),
                ])
            }
            return rows
        },
        "pg_sequences": CatalogProvider { source throws(DatabaseError) in
            var rows: [CatalogRow] = []
            for sequence in source.sequences {
                let (last, isCalled) = try source.transaction.currentValue(sequence)
                rows.append([
                    "schemaname": .text(source.schemaName(sequence.schema)),
                    "sequencename": .text(sequence.name),
                    "sequenceowner": .text(source.roleName(sequence.owner)),
                    "data_type": .id(sequence.type), "start_value": .int64(sequence.start),
                    "min_value": .int64(sequence.minimum),
                    "max_value": .int64(sequence.maximum),
                    "increment_by": .int64(sequence.increment), "cycle": .bool(sequence.cycles),
                    "cache_size": .int64(sequence.cache),
                    "last_value": isCalled ? .int64(last) : .null,
                ])
            }
            return rows
        },
        "pg_rules": CatalogProvider { _ throws(DatabaseError) in [] },
    ]
}
