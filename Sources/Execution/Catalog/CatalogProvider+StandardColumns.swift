// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

extension CatalogProvider {
    /// `information_schema.columns`.
    static let standardColumns: [String: CatalogProvider] = [
        "columns": CatalogProvider { source throws(DatabaseError) in
            let database = Value.text(source.catalog.database.name)
            var rows: [CatalogRow] = []
            for relation in CatalogRelations.all {
                for (index, column) in relation.columns.enumerated() {
                    var row = columnRow(
                        database,
                        relation.schema,
                        relation.name,
                        column.name,
                        Int32(index + 1),
                        column.type,
                        source
                    )
                    row.fields.append(("is_nullable", .yesNo(!column.isNotNull)))
                    row.fields.append(("is_updatable", .yesNo(!relation.isView)))
                    rows.append(row)
                }
            }
            for table in source.tables {
                for column in table.liveColumns {
                    rows.append(storedColumn(column, table, database, source))
                }
            }
            for view in source.views {
                for column in view.columns {
                    var row = columnRow(
                        database,
                        source.schemaName(view.schema),
                        view.name,
                        column.name,
                        Int32(column.number),
                        column.type,
                        source
                    )
                    row.fields.append(("is_nullable", .yesNo(true)))
                    row.fields.append(("is_updatable", .yesNo(false)))
                    rows.append(row)
                }
            }
            return rows
        }
    ]

    private static func storedColumn(
        _ column: ColumnDescription,
        _ table: TableDescription,
        _ database: Value,
        _ source: CatalogSource
    ) -> CatalogRow {
        var row = columnRow(
            database,
            source.schemaName(table.schema),
            table.name,
            column.name,
            Int32(column.number),
            column.type,
            source
        )
        let isDefault = !column.isGenerated && column.identity == nil
        let sql = column.defaultSQL.map { source.planner.shown($0, of: table) }
        row.fields += [
            ("column_default", .optional(isDefault ? sql : nil)),
            ("is_nullable", .yesNo(!column.isNotNull)), ("is_updatable", .yesNo(true)),
        ]
        if column.isGenerated {
            row["is_generated"] = .text("ALWAYS")
            row.fields.append(("generation_expression", .optional(sql)))
        }
        guard let identity = column.identity else { return row }
        row["is_identity"] = .yesNo(true)
        row.fields.append(
            ("identity_generation", .text(identity == .always ? "ALWAYS" : "BY DEFAULT"))
        )
        let owner = ColumnReference(table: table.oid, column: column.number)
        guard let sequence = source.sequences.first(where: { $0.ownedBy == owner }) else {
            return row
        }
        row["identity_cycle"] = .yesNo(sequence.cycles)
        row.fields += [
            ("identity_start", .text(String(sequence.start))),
            ("identity_increment", .text(String(sequence.increment))),
            ("identity_maximum", .text(String(sequence.maximum))),
            ("identity_minimum", .text(String(sequence.minimum))),
        ]
        return row
    }

    private static func columnRow(
        _ database: Value,
        _ schema: String,
        _ table: String,
        _ column: String,
        _ number: Int32,
        _ type: SQLType,
        _ source: CatalogSource
    ) -> CatalogRow {
        let description = TypeDescription(oid: type.oid)
        let isExtension = description?.isExtension == true
        let dataType =
            description?.isArray == true
            ? "ARRAY"
            : isExtension ? "USER-DEFINED" : type.formatted(withModifier: false)
        let typeSchema =
            isExtension ? source.schemaName(source.extensionSchema) : "pg_catalog"
        var row: CatalogRow = [
            "table_catalog": database, "table_schema": .text(schema), "table_name": .text(table),
            "column_name": .text(column), "ordinal_position": .int32(number),
            "data_type": .text(dataType), "udt_catalog": database,
            "udt_schema": .text(typeSchema), "udt_name": .text(description?.name ?? ""),
            "dtd_identifier": .text(String(number)), "is_self_referencing": .yesNo(false),
            "is_identity": .yesNo(false), "identity_cycle": .yesNo(false),
            "is_generated": .text("NEVER"),
        ]
        addSizes(type, to: &row)
        return row
    }

    /// The lengths and precisions of `type`.
    private static func addSizes(_ type: SQLType, to row: inout CatalogRow) {
        let modifier = type.modifier
        switch type.oid {
        case .varchar, .bpchar:
            let length = modifier < 4 ? nil : modifier - 4
            row.fields += [
                ("character_maximum_length", length.map { .int32($0) } ?? .null),
                // Four bytes are the longest character of UTF-8.
                ("character_octet_length", .int32(length.map { $0 &* 4 } ?? 1 << 30)),
            ]
        case .text: row.fields.append(("character_octet_length", .int32(1 << 30)))
        case .bit, .varbit:
            if modifier >= 0 {
                row.fields.append(("character_maximum_length", .int32(modifier)))
            }
        case .int2, .int4, .int8:
            let bits: Int32 = type.oid == .int2 ? 16 : type.oid == .int4 ? 32 : 64
            row.fields += [
                ("numeric_precision", .int32(bits)), ("numeric_precision_radix", .int32(2)),
                ("numeric_scale", .int32(0)),
            ]
        case .float4, .float8:
            row.fields += [
                ("numeric_precision", .int32(type.oid == .float4 ? 24 : 53)),
                ("numeric_precision_radix", .int32(2)),
            ]
        case .numeric:
            row.fields.append(("numeric_precision_radix", .int32(10)))
            if modifier >= 4 {
                row.fields += [
                    ("numeric_precision", .int32((modifier - 4) >> 16 & 0xFFFF)),
                    ("numeric_scale", .int32((modifier - 4) & 0x7FF)),
                ]
            }
        case .date: row.fields.append(("datetime_precision", .int32(0)))
        case .time, .timetz, .timestamp, .timestamptz, .interval:
            let precision = modifier < 0 || modifier & 0xFFFF == 0xFFFF ? 6 : modifier & 0xFFFF
            row.fields.append(("datetime_precision", .int32(precision)))
        default: break
        }
    }
}
