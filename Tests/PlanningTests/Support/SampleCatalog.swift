// SPDX-License-Identifier: Apache-2.0

import Schemas
import Values

/// A catalog made of what a test declares, immutable once built.
final class SampleCatalog: CatalogReader {
    static let publicSchema = OID(2_200)

    let tables: [TableDescription]
    let allIndexes: [IndexDescription]
    let views: [ViewDescription]
    let sequences: [SequenceDescription]
    let rowCounts: [OID: Double]
    let tableStatistics: [OID: TableStatistics]

    /// What a test declares.
    struct Declaration {
        var tables: [TableDescription] = []
        var indexes: [IndexDescription] = []
        var views: [ViewDescription] = []
        var sequences: [SequenceDescription] = []
        var rowCounts: [OID: Double] = [:]
        var statistics: [OID: TableStatistics] = [:]
        private var nextOID: UInt32 = 20_000

        mutating func makeOID() -> OID {
            nextOID += 1
            return OID(nextOID)
        }

        /// A table; `columns` are `name type [not null] [default …]`.
        mutating func table(
            _ name: String,
            _ columns: [ColumnDescription],
            rows: Double = 1_000,
            constraints: [ConstraintDescription] = []
        ) {
            let numbered = columns.enumerated().map { offset, column in
                var column = column
                column.number = Int16(offset + 1)
                return column
            }
            let oid = makeOID()
            rowCounts[oid] = rows
            tables.append(
                TableDescription(
                    oid: oid,
                    schema: SampleCatalog.publicSchema,
                    name: name,
                    owner: OID(10),
                    columns: numbered,
                    constraints: constraints,
                    storageID: oid.rawValue
                )
            )
        }

        /// An index on columns of a table; a name ending in `_pkey` is its primary key.
        mutating func index(
            _ name: String,
            on table: String,
            _ columns: [String],
            unique: Bool = false,
            descending: Set<String> = [],
            method: String = "btree",
            predicate: String? = nil
        ) {
            guard let owner = tables.first(where: { $0.name == table }) else { return }
            let keys = columns.map { name in
                let column = owner.column(named: name)
                return IndexDescription.Key(
                    column: column?.number,
                    expressionSQL: column == nil ? name : nil,
                    type: column?.type ?? .text,
                    isDescending: descending.contains(name),
                    nullsFirst: descending.contains(name)
                )
            }
            let isPrimary = name.hasSuffix("_pkey")
            indexes.append(
                IndexDescription(
                    oid: makeOID(),
                    schema: SampleCatalog.publicSchema,
                    table: owner.oid,
                    name: name,
                    method: method,
                    keys: keys,
                    isUnique: unique || isPrimary,
                    constraint: isPrimary ? .primaryKey : unique ? .unique : nil,
                    predicateSQL: predicate,
                    storageID: UInt32(indexes.count)
                )
            )
        }

        mutating func view(_ name: String, _ query: String, _ columns: [ColumnDescription]) {
            views.append(
                ViewDescription(
                    oid: makeOID(),
                    schema: SampleCatalog.publicSchema,
                    name: name,
                    owner: OID(10),
                    query: query,
                    columns: columns.enumerated().map { offset, column in
                        var column = column
                        column.number = Int16(offset + 1)
                        return column
                    }
                )
            )
        }
    }

    init(_ declaration: Declaration = Declaration()) {
        tables = declaration.tables
        allIndexes = declaration.indexes
        views = declaration.views
        sequences = declaration.sequences
        rowCounts = declaration.rowCounts
        tableStatistics = declaration.statistics
    }

    let version: UInt64 = 1
    var database: DatabaseDescription {
        DatabaseDescription(oid: OID(5), name: "postgres", owner: OID(10))
    }
    func databases() -> [DatabaseDescription] { [database] }
    func roles() -> [RoleDescription] {
        [RoleDescription(oid: OID(10), name: "postgres", isSuperuser: true, canLogin: true)]
    }
    func schemas() -> [SchemaDescription] {
        [
            SchemaDescription(
                oid: Self.publicSchema,
                database: OID(5),
                name: "public",
                owner: OID(10)
            )
        ]
    }
    func extensions() -> [ExtensionDescription] { [] }
    func relations() -> [Relation] {
        tables.map { .table($0) } + allIndexes.map { .index($0) } + views.map { .view($0) }
            + sequences.map { .sequence($0) }
    }
    func schema(named name: String) -> SchemaDescription? { schemas().first { $0.name == name } }
    func schema(_ oid: OID) -> SchemaDescription? { schemas().first { $0.oid == oid } }
    func relation(named name: String, in schema: OID) -> Relation? {
        relations().first { $0.name == name && $0.schema == schema }
    }
    func relation(_ oid: OID) -> Relation? { relations().first { $0.oid == oid } }
    func indexes(of table: OID) -> [IndexDescription] { allIndexes.filter { $0.table == table } }
    func comment(on object: OID, in catalog: OID, column: Int32) -> String? { nil }
    func comments() -> [(object: OID, catalog: OID, column: Int32, text: String)] { [] }
    func statistics(of table: OID) -> TableStatistics? { tableStatistics[table] }
    func estimatedRowCount(of table: OID) -> Double { rowCounts[table] ?? 0 }
}

extension ColumnDescription {
    /// A column to be numbered by its table.
    init(_ name: String, _ type: SQLType, notNull: Bool = false, default sql: String? = nil) {
        self.init(number: 0, name: name, type: type, isNotNull: notNull, defaultSQL: sql)
    }
}
