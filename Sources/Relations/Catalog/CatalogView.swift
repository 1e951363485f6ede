// SPDX-License-Identifier: Apache-2.0

public import Schemas
public import Values

/// A version of the catalog as a session in one database reads it.
public final class CatalogView: CatalogReader {
    let catalog: Catalog
    /// The database the session is connected to.
    public let database: DatabaseDescription
    private let rowCount: @Sendable (UInt32) -> Double

    init(
        _ catalog: Catalog,
        database: DatabaseDescription,
        rowCount: @escaping @Sendable (UInt32) -> Double
    ) {
        self.catalog = catalog
        self.database = database
        self.rowCount = rowCount
    }

    /// `catalog` as sessions in `database` of `cluster` read it.
    ///
    /// The view does not hold the cluster, which holds it.
    convenience init(_ catalog: Catalog, of database: OID, in cluster: Cluster) {
        let description =
            catalog.databases[database]
            ?? DatabaseDescription(oid: database, name: "", owner: BootstrapOID.role)
        self.init(catalog, database: description) { [weak cluster] storageID in
            cluster?.estimatedRowCount(storageID) ?? 0
        }
    }

    /// Names this version of the catalog.
    public var version: UInt64 { catalog.version }

    /// All databases.
    public func databases() -> [DatabaseDescription] {
        catalog.databases.values.sorted { $0.oid < $1.oid }
    }

    /// All roles.
    public func roles() -> [RoleDescription] { catalog.roles.values.sorted { $0.oid < $1.oid } }

    /// The schemas of the current database.
    public func schemas() -> [SchemaDescription] {
        catalog.schemas.values.filter { $0.database == database.oid }.sorted { $0.oid < $1.oid }
    }

    /// The extensions of the current database.
    public func extensions() -> [ExtensionDescription] {
        catalog.extensions.values.filter { $0.database == database.oid }
            .sorted { $0.oid < $1.oid }
    }

    /// Everything in the current database that has a name in a schema.
    public func relations() -> [Relation] {
        catalog.relations.values
            .filter { catalog.schemas[$0.schema]?.database == database.oid }
            .sorted { $0.oid < $1.oid }
    }

    /// The schema called `name`.
    public func schema(named name: String) -> SchemaDescription? {
        catalog.schemas.values.first {
            $0.database == database.oid && $0.name.utf8.elementsEqual(name.utf8)
        }
    }

    /// The schema `oid`.
    public func schema(_ oid: OID) -> SchemaDescription? { catalog.schemas[oid] }

    /// What `name` stands for in `schema`.
    public func relation(named name: String, in schema: OID) -> Relation? {
        guard let oid = catalog.relationNames[QualifiedName(schema: schema, name: name)] else {
            return nil
        }
        return catalog.relations[oid]
    }

    /// The relation `oid`.
    public func relation(_ oid: OID) -> Relation? { catalog.relations[oid] }

    /// The indexes of `table`, in order of creation.
    public func indexes(of table: OID) -> [IndexDescription] {
        (catalog.indexesOfTable[table] ?? []).compactMap { oid in
            if case .index(let index)? = catalog.relations[oid] { index } else { nil }
        }
    }

    /// The comment on an object or on one of its columns.
    public func comment(on object: OID, in catalog: OID, column: Int32) -> String? {
        self.catalog.comments[CommentKey(object: object, catalog: catalog, column: column)]
    }

    /// All comments.
    public func comments() -> [(object: OID, catalog: OID, column: Int32, text: String)] {
        catalog.comments.map { key, text in (key.object, key.catalog, key.column, text) }
            .sorted { ($0.object, $0.catalog, $0.column) < ($1.object, $1.catalog, $1.column) }
    }

    /// What ANALYZE found out about `table`.
    public func statistics(of table: OID) -> TableStatistics? { catalog.statistics[table] }

    /// How many rows `table` has, estimated.
    public func estimatedRowCount(of table: OID) -> Double {
        guard case .table(let description)? = catalog.relations[table] else { return 0 }
        return rowCount(description.storageID)
    }
}
