// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

/// A constraint as `information_schema` sees it: there NOT NULL is a CHECK with a made-up name.
struct StandardConstraint {
    let table: TableDescription
    let name: String
    private let kind: Kind
    /// The columns it is about, in its order.
    let columns: [Int16]

    private enum Kind {
        case key(IndexDescription)
        case check(OID)
        case notNull
        case foreignKey(Reference)
    }

    /// What a foreign key refers to.
    struct Reference {
        let table: TableDescription
        let columns: [Int16]
        let onUpdate: String
        let onDelete: String
    }

    /// A PRIMARY KEY or UNIQUE constraint; nil for an index that is none.
    init?(_ index: IndexDescription, _ table: TableDescription) {
        guard index.constraint != nil else { return nil }
        self.table = table
        name = index.name
        kind = .key(index)
        columns = index.keys.compactMap(\.column)
    }

    /// A NOT NULL of `column`.
    init(notNull column: ColumnDescription, _ table: TableDescription) {
        self.table = table
        let (schema, relation) = (table.schema.rawValue, table.oid.rawValue)
        name = "\(schema)_\(relation)_\(column.number)_not_null"
        kind = .notNull
        columns = [column.number]
    }

    /// A CHECK or FOREIGN KEY; nil when the table referred to is gone.
    init?(
        _ constraint: ConstraintDescription,
        _ table: TableDescription,
        _ source: CatalogSource
    ) {
        self.table = table
        name = constraint.name
        switch constraint.kind {
        case .check(let sql):
            kind = .check(constraint.oid)
            columns = table.columns(namedIn: sql)
        case .foreignKey(let key):
            guard let other = source.table(key.table) else { return nil }
            kind = .foreignKey(
                Reference(
                    table: other,
                    columns: key.referenced,
                    onUpdate: key.onUpdate,
                    onDelete: key.onDelete
                )
            )
            columns = key.columns
        }
    }

    var isNotNull: Bool {
        if case .notNull = kind { true } else { false }
    }

    /// Whether it is about the values of its columns as a key of this or of another table.
    var isKey: Bool {
        switch kind {
        case .key, .foreignKey: true
        case .check, .notNull: false
        }
    }

    var referenced: Reference? {
        if case .foreignKey(let reference) = kind { reference } else { nil }
    }

    var typeName: String {
        switch kind {
        case .key(let index): index.constraint == .primaryKey ? "PRIMARY KEY" : "UNIQUE"
        case .check, .notNull: "CHECK"
        case .foreignKey: "FOREIGN KEY"
        }
    }

    /// For UNIQUE constraints, whether NULLs are distinct.
    var nullsAreDistinct: Bool? {
        guard case .key(let index) = kind, index.constraint == .unique else { return nil }
        return !index.nullsNotDistinct
    }

    /// The condition of a CHECK; nil for others.
    func checkClause(_ source: CatalogSource) throws(DatabaseError) -> String? {
        switch kind {
        case .key, .foreignKey: return nil
        case .notNull:
            return columns.first.flatMap { table.column(numbered: $0) }
                .map { "\($0.name) IS NOT NULL" }
        case .check(let oid):
            guard case .text(let text) = try source.text("pg_get_constraintdef", .id(oid)) else {
                return nil
            }
            // The definition without its first word, CHECK.
            return String(text.drop { $0 != " " }.dropFirst())
        }
    }

    func columnName(_ number: Int16) -> Value {
        .optional(table.column(numbered: number)?.name)
    }

    /// The columns that name the constraint.
    func names(_ source: CatalogSource) -> CatalogRow {
        [
            "constraint_catalog": .text(source.catalog.database.name),
            "constraint_schema": .text(source.schemaName(table.schema)),
            "constraint_name": .text(name),
        ]
    }

    /// The columns that name the table, or `other`.
    func tableNames(
        _ source: CatalogSource,
        of other: TableDescription? = nil
    ) -> [(String, Value)] {
        let named = other ?? table
        return [
            ("table_catalog", .text(source.catalog.database.name)),
            ("table_schema", .text(source.schemaName(named.schema))),
            ("table_name", .text(named.name)),
        ]
    }
}

extension CatalogSource {
    /// All constraints of the tables that users made.
    var standardConstraints: [StandardConstraint] {
        tables.flatMap { table in
            table.constraints.compactMap { StandardConstraint($0, table, self) }
                + catalog.indexes(of: table.oid).compactMap { StandardConstraint($0, table) }
                + table.liveColumns.filter(\.isNotNull).map {
                    StandardConstraint(notNull: $0, table)
                }
        }
    }
}
