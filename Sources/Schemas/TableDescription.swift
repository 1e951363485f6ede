// SPDX-License-Identifier: Apache-2.0

public import Values

/// A table: its columns, constraints and where its rows are stored.
public struct TableDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// The schema it is in.
    public var schema: OID
    /// Its name.
    public var name: String
    /// The role that owns it.
    public var owner: OID
    /// Every column ever added, in order; dropped ones stay, so that numbers stay valid.
    public var columns: [ColumnDescription]
    /// CHECK and FOREIGN KEY constraints; PRIMARY KEY and UNIQUE stand in their index.
    public var constraints: [ConstraintDescription]
    /// The prefix of the keys that hold its rows; TRUNCATE takes a new one.
    public var storageID: UInt32
    /// Permanent, unlogged or temporary, as `pg_class.relpersistence` spells it.
    public var persistence: Persistence
    /// Storage parameters as given (`fillfactor=70`), for `pg_class.reloptions`.
    public var options: [String]

    /// How long a table's contents live.
    public enum Persistence: String, Sendable, Hashable {
        case permanent = "p"
        case unlogged = "u"
        case temporary = "t"
    }

    /// A description made of its parts.
    public init(
        oid: OID,
        schema: OID,
        name: String,
        owner: OID,
        columns: [ColumnDescription],
        constraints: [ConstraintDescription] = [],
        storageID: UInt32,
        persistence: Persistence = .permanent,
        options: [String] = []
    ) {
        self.oid = oid
        self.schema = schema
        self.name = name
        self.owner = owner
        self.columns = columns
        self.constraints = constraints
        self.storageID = storageID
        self.persistence = persistence
        self.options = options
    }

    /// The columns that have not been dropped, in order.
    public var liveColumns: [ColumnDescription] { columns.filter { !$0.isDropped } }

    /// The column called `name`, unless dropped.
    public func column(named name: String) -> ColumnDescription? {
        columns.first { !$0.isDropped && $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// The column numbered `number`, dropped or not.
    public func column(numbered number: Int16) -> ColumnDescription? {
        number > 0 && Int(number) <= columns.count ? columns[Int(number) - 1] : nil
    }
}

/// A column of a table or view.
public struct ColumnDescription: Sendable, Hashable {
    /// From 1, in the order of creation; never reused.
    public var number: Int16
    /// Its name.
    public var name: String
    /// The SQL type.
    public var type: SQLType
    /// NOT NULL.
    public var isNotNull: Bool
    /// The default as SQL text; for a generated column its expression.
    public var defaultSQL: String?
    /// GENERATED … AS IDENTITY.
    public var identity: Identity?
    /// Whether ``defaultSQL`` is `GENERATED ALWAYS AS … STORED`.
    public var isGenerated: Bool
    /// What rows written before the column existed have; in text form.
    public var missingValue: String?
    /// Whether it has been dropped.
    public var isDropped: Bool
    /// How many common values and parts of a histogram ANALYZE keeps, 0 for no statistics; nil for
    /// `default_statistics_target`.
    public var statisticsTarget: Int16?

    /// The two kinds of identity column, as `pg_attribute.attidentity` spells them.
    public enum Identity: String, Sendable, Hashable {
        case always = "a"
        case byDefault = "d"
    }

    /// A description made of its parts.
    public init(
        number: Int16,
        name: String,
        type: SQLType,
        isNotNull: Bool = false,
        defaultSQL: String? = nil,
        identity: Identity? = nil,
        isGenerated: Bool = false,
        missingValue: String? = nil,
        isDropped: Bool = false,
        statisticsTarget: Int16? = nil
    ) {
        self.number = number
        self.name = name
        self.type = type
        self.isNotNull = isNotNull
        self.defaultSQL = defaultSQL
        self.identity = identity
        self.isGenerated = isGenerated
        self.missingValue = missingValue
        self.isDropped = isDropped
        self.statisticsTarget = statisticsTarget
    }

    /// Whether values live in the `vectors` family, out of the row: vector, halfvec, sparsevec.
    public var isStoredOutOfRow: Bool {
        type.oid == .vector || type.oid == .halfvec || type.oid == .sparsevec
    }
}

/// A constraint that is not an index.
public struct ConstraintDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// Its name.
    public var name: String
    /// Which kind.
    public var kind: Kind
    /// Whether all rows are known to meet it; NOT VALID is not.
    public var isValidated: Bool

    /// What it demands.
    public enum Kind: Sendable, Hashable {
        /// The SQL text of a boolean expression over the row.
        case check(sql: String)
        case foreignKey(ForeignKey)
    }

    /// A reference from columns of this table to a unique key of another.
    public struct ForeignKey: Sendable, Hashable {
        /// The columns, by number.
        public var columns: [Int16]
        /// The referenced table.
        public var table: OID
        /// The referenced columns, by number.
        public var referenced: [Int16]
        /// What happens on DELETE and UPDATE of the referenced row, as `pg_constraint` spells it.
        public var onDelete: String
        /// What happens on UPDATE, as `pg_constraint` spells it.
        public var onUpdate: String

        /// A description made of its parts.
        public init(
            columns: [Int16],
            table: OID,
            referenced: [Int16],
            onDelete: String,
            onUpdate: String
        ) {
            self.columns = columns
            self.table = table
            self.referenced = referenced
            self.onDelete = onDelete
            self.onUpdate = onUpdate
        }
    }

    /// A description made of its parts.
    public init(oid: OID, name: String, kind: Kind, isValidated: Bool = true) {
        self.oid = oid
        self.name = name
        self.kind = kind
        self.isValidated = isValidated
    }
}
