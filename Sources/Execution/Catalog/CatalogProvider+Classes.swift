// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

extension CatalogProvider {
    /// Relations and their columns.
    static let classes: [String: CatalogProvider] = [
        "pg_class": CatalogProvider(fixed: builtinClasses) { source throws(DatabaseError) in
            source.relations.map { classRow($0, source) }
        },
        "pg_attribute": CatalogProvider(fixed: builtinAttributes) {
            source throws(DatabaseError) in
            source.relations.flatMap { attributeRows($0, source) }
        },
        "pg_namespace": CatalogProvider(
            fixed: {
                [
                    ["oid": .oid(99), "nspname": .text("pg_toast"), "nspowner": .oid(10)],
                    ["oid": .oid(11), "nspname": .text("pg_catalog"), "nspowner": .oid(10)],
                    [
                        "oid": .oid(13_207), "nspname": .text("information_schema"),
                        "nspowner": .oid(10),
                    ],
                ]
            }
        ) { source throws(DatabaseError) in
            source.catalog.schemas().map { schema in
                [
                    "oid": .id(schema.oid), "nspname": .text(schema.name),
                    "nspowner": .id(schema.owner), "nspacl": privileges(schema, source),
                ]
            }
        },
        "pg_sequence": CatalogProvider { source throws(DatabaseError) in
            source.sequences.map { sequence in
                [
                    "seqrelid": .id(sequence.oid), "seqtypid": .id(sequence.type),
                    "seqstart": .int64(sequence.start),
                    "seqincrement": .int64(sequence.increment),
                    "seqmax": .int64(sequence.maximum), "seqmin": .int64(sequence.minimum),
                    "seqcache": .int64(sequence.cache), "seqcycle": .bool(sequence.cycles),
                ]
            }
        },
        "pg_rewrite": CatalogProvider { source throws(DatabaseError) in
            source.views.map { view in
                [
                    "oid": .id(CatalogOID.columnDefault(view.oid, 0)),
                    "rulename": .text("_RETURN"), "ev_class": .id(view.oid),
                    "ev_type": .letter("1"), "ev_enabled": .letter("O"),
                    "is_instead": .bool(true), "ev_action": .text(view.query),
                ]
            }
        },
    ]

    /// Everyone may use the schema `public`, as ever since PostgreSQL 15; other schemas have only the
    /// privileges of their owner, which NULL stands for.
    private static func privileges(_ schema: SchemaDescription, _ source: CatalogSource) -> Value {
        guard schema.name == "public" else { return .null }
        let owner = source.roleName(schema.owner)
        let items = ["\(owner)=UC/\(owner)", "=U/\(owner)"].map { Value.text($0) }
        return .array(ArrayValue(elementType: .aclitem, items))
    }

    // MARK: - pg_class

    @Sendable private static func builtinClasses() -> [CatalogRow] {
        CatalogRelations.all.map { relation in
            let schema = CatalogRelations.schemas.first { $0.name == relation.schema }
            return [
                "oid": .id(relation.oid), "relname": .text(relation.name),
                "relnamespace": .id(schema?.oid ?? CatalogOID.pgCatalog), "relowner": .oid(10),
                "relam": .oid(relation.isView ? 0 : 2), "relfilenode": .oid(0),
                "reltuples": .float32(-1), "relpersistence": .letter("p"),
                "relkind": .letter(relation.isView ? "v" : "r"),
                "relnatts": .int16(Int16(truncatingIfNeeded: relation.columns.count)),
                "relhasrules": .bool(relation.isView), "relispopulated": .bool(true),
                "relreplident": .letter("n"),
            ]
        }
    }

    private static func classRow(_ relation: Relation, _ source: CatalogSource) -> CatalogRow {
        var row: CatalogRow = [
            "oid": .id(relation.oid), "relname": .text(relation.name),
            "relnamespace": .id(relation.schema), "relfilenode": .id(relation.oid),
            "relpersistence": .letter("p"), "relispopulated": .bool(true),
        ]
        switch relation {
        case .table(let table):
            let analyzed = source.statistics(of: table)
            let indexes = source.catalog.indexes(of: table.oid)
            let checks = table.constraints.filter { $0.isCheck }.count
            row.fields += [
                ("relowner", .id(table.owner)), ("relam", .oid(2)),
                ("relpages", .int32(Int32(clamping: analyzed?.pageCount ?? 0))),
                ("reltuples", .float32(Float(analyzed?.rowCount ?? -1))),
                ("relhasindex", .bool(!indexes.isEmpty)), ("relkind", .letter("r")),
                ("relnatts", .int16(Int16(truncatingIfNeeded: table.columns.count))),
                ("relchecks", .int16(Int16(truncatingIfNeeded: checks))),
                ("relreplident", .letter("d")), ("reloptions", .options(table.options)),
            ]
            row["relpersistence"] = .text(table.persistence.rawValue)
        case .index(let index):
            let owner = source.table(index.table)?.owner ?? CatalogOID.superuser
            row.fields += [
                ("relowner", .id(owner)),
                ("relam", .id(AccessMethod.named(index.method)?.oid ?? .invalid)),
                ("reltuples", .float32(Float(indexedRows(index, source)))),
                ("relkind", .letter("i")),
                ("relnatts", .int16(Int16(index.keys.count + index.included.count))),
                ("relreplident", .letter("n")), ("reloptions", .options(index.options)),
            ]
        case .sequence(let sequence):
            row.fields += [
                ("relowner", .id(sequence.owner)), ("relpages", .int32(1)),
                ("reltuples", .float32(1)), ("relkind", .letter("S")), ("relnatts", .int16(3)),
                ("relreplident", .letter("n")),
            ]
        case .view(let view):
            row.fields += [
                ("relowner", .id(view.owner)), ("reltuples", .float32(-1)),
                ("relkind", .letter("v")),
                ("relnatts", .int16(Int16(truncatingIfNeeded: view.columns.count))),
                ("relhasrules", .bool(true)), ("relreplident", .letter("n")),
            ]
        }
        return row
    }

    /// The rows of an index: those of its table when that was analyzed, which are 0 before.
    private static func indexedRows(
        _ index: IndexDescription,
        _ source: CatalogSource
    ) -> Double {
        guard index.predicateSQL == nil, let table = source.table(index.table) else { return 0 }
        return source.statistics(of: table)?.rowCount ?? 0
    }

    // MARK: - pg_attribute

    @Sendable private static func builtinAttributes() -> [CatalogRow] {
        CatalogRelations.all.flatMap { relation in
            relation.columns.enumerated().map { index, column in
                attribute(
                    relation.oid,
                    Int16(index + 1),
                    column.name,
                    column.type,
                    isNotNull: column.isNotNull
                )
            }
        }
    }

    private static func attributeRows(
        _ relation: Relation,
        _ source: CatalogSource
    ) -> [CatalogRow] {
        switch relation {
        case .table(let table):
            return systemAttributes(table.oid) + table.columns.map { column(table.oid, $0) }
        case .view(let view): return view.columns.map { column(view.oid, $0) }
        case .index(let index):
            let table = source.table(index.table)
            return index.keys.enumerated().map { position, key in
                let column = key.column.flatMap { table?.column(numbered: $0)?.name }
                return attribute(
                    index.oid,
                    Int16(position + 1),
                    column ?? index.expressionName(position),
                    key.type
                )
            }
        case .sequence(let sequence):
            return [
                attribute(sequence.oid, 1, "last_value", .int8, isNotNull: true),
                attribute(sequence.oid, 2, "log_cnt", .int8, isNotNull: true),
                attribute(sequence.oid, 3, "is_called", .bool, isNotNull: true),
            ]
        }
    }

    private static func systemAttributes(_ table: OID) -> [CatalogRow] {
        CatalogRelation.systemColumns.map { column in
            attribute(
                table,
                Int16(column.position),
                column.name,
                column.type,
                isNotNull: true
            )
        }
    }

    private static func column(_ relation: OID, _ column: ColumnDescription) -> CatalogRow {
        var row = attribute(
            relation,
            column.number,
            column.name,
            column.type,
            isNotNull: column.isNotNull
        )
        if column.isDropped {
            row["attname"] = .text("........pg.dropped.\(column.number)........")
            row["atttypid"] = .oid(0)
            row.fields.append(("attisdropped", .bool(true)))
        }
        if let target = column.statisticsTarget { row["attstattarget"] = .int32(Int32(target)) }
        row.fields += [
            ("atthasdef", .bool(column.defaultSQL != nil)),
            ("atthasmissing", .bool(column.missingValue != nil)),
            ("attidentity", .text(column.identity?.rawValue ?? "")),
            ("attgenerated", .text(column.isGenerated ? "s" : "")),
        ]
        return row
    }

    private static func attribute(
        _ relation: OID,
        _ number: Int16,
        _ name: String,
        _ type: SQLType,
        isNotNull: Bool = false
    ) -> CatalogRow {
        let description = TypeDescription(oid: type.oid)
        return [
            "attrelid": .id(relation), "attname": .text(name), "atttypid": .id(type.oid),
            "attstattarget": .int32(number > 0 ? -1 : 0),
            "attlen": .int16(description?.length ?? -1), "attnum": .int16(number),
            "attndims": .int32(description?.isArray == true ? 1 : 0),
            "attcacheoff": .int32(-1), "atttypmod": .int32(type.modifier),
            "attbyval": .bool(description?.isByValue ?? false),
            "attalign": .letter(description?.alignment ?? "i"),
            "attstorage": .letter(description?.storage ?? "p"),
            "attnotnull": .bool(isNotNull), "attislocal": .bool(true),
            "attcollation": .id(description?.collation ?? .invalid),
        ]
    }
}

extension CatalogRow {
    /// Replaces the value of a column named already.
    subscript(name: String) -> Value {
        get { fields.first { $0.0 == name }?.1 ?? .null }
        set {
            guard let index = fields.firstIndex(where: { $0.0 == name }) else {
                fields.append((name, newValue))
                return
            }
            fields[index].1 = newValue
        }
    }
}

extension ConstraintDescription {
    var isCheck: Bool {
        if case .check = kind { true } else { false }
    }
}

extension CatalogSource {
    /// What ANALYZE found of `table`; nil when its rows have been replaced since.
    func statistics(of table: TableDescription) -> TableStatistics? {
        let found = catalog.statistics(of: table.oid)
        return found?.storageID == table.storageID ? found : nil
    }

    /// The table `oid`.
    func table(_ oid: OID) -> TableDescription? {
        if case .table(let table)? = catalog.relation(oid) { table } else { nil }
    }
}

extension IndexDescription {
    /// What `pg_attribute` calls the expression that is the key at `position`, from 0.
    func expressionName(_ position: Int) -> String {
        let before = keys[..<position].filter { $0.column == nil }.count
        return before == 0 ? "expr" : "expr\(before)"
    }
}
