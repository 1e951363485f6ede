// SPDX-License-Identifier: Apache-2.0

public import Values

/// A database: a set of schemas that sessions connect to.
public struct DatabaseDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// Its name.
    public var name: String
    /// The role that owns it.
    public var owner: OID
    /// Whether sessions may connect (`template0` refuses them).
    public var allowsConnections: Bool
    /// Whether CREATE DATABASE may copy it.
    public var isTemplate: Bool

    /// A description made of its parts.
    public init(
        oid: OID,
        name: String,
        owner: OID,
        allowsConnections: Bool = true,
        isTemplate: Bool = false
    ) {
        self.oid = oid
        self.name = name
        self.owner = owner
        self.allowsConnections = allowsConnections
        self.isTemplate = isTemplate
    }
}

/// A namespace of tables, indexes, sequences and types within a database.
public struct SchemaDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// The database it belongs to.
    public var database: OID
    /// Its name.
    public var name: String
    /// The role that owns it.
    public var owner: OID

    /// A description made of its parts.
    public init(oid: OID, database: OID, name: String, owner: OID) {
        self.oid = oid
        self.database = database
        self.name = name
        self.owner = owner
    }
}

/// A role: who owns objects and who may log in.
public struct RoleDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// Its name.
    public var name: String
    /// Whether it may do everything.
    public var isSuperuser: Bool
    /// Whether sessions may begin as it.
    public var canLogin: Bool

    /// A description made of its parts.
    public init(oid: OID, name: String, isSuperuser: Bool, canLogin: Bool) {
        self.oid = oid
        self.name = name
        self.isSuperuser = isSuperuser
        self.canLogin = canLogin
    }
}

/// An installed extension; only `vector` exists.
public struct ExtensionDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// The database it belongs to.
    public var database: OID
    /// Its name.
    public var name: String
    /// The schema it is in.
    public var schema: OID
    /// Its version.
    public var version: String

    /// A description made of its parts.
    public init(oid: OID, database: OID, name: String, schema: OID, version: String) {
        self.oid = oid
        self.database = database
        self.name = name
        self.schema = schema
        self.version = version
    }
}

/// A sequence's parameters; its current value is kept apart, because it does not roll back.
public struct SequenceDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// The schema it is in.
    public var schema: OID
    /// Its name.
    public var name: String
    /// The role that owns it.
    public var owner: OID
    /// smallint, integer or bigint.
    public var type: OID
    /// The first value.
    public var start: Int64
    /// What each value adds to the one before.
    public var increment: Int64
    /// The least value.
    public var minimum: Int64
    /// The greatest value.
    public var maximum: Int64
    /// How many values a session may take at a time.
    public var cache: Int64
    /// Whether it starts over after its last value.
    public var cycles: Bool
    /// The table column that owns it, and so drops it: table and column number.
    public var ownedBy: ColumnReference?
    /// Whether it belongs to an identity column.
    public var isIdentity: Bool
    /// Names the stored value; renewed by RESTART inside a transaction.
    public var storageID: UInt32

    /// A description made of its parts.
    public init(
        oid: OID,
        schema: OID,
        name: String,
        owner: OID,
        type: OID = .int8,
        start: Int64 = 1,
        increment: Int64 = 1,
        minimum: Int64 = 1,
        maximum: Int64 = .max,
        cache: Int64 = 1,
        cycles: Bool = false,
        ownedBy: ColumnReference? = nil,
        isIdentity: Bool = false,
        storageID: UInt32
    ) {
        self.oid = oid
        self.schema = schema
        self.name = name
        self.owner = owner
        self.type = type
        self.start = start
        self.increment = increment
        self.minimum = minimum
        self.maximum = maximum
        self.cache = cache
        self.cycles = cycles
        self.ownedBy = ownedBy
        self.isIdentity = isIdentity
        self.storageID = storageID
    }
}

/// A column of a table, by number.
public struct ColumnReference: Sendable, Hashable {
    /// The table.
    public var table: OID
    /// The column, by number.
    public var column: Int16

    /// A description made of its parts.
    public init(table: OID, column: Int16) {
        self.table = table
        self.column = column
    }
}

/// A view: a named query.
public struct ViewDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// The schema it is in.
    public var schema: OID
    /// Its name.
    public var name: String
    /// The role that owns it.
    public var owner: OID
    /// The SELECT that defines it, as SQL text.
    public var query: String
    /// Its columns, in order.
    public var columns: [ColumnDescription]

    /// A description made of its parts.
    public init(
        oid: OID,
        schema: OID,
        name: String,
        owner: OID,
        query: String,
        columns: [ColumnDescription]
    ) {
        self.oid = oid
        self.schema = schema
        self.name = name
        self.owner = owner
        self.query = query
        self.columns = columns
    }
}
