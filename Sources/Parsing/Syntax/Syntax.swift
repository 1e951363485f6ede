// SPDX-License-Identifier: Apache-2.0

/// The syntax tree of SQL text: what was written, before any name or type is looked up.
///
/// Trees are values and can be kept, shared between threads and analysed any number of times. Every
/// node that can be the subject of an error has a `position`: where it begins in the text that was
/// parsed, in characters from 1, as PostgreSQL reports it; nil where PostgreSQL has none. A tree is
/// at most ``Parser/maximumDepth`` levels deep.
///
/// Identifiers are as the scanner left them: folded to lower case unless quoted, cut to 63 bytes.
///
/// Source: PostgreSQL 15 manual, part VI "Reference", SQL Commands.
public enum Syntax {}

extension Syntax {
    /// A name that may carry a schema, and before it a database: `a`, `s.a`, `d.s.a`.
    public struct ObjectName: Hashable, Sendable {
        /// The database, for the three-part form.
        public var catalog: String?
        /// The schema, when written.
        public var schema: String?
        /// The last part.
        public var name: String
        /// Where it begins.
        public var position: Int?

        /// A name made of its parts.
        public init(
            catalog: String? = nil,
            schema: String? = nil,
            _ name: String,
            position: Int? = nil
        ) {
            self.catalog = catalog
            self.schema = schema
            self.name = name
            self.position = position
        }
    }

    /// A table, view, index or sequence as named in a statement.
    public struct RelationName: Sendable {
        /// Schema and name.
        public var name: ObjectName
        /// False for `ONLY name`.
        public var includesDescendants: Bool
        /// Whether TEMP or UNLOGGED was written (only where a relation is created).
        public var persistence: Persistence
        /// The name given with AS and its column names.
        public var alias: Alias?
        /// Where it begins.
        public var position: Int? { name.position }
    }

    /// How long a relation lives and whether it is logged.
    public enum Persistence: Sendable {
        case permanent
        case unlogged
        case temporary
    }

    /// `AS name (column, …)`.
    public struct Alias: Sendable {
        /// The new name.
        public var name: String
        /// New names for the leading columns; empty when none are given.
        public var columns: [String]
    }

    /// An operator as written: `<->`, or `OPERATOR(public.<->)` with its schema.
    public struct OperatorName: Hashable, Sendable {
        /// The schema, for the `OPERATOR()` form.
        public var schema: String?
        /// The symbol.
        public var name: String

        /// An operator made of its parts.
        public init(schema: String? = nil, _ name: String) {
            self.schema = schema
            self.name = name
        }
    }

    /// What DROP does about objects that depend on the dropped one.
    public enum DropBehavior: Sendable {
        /// Refuse; the default.
        case restrict
        /// Drop them too.
        case cascade
    }

    /// A role as named in a statement.
    public struct RoleName: Sendable {
        /// The ways to name a role.
        public enum Kind: Sendable, Hashable {
            case named(String)
            case currentRole
            case currentUser
            case sessionUser
            case `public`
        }
        /// Which role.
        public var kind: Kind
        /// Where it begins.
        public var position: Int?
    }
}
