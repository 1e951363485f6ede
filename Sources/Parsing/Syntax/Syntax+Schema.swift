// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// CREATE SEQUENCE.
    public struct CreateSequence: Sendable {
        /// Its name.
        public var relation: RelationName
        /// INCREMENT, START and the others: `increment`, `start`, `maxvalue`, `cycle`, `owned_by`
        /// and so on.
        public var options: [Option]
        /// IF NOT EXISTS.
        public var ifNotExists: Bool
    }

    /// ALTER SEQUENCE with sequence options.
    public struct AlterSequence: Sendable {
        /// Its name.
        public var relation: RelationName
        /// The options, `restart` among them.
        public var options: [Option]
        /// IF EXISTS.
        public var ifExists: Bool
    }

    /// CREATE SCHEMA.
    public struct CreateSchema: Sendable {
        /// Its name; nil takes the owner's.
        public var name: String?
        /// AUTHORIZATION.
        public var owner: RoleName?
        /// The statements that follow inside it.
        public var elements: [Statement]
        /// IF NOT EXISTS.
        public var ifNotExists: Bool
    }

    /// CREATE DATABASE.
    public struct CreateDatabase: Sendable {
        /// Its name.
        public var name: String
        /// WITH.
        public var options: [Option]
    }

    /// ALTER DATABASE with options.
    public struct AlterDatabase: Sendable {
        /// Its name.
        public var name: String
        /// The options.
        public var options: [Option]
    }

    /// ALTER DATABASE … SET and RESET.
    public struct AlterDatabaseSetting: Sendable {
        /// Its name.
        public var name: String
        /// The setting.
        public var setting: SetVariable
    }

    /// DROP DATABASE.
    public struct DropDatabase: Sendable {
        /// Its name.
        public var name: String
        /// IF EXISTS.
        public var ifExists: Bool
        /// WITH (FORCE).
        public var options: [Option]
    }

    /// CREATE EXTENSION.
    public struct CreateExtension: Sendable {
        /// Its name.
        public var name: String
        /// SCHEMA (`schema`), VERSION (`new_version`), CASCADE (`cascade`).
        public var options: [Option]
        /// IF NOT EXISTS.
        public var ifNotExists: Bool
    }

    /// ALTER EXTENSION … UPDATE.
    public struct AlterExtension: Sendable {
        /// Its name.
        public var name: String
        /// TO version (`new_version`).
        public var options: [Option]
    }

    /// CREATE VIEW.
    public struct CreateView: Sendable {
        /// What INSERT and UPDATE through the view check.
        public enum CheckOption: Sendable {
            case none
            case local
            case cascaded
        }
        /// Its name.
        public var relation: RelationName
        /// Its column names; empty when the query's are taken.
        public var columns: [String]
        /// The query.
        public var query: Query
        /// OR REPLACE.
        public var replaces: Bool
        /// WITH (…).
        public var options: [Option]
        /// WITH CHECK OPTION.
        public var checkOption: CheckOption
    }

    /// REFRESH MATERIALIZED VIEW.
    public struct RefreshMaterializedView: Sendable {
        /// Its name.
        public var relation: RelationName
        /// CONCURRENTLY.
        public var isConcurrent: Bool
        /// WITH NO DATA.
        public var skipsData: Bool
    }

    /// CREATE TYPE name AS ENUM.
    public struct CreateEnum: Sendable {
        /// Its name.
        public var name: ObjectName
        /// The labels in order.
        public var labels: [String]
    }

    /// ALTER TYPE of an enum.
    public struct AlterEnum: Sendable {
        /// What changes.
        public enum Change: Sendable {
            /// ADD VALUE [IF NOT EXISTS] label [BEFORE | AFTER neighbor].
            case add(String, neighbor: String?, isAfter: Bool, ifNotExists: Bool)
            /// RENAME VALUE.
            case rename(String, to: String)
        }
        /// Its name.
        public var name: ObjectName
        /// What changes.
        public var change: Change
    }

    /// CREATE TYPE name AS (columns).
    public struct CreateCompositeType: Sendable {
        /// Its name.
        public var relation: RelationName
        /// Its attributes.
        public var columns: [ColumnDefinition]
    }

    /// CREATE DOMAIN.
    public struct CreateDomain: Sendable {
        /// Its name.
        public var name: ObjectName
        /// The type it restricts.
        public var type: TypeName
        /// COLLATE.
        public var collation: ObjectName?
        /// Its constraints, DEFAULT among them.
        public var constraints: [Constraint]
    }

    /// ALTER DOMAIN.
    public struct AlterDomain: Sendable {
        /// What changes.
        public enum Change: Sendable {
            case setDefault(Expression)
            case dropDefault
            case setNotNull
            case dropNotNull
            case addConstraint(Constraint)
            case dropConstraint(String, ifExists: Bool, DropBehavior)
            case validateConstraint(String)
        }
        /// Its name.
        public var name: ObjectName
        /// What changes.
        public var change: Change
    }

    /// TRUNCATE.
    public struct Truncate: Sendable {
        /// The tables.
        public var relations: [RelationName]
        /// RESTART IDENTITY.
        public var restartsIdentity: Bool
        /// CASCADE or RESTRICT.
        public var behavior: DropBehavior
    }
}
