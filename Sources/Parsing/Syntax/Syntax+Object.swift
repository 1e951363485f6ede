// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// The kinds of object that DROP, COMMENT, GRANT and ALTER name.
    public enum ObjectKind: String, Sendable {
        case accessMethod = "ACCESS METHOD"
        case aggregate = "AGGREGATE"
        case attribute = "ATTRIBUTE"
        case cast = "CAST"
        case collation = "COLLATION"
        case column = "COLUMN"
        case conversion = "CONVERSION"
        case database = "DATABASE"
        case defaultPrivileges = "DEFAULT PRIVILEGES"
        case domain = "DOMAIN"
        case domainConstraint = "DOMAIN CONSTRAINT"
        case eventTrigger = "EVENT TRIGGER"
        case `extension` = "EXTENSION"
        case foreignDataWrapper = "FOREIGN DATA WRAPPER"
        case foreignServer = "SERVER"
        case foreignTable = "FOREIGN TABLE"
        case function = "FUNCTION"
        case index = "INDEX"
        case language = "LANGUAGE"
        case largeObject = "LARGE OBJECT"
        case materializedView = "MATERIALIZED VIEW"
        case `operator` = "OPERATOR"
        case operatorClass = "OPERATOR CLASS"
        case operatorFamily = "OPERATOR FAMILY"
        case parameter = "PARAMETER"
        case policy = "POLICY"
        case procedure = "PROCEDURE"
        case publication = "PUBLICATION"
        case role = "ROLE"
        case routine = "ROUTINE"
        case rule = "RULE"
        case schema = "SCHEMA"
        case sequence = "SEQUENCE"
        case statistics = "STATISTICS"
        case subscription = "SUBSCRIPTION"
        case table = "TABLE"
        case tableConstraint = "CONSTRAINT"
        case tablespace = "TABLESPACE"
        case transform = "TRANSFORM"
        case trigger = "TRIGGER"
        case textSearchConfiguration = "TEXT SEARCH CONFIGURATION"
        case textSearchDictionary = "TEXT SEARCH DICTIONARY"
        case textSearchParser = "TEXT SEARCH PARSER"
        case textSearchTemplate = "TEXT SEARCH TEMPLATE"
        case type = "TYPE"
        case userMapping = "USER MAPPING"
        case view = "VIEW"
    }

    /// An object as DROP, COMMENT and their like name it.
    public enum ObjectReference: Sendable {
        /// A name with its parts; for a column, constraint, trigger, rule or policy the last part
        /// is its own name and those before it name the relation.
        case name([String])
        /// A type or domain.
        case type(TypeName)
        /// A function, aggregate or operator with its argument types; nil where none are written.
        case signature(name: [String], arguments: [TypeName?]?)
        /// A cast from one type to another.
        case cast(TypeName, TypeName)
        /// A constraint of a domain.
        case domainConstraint(TypeName, String)
        /// An object kind that has another form.
        case other
    }

    /// DROP of everything but roles, databases and tablespaces.
    public struct Drop: Sendable {
        /// What is dropped.
        public var kind: ObjectKind
        /// The objects.
        public var objects: [ObjectReference]
        /// IF EXISTS.
        public var ifExists: Bool
        /// CASCADE or RESTRICT.
        public var behavior: DropBehavior
        /// CONCURRENTLY (indexes).
        public var isConcurrent: Bool
    }

    /// COMMENT ON.
    public struct Comment: Sendable {
        /// What is commented on.
        public var kind: ObjectKind
        /// Which one.
        public var object: ObjectReference
        /// The text; nil removes it.
        public var text: String?
    }

    /// ALTER … RENAME.
    public struct Rename: Sendable {
        /// What is renamed.
        public var kind: ObjectKind
        /// The kind of the relation, when a column or attribute is renamed.
        public var relationKind: ObjectKind
        /// The relation it is, or is part of.
        public var relation: RelationName?
        /// The object, when it is no relation.
        public var object: ObjectReference?
        /// The part of the relation or object, for instance the column.
        public var part: String?
        /// The new name.
        public var newName: String
        /// IF EXISTS.
        public var ifExists: Bool
        /// CASCADE or RESTRICT (attributes of types).
        public var behavior: DropBehavior
    }

    /// ALTER … OWNER TO, for what is no relation.
    public struct AlterOwner: Sendable {
        /// What changes hands.
        public var kind: ObjectKind
        /// Which one.
        public var object: ObjectReference
        /// The new owner.
        public var owner: RoleName
    }

    /// ALTER … SET SCHEMA.
    public struct AlterSchema: Sendable {
        /// What is moved.
        public var kind: ObjectKind
        /// The relation, when it is one.
        public var relation: RelationName?
        /// The object otherwise.
        public var object: ObjectReference?
        /// The schema it goes to.
        public var newSchema: String
        /// IF EXISTS.
        public var ifExists: Bool
    }
}
