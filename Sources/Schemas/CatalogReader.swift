// SPDX-License-Identifier: Apache-2.0

public import Values

/// What a name in a schema can stand for.
public enum Relation: Sendable, Hashable {
    case table(TableDescription)
    case index(IndexDescription)
    case sequence(SequenceDescription)
    case view(ViewDescription)

    /// Its identifier.
    public var oid: OID {
        switch self {
        case .table(let table): table.oid
        case .index(let index): index.oid
        case .sequence(let sequence): sequence.oid
        case .view(let view): view.oid
        }
    }

    /// The name it stands under.
    public var name: String {
        switch self {
        case .table(let table): table.name
        case .index(let index): index.name
        case .sequence(let sequence): sequence.name
        case .view(let view): view.name
        }
    }

    /// The schema it is in.
    public var schema: OID {
        switch self {
        case .table(let table): table.schema
        case .index(let index): index.schema
        case .sequence(let sequence): sequence.schema
        case .view(let view): view.schema
        }
    }
}

/// Read access to one consistent version of the catalog, as one transaction sees it.
///
/// The built-in schemas `pg_catalog` and `information_schema` and their computed relations are not
/// in here; Planning knows them by name.
public protocol CatalogReader: Sendable {
    /// Grows with every change; plans made under another version are stale.
    var version: UInt64 { get }
    /// The database the session is connected to.
    var database: DatabaseDescription { get }

    func databases() -> [DatabaseDescription]
    func roles() -> [RoleDescription]
    /// The schemas of the current database.
    func schemas() -> [SchemaDescription]
    func extensions() -> [ExtensionDescription]
    /// Everything in the current database that has a name in a schema.
    func relations() -> [Relation]

    func schema(named name: String) -> SchemaDescription?
    func schema(_ oid: OID) -> SchemaDescription?
    func relation(named name: String, in schema: OID) -> Relation?
    func relation(_ oid: OID) -> Relation?
    /// The indexes of `table`, in order of creation.
    func indexes(of table: OID) -> [IndexDescription]
    /// COMMENT ON: `column` is 0 for the object itself; `catalog` is the OID of the system catalog
    /// the object belongs to, such as 1259 for `pg_class`.
    func comment(on object: OID, in catalog: OID, column: Int32) -> String?
    func comments() -> [(object: OID, catalog: OID, column: Int32, text: String)]
    /// What ANALYZE found out about a table; nil when it never ran.
    func statistics(of table: OID) -> TableStatistics?
    /// What ANALYZE or the storage engine knows of a table: estimated rows.
    func estimatedRowCount(of table: OID) -> Double
}
