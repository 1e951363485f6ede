// SPDX-License-Identifier: Apache-2.0

extension Syntax.Statement {
    /// The command tag, without row counts: what CommandComplete reports and error messages name.
    ///
    /// Source: PostgreSQL 15, `CreateCommandTag`.
    public var commandTag: String {
        switch self {
        case .select: "SELECT"
        case .insert: "INSERT"
        case .update: "UPDATE"
        case .delete: "DELETE"
        case .createTable: "CREATE TABLE"
        case .createTableAs(let node): node.commandTag
        case .createView: "CREATE VIEW"
        case .refreshMaterializedView: "REFRESH MATERIALIZED VIEW"
        case .createIndex: "CREATE INDEX"
        case .createSequence: "CREATE SEQUENCE"
        case .createSchema: "CREATE SCHEMA"
        case .createDatabase: "CREATE DATABASE"
        case .createExtension: "CREATE EXTENSION"
        case .createEnum, .createCompositeType: "CREATE TYPE"
        case .createDomain: "CREATE DOMAIN"
        case .createRole: "CREATE ROLE"
        case .drop, .dropDatabase, .dropRole, .dropOwned: dropTag
        case .alterTable, .alterSequence, .alterDatabase, .alterDatabaseSetting, .alterExtension,
            .alterEnum, .alterDomain, .alterRole, .alterRoleSetting, .alterOwner, .alterSchema,
            .alterDefaultPrivileges, .rename:
            alterTag
        case .comment: "COMMENT"
        case .reassignOwned: "REASSIGN OWNED"
        case .truncate: "TRUNCATE TABLE"
        case .grant(let node): node.isGrant ? "GRANT" : "REVOKE"
        case .grantRole(let node): node.isGrant ? "GRANT ROLE" : "REVOKE ROLE"
        default: sessionTag
        }
    }

    private var dropTag: String {
        switch self {
        case .drop(let node): "DROP \(node.kind.rawValue)"
        case .dropDatabase: "DROP DATABASE"
        case .dropRole: "DROP ROLE"
        default: "DROP OWNED"
        }
    }

    private var alterTag: String {
        switch self {
        case .alterTable(let node): "ALTER \(node.kind.rawValue)"
        case .alterSequence: "ALTER SEQUENCE"
        case .alterDatabase, .alterDatabaseSetting: "ALTER DATABASE"
        case .alterExtension: "ALTER EXTENSION"
        case .alterEnum: "ALTER TYPE"
        case .alterDomain: "ALTER DOMAIN"
        case .alterRole, .alterRoleSetting: "ALTER ROLE"
        case .alterOwner(let node): "ALTER \(node.kind.rawValue)"
        case .alterSchema(let node): "ALTER \(node.kind.rawValue)"
        case .alterDefaultPrivileges: "ALTER DEFAULT PRIVILEGES"
        case .rename(let node): node.commandTag
        default: "ALTER"
        }
    }

    private var sessionTag: String {
        switch self {
        case .transaction(let node): node.commandTag
        case .set(let node): node.commandTag
        case .show: "SHOW"
        case .setConstraints: "SET CONSTRAINTS"
        case .discard(let node): node.commandTag
        case .prepare: "PREPARE"
        case .execute: "EXECUTE"
        case .deallocate(let node): node.name == nil ? "DEALLOCATE ALL" : "DEALLOCATE"
        case .declareCursor: "DECLARE CURSOR"
        case .fetch(let node): node.isMove ? "MOVE" : "FETCH"
        case .closeCursor(let node): node.name == nil ? "CLOSE CURSOR ALL" : "CLOSE CURSOR"
        case .listen: "LISTEN"
        case .unlisten: "UNLISTEN"
        case .notify: "NOTIFY"
        case .lock: "LOCK TABLE"
        case .copy: "COPY"
        case .explain: "EXPLAIN"
        case .vacuum(let node): node.isVacuum ? "VACUUM" : "ANALYZE"
        case .reindex: "REINDEX"
        case .cluster: "CLUSTER"
        case .checkpoint: "CHECKPOINT"
        case .do: "DO"
        case .call: "CALL"
        case .unsupported(let node): node.commandTag
        default: "???"
        }
    }
}

extension Syntax.CreateTableAs {
    fileprivate var commandTag: String {
        switch kind {
        case .materializedView: "CREATE MATERIALIZED VIEW"
        case .table: "CREATE TABLE AS"
        }
    }
}

extension Syntax.Rename {
    /// A column's or constraint's renaming is an alteration of its relation.
    fileprivate var commandTag: String {
        switch kind {
        case .column: "ALTER \(relationKind.rawValue)"
        case .attribute: "ALTER TYPE"
        case .tableConstraint: "ALTER TABLE"
        case .domainConstraint: "ALTER DOMAIN"
        default: "ALTER \(kind.rawValue)"
        }
    }
}

extension Syntax.Transaction {
    fileprivate var commandTag: String {
        switch self {
        case .begin: "BEGIN"
        case .start: "START TRANSACTION"
        case .commit: "COMMIT"
        case .rollback, .rollbackTo: "ROLLBACK"
        case .savepoint: "SAVEPOINT"
        case .release: "RELEASE"
        case .prepare: "PREPARE TRANSACTION"
        case .commitPrepared: "COMMIT PREPARED"
        case .rollbackPrepared: "ROLLBACK PREPARED"
        }
    }
}

extension Syntax.SetVariable {
    fileprivate var commandTag: String {
        switch kind {
        case .reset, .resetAll: "RESET"
        default: "SET"
        }
    }
}

extension Syntax.Discard {
    fileprivate var commandTag: String {
        switch self {
        case .all: "DISCARD ALL"
        case .plans: "DISCARD PLANS"
        case .sequences: "DISCARD SEQUENCES"
        case .temporary: "DISCARD TEMP"
        }
    }
}
