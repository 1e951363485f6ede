// SPDX-License-Identifier: Apache-2.0

public import Values

/// An index, and with it a PRIMARY KEY or UNIQUE constraint.
public struct IndexDescription: Sendable, Hashable {
    /// Its identifier.
    public var oid: OID
    /// The schema it is in.
    public var schema: OID
    /// The table.
    public var table: OID
    /// Its name.
    public var name: String
    /// `btree`, `hnsw`, `ivfflat`, `flat`, `alex`.
    public var method: String
    /// What it orders rows by, most significant first.
    public var keys: [Key]
    /// Columns stored beside the keys, by number.
    public var included: [Int16]
    /// Whether no two rows may have the same key.
    public var isUnique: Bool
    /// Whether it stands for PRIMARY KEY or a UNIQUE constraint.
    public var constraint: Constraint?
    /// The OID of that constraint.
    public var constraintOID: OID
    /// The WHERE of a partial index, as SQL text.
    public var predicateSQL: String?
    /// Whether NULLs count as equal to each other (NULLS NOT DISTINCT).
    public var nullsNotDistinct: Bool
    /// Whether it has all rows; false while it is being built.
    public var isValid: Bool
    /// Whether it is made of newer rows than the statement sees, so that only changes may use it;
    /// never stored.
    public var isTooNew = false
    /// WITH options as given (`m=16`).
    public var options: [String]
    /// The prefix of its keys in the `entries` family.
    public var storageID: UInt32

    /// One key of an index: a column or an expression, and its order.
    public struct Key: Sendable, Hashable {
        /// The column, or nil for an expression.
        public var column: Int16?
        /// The expression as SQL text.
        public var expressionSQL: String?
        /// The SQL type.
        public var type: SQLType
        /// The operator class, unless the type's default.
        public var operatorClass: String?
        /// DESC.
        public var isDescending: Bool
        /// NULLS FIRST.
        public var nullsFirst: Bool

        /// A description made of its parts.
        public init(
            column: Int16?,
            expressionSQL: String? = nil,
            type: SQLType,
            operatorClass: String? = nil,
            isDescending: Bool = false,
            nullsFirst: Bool = false
        ) {
            self.column = column
            self.expressionSQL = expressionSQL
            self.type = type
            self.operatorClass = operatorClass
            self.isDescending = isDescending
            self.nullsFirst = nullsFirst
        }
    }

    /// The constraint an index stands for, as `pg_constraint.contype` spells it.
    public enum Constraint: String, Sendable, Hashable {
        case primaryKey = "p"
        case unique = "u"
    }

    /// A description made of its parts.
    public init(
        oid: OID,
        schema: OID,
        table: OID,
        name: String,
        method: String,
        keys: [Key],
        included: [Int16] = [],
        isUnique: Bool,
        constraint: Constraint? = nil,
        constraintOID: OID = .invalid,
        predicateSQL: String? = nil,
        nullsNotDistinct: Bool = false,
        isValid: Bool = true,
        options: [String] = [],
        storageID: UInt32
    ) {
        self.oid = oid
        self.schema = schema
        self.table = table
        self.name = name
        self.method = method
        self.keys = keys
        self.included = included
        self.isUnique = isUnique
        self.constraint = constraint
        self.constraintOID = constraintOID
        self.predicateSQL = predicateSQL
        self.nullsNotDistinct = nullsNotDistinct
        self.isValid = isValid
        self.options = options
        self.storageID = storageID
    }
}

extension IndexDescription {
    /// Whether it orders rows by its keys; all but vector indexes do.
    public var isOrdered: Bool { !isVectorIndex }

    /// Whether queries may use it.
    public var isReadable: Bool { isValid && !isTooNew }

    /// Whether a learned index holds its entries in memory.
    public var isLearned: Bool { method == "alex" }
}
