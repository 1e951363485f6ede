// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

extension CatalogProvider {
    /// `information_schema`: constraints and the columns they are about.
    static let standardConstraints: [String: CatalogProvider] = [
        "table_constraints": CatalogProvider { source throws(DatabaseError) in
            source.standardConstraints.map { constraint in
                var row = constraint.names(source)
                row.fields += constraint.tableNames(source)
                row.fields += [
                    ("constraint_type", .text(constraint.typeName)),
                    ("is_deferrable", .yesNo(false)), ("initially_deferred", .yesNo(false)),
                    ("enforced", .yesNo(true)),
                    (
                        "nulls_distinct",
                        constraint.nullsAreDistinct.map { .yesNo($0) } ?? .null
                    ),
                ]
                return row
            }
        },
        "key_column_usage": CatalogProvider { source throws(DatabaseError) in
            source.standardConstraints.filter(\.isKey).flatMap { constraint in
                constraint.columns.enumerated().map { position, column in
                    var row = constraint.names(source)
                    row.fields += constraint.tableNames(source)
                    row.fields += [
                        ("column_name", constraint.columnName(column)),
                        ("ordinal_position", .int32(Int32(position + 1))),
                        (
                            "position_in_unique_constraint",
                            constraint.referenced == nil ? .null : .int32(Int32(position + 1))
                        ),
                    ]
                    return row
                }
            }
        },
        "constraint_column_usage": CatalogProvider { source throws(DatabaseError) in
            source.standardConstraints.flatMap { constraint -> [CatalogRow] in
                if constraint.isNotNull { return [] }
                // For a foreign key, the columns it refers to.
                let table = constraint.referenced?.table ?? constraint.table
                let columns = constraint.referenced?.columns ?? constraint.columns
                return columns.map { column in
                    var row = constraint.names(source)
                    row.fields += constraint.tableNames(source, of: table)
                    row.fields.append(
                        (
                            "column_name",
                            .optional(table.column(numbered: column)?.name)
                        )
                    )
                    return row
                }
            }
        },
        "referential_constraints": CatalogProvider { source throws(DatabaseError) in
            source.standardConstraints.compactMap { constraint in
                guard let referenced = constraint.referenced else { return nil }
                var row = constraint.names(source)
                let index = source.catalog.indexes(of: referenced.table.oid).first { index in
                    index.constraint != nil && index.keys.map(\.column) == referenced.columns
                }
                row.fields += [
                    ("unique_constraint_catalog", .text(source.catalog.database.name)),
                    (
                        "unique_constraint_schema",
                        .text(source.schemaName(referenced.table.schema))
                    ),
                    ("unique_constraint_name", .optional(index?.name)),
                    ("match_option", .text("NONE")),
                    ("update_rule", .text(ruleName(referenced.onUpdate))),
                    ("delete_rule", .text(ruleName(referenced.onDelete))),
                ]
                return row
            }
        },
        "check_constraints": CatalogProvider { source throws(DatabaseError) in
            var rows: [CatalogRow] = []
            for constraint in source.standardConstraints {
                guard let clause = try constraint.checkClause(source) else { continue }
                var row = constraint.names(source)
                row.fields.append(("check_clause", .text(clause)))
                rows.append(row)
            }
            return rows
        },
    ]

    private static func ruleName(_ letter: String) -> String {
        switch letter {
        case "c": "CASCADE"
        case "n": "SET NULL"
        case "d": "SET DEFAULT"
        case "r": "RESTRICT"
        default: "NO ACTION"
        }
    }
}
