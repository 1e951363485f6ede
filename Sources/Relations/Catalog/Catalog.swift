// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Synchronization
public import Values

/// One version of everything the cluster has catalogued: an immutable value that snapshots share.
///
/// DDL makes ``CatalogChange``s. A transaction sees them on its own copy; committing applies them
/// to the cluster's current version under the commit lock, so concurrent DDL on different objects
/// composes and every snapshot pairs rows with the catalog they were written under.
public struct Catalog: Sendable {
    /// Names this very catalog within the process: every change, committed or not, gives another.
    public internal(set) var version: UInt64 = 0
    private static let versions = Atomic<UInt64>(0)
    private(set) var databases: [OID: DatabaseDescription] = [:]
    private(set) var schemas: [OID: SchemaDescription] = [:]
    private(set) var roles: [OID: RoleDescription] = [:]
    private(set) var extensions: [OID: ExtensionDescription] = [:]
    private(set) var relations: [OID: Relation] = [:]
    private(set) var relationNames: [QualifiedName: OID] = [:]
    private(set) var indexesOfTable: [OID: [OID]] = [:]
    private(set) var comments: [CommentKey: String] = [:]
    private(set) var purges: Set<Purge> = []
    private(set) var statistics: [OID: TableStatistics] = [:]

    /// An empty catalog.
    init() {}

    /// Applies one change.
    mutating func apply(_ change: CatalogChange) {
        version = Self.versions.wrappingAdd(1, ordering: .relaxed).newValue
        switch change {
        case .put(let object): put(object)
        case .remove(let key): remove(key)
        }
    }

    /// Keeps queries off `indexes`, by OID and storage, which are made of newer rows than they are
    /// to see.
    mutating func markTooNew(_ indexes: [OID: UInt32]) {
        for (oid, storageID) in indexes {
            guard case .index(var index)? = relations[oid], index.storageID == storageID else {
                continue
            }
            index.isTooNew = true
            relations[oid] = .index(index)
        }
    }

    /// Forgets a purge without counting as a change: no plan depends on it.
    mutating func remember(done purge: Purge) { purges.remove(purge) }

    private mutating func put(_ object: CatalogObject) {
        switch object {
        case .database(let database): databases[database.oid] = database
        case .schema(let schema): schemas[schema.oid] = schema
        case .role(let role): roles[role.oid] = role
        case .extension(let item): extensions[item.oid] = item
        case .relation(let relation): put(relation)
        case .comment(let key, let text): comments[key] = text
        case .purge(let purge): purges.insert(purge)
        case .statistics(let found): statistics[found.table] = found
        }
    }

    private mutating func put(_ relation: Relation) {
        if let old = relations[relation.oid] {
            relationNames[QualifiedName(schema: old.schema, name: old.name)] = nil
        }
        relations[relation.oid] = relation
        relationNames[QualifiedName(schema: relation.schema, name: relation.name)] = relation.oid
        if case .index(let index) = relation {
            var siblings = indexesOfTable[index.table] ?? []
            if !siblings.contains(index.oid) {
                siblings.append(index.oid)
                siblings.sort()
                indexesOfTable[index.table] = siblings
            }
        }
    }

    private mutating func remove(_ key: CatalogKey) {
        switch key {
        case .database(let oid): databases[oid] = nil
        case .schema(let oid): schemas[oid] = nil
        case .role(let oid): roles[oid] = nil
        case .extension(let oid): extensions[oid] = nil
        case .relation(let oid):
            guard let old = relations.removeValue(forKey: oid) else { return }
            relationNames[QualifiedName(schema: old.schema, name: old.name)] = nil
            if case .index(let index) = old { indexesOfTable[index.table]?.removeAll { $0 == oid } }
            if case .table = old { indexesOfTable[oid] = nil }
        case .comment(let key): comments[key] = nil
        case .purge(let purge): purges.remove(purge)
        case .statistics(let table): statistics[table] = nil
        }
    }

    /// The greatest OID and storage id in use, so that new ones can be given after it.
    var greatestIdentifier: UInt32 {
        var greatest: UInt32 = 0
        for oid in databases.keys { greatest = max(greatest, oid.rawValue) }
        for oid in schemas.keys { greatest = max(greatest, oid.rawValue) }
        for oid in roles.keys { greatest = max(greatest, oid.rawValue) }
        for oid in extensions.keys { greatest = max(greatest, oid.rawValue) }
        for purge in purges { greatest = max(greatest, purge.storageID) }
        for (oid, relation) in relations {
            greatest = max(greatest, oid.rawValue)
            switch relation {
            case .table(let table):
                greatest = max(greatest, table.storageID)
                for constraint in table.constraints {
                    greatest = max(greatest, constraint.oid.rawValue)
                }
            case .index(let index):
                greatest = max(greatest, index.storageID, index.constraintOID.rawValue)
            case .sequence(let sequence): greatest = max(greatest, sequence.storageID)
            case .view: break
            }
        }
        return greatest
    }
}

/// A name within a schema, compared by bytes.
struct QualifiedName: Hashable {
    let schema: OID
    let name: String

    static func == (left: QualifiedName, right: QualifiedName) -> Bool {
        left.schema == right.schema && left.name.utf8.elementsEqual(right.name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(schema)
        for byte in name.utf8 { hasher.combine(byte) }
    }
}

/// What a comment is on: an object of a system catalog, or one of its columns.
public struct CommentKey: Hashable, Sendable {
    /// The object.
    public let object: OID
    /// The system catalog that the object belongs to.
    public let catalog: OID
    /// The column, by number.
    public let column: Int32

    /// A key made of its parts.
    public init(object: OID, catalog: OID, column: Int32) {
        self.object = object
        self.catalog = catalog
        self.column = column
    }
}

/// Keys that a dropped or truncated relation left behind, until the background has removed them.
public struct Purge: Hashable, Sendable {
    /// The prefix of the keys.
    public let storageID: UInt32

    /// A key made of its parts.
    public init(storageID: UInt32) { self.storageID = storageID }
}

/// One catalogued object.
public enum CatalogObject: Sendable {
    case database(DatabaseDescription)
    case schema(SchemaDescription)
    case role(RoleDescription)
    case `extension`(ExtensionDescription)
    case relation(Relation)
    case comment(CommentKey, String)
    case purge(Purge)
    case statistics(TableStatistics)

    /// What identifies it.
    public var key: CatalogKey {
        switch self {
        case .database(let database): .database(database.oid)
        case .schema(let schema): .schema(schema.oid)
        case .role(let role): .role(role.oid)
        case .extension(let item): .extension(item.oid)
        case .relation(let relation): .relation(relation.oid)
        case .comment(let key, _): .comment(key)
        case .purge(let purge): .purge(purge)
        case .statistics(let statistics): .statistics(statistics.table)
        }
    }
}

/// What identifies a catalogued object.
public enum CatalogKey: Hashable, Sendable {
    case database(OID)
    case schema(OID)
    case role(OID)
    case `extension`(OID)
    case relation(OID)
    case comment(CommentKey)
    case purge(Purge)
    /// The statistics of a table.
    case statistics(OID)
}

/// One step of DDL.
public enum CatalogChange: Sendable {
    case put(CatalogObject)
    case remove(CatalogKey)
}
