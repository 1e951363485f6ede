// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// A statement, one level deeper than what holds it.
    func statement(_ node: RawNode?) throws(DatabaseError) -> Syntax.Statement {
        guard let node else { throw .missingNode }
        return try nested { () throws(DatabaseError) in
            switch node.tag {
            case .selectStmt: .select(try query(select: node.cast()))
            case .insertStmt: .insert(try insert(node.cast()))
            case .updateStmt: .update(try update(node.cast()))
            case .deleteStmt: .delete(try delete(node.cast()))
            case .transactionStmt: .transaction(try transaction(node.cast()))
            default:
                if let statement = try definition(node) {
                    statement
                } else if let statement = try alteration(node) {
                    statement
                } else if let statement = try session(node) {
                    statement
                } else if let statement = try command(node) {
                    statement
                } else {
                    try unsupported(node)
                }
            }
        }
    }

    /// The statements that create and drop.
    private func definition(_ node: RawNode) throws(DatabaseError) -> Syntax.Statement? {
        switch node.tag {
        case .createStmt: .createTable(try createTable(node.cast()))
        case .createTableAsStmt: .createTableAs(try createTableAs(node.cast()))
        case .viewStmt: .createView(try createView(node.cast()))
        case .indexStmt: .createIndex(try createIndex(node.cast()))
        case .createSeqStmt: .createSequence(try createSequence(node.cast()))
        case .createSchemaStmt: .createSchema(try createSchema(node.cast()))
        case .createdbStmt: .createDatabase(try createDatabase(node.cast()))
        case .createExtensionStmt: .createExtension(try createExtension(node.cast()))
        case .createEnumStmt: .createEnum(try createEnum(node.cast()))
        case .compositeTypeStmt: .createCompositeType(try createCompositeType(node.cast()))
        case .createDomainStmt: .createDomain(try createDomain(node.cast()))
        case .createRoleStmt: .createRole(try createRole(node.cast()))
        case .dropStmt: .drop(try drop(node.cast()))
        case .dropdbStmt: .dropDatabase(try dropDatabase(node.cast()))
        case .dropRoleStmt: .dropRole(try dropRole(node.cast()))
        case .dropOwnedStmt: .dropOwned(try dropOwned(node.cast()))
        case .reassignOwnedStmt: .reassignOwned(try reassignOwned(node.cast()))
        case .truncateStmt: .truncate(try truncate(node.cast()))
        default: nil
        }
    }

    /// The statements that change what exists.
    private func alteration(_ node: RawNode) throws(DatabaseError) -> Syntax.Statement? {
        switch node.tag {
        case .alterTableStmt: return .alterTable(try alterTable(node.cast()))
        case .alterSeqStmt: return .alterSequence(try alterSequence(node.cast()))
        case .alterDatabaseStmt: return .alterDatabase(try alterDatabase(node.cast()))
        case .alterDatabaseSetStmt:
            return .alterDatabaseSetting(try alterDatabaseSetting(node.cast()))
        case .alterExtensionStmt:
            let raw = (node.cast() as UnsafePointer<PgAlterExtensionStmt>).pointee
            return .alterExtension(
                .init(name: name(raw.extname), options: try options(raw.options))
            )
        case .alterEnumStmt: return .alterEnum(try alterEnum(node.cast()))
        case .alterDomainStmt: return .alterDomain(try alterDomain(node.cast()))
        case .alterRoleStmt: return .alterRole(try alterRole(node.cast()))
        case .alterRoleSetStmt: return .alterRoleSetting(try alterRoleSetting(node.cast()))
        case .alterOwnerStmt: return .alterOwner(try alterOwner(node.cast()))
        case .alterObjectSchemaStmt: return .alterSchema(try alterSchema(node.cast()))
        case .alterDefaultPrivilegesStmt:
            return .alterDefaultPrivileges(try alterDefaultPrivileges(node.cast()))
        case .renameStmt: return .rename(try rename(node.cast()))
        case .commentStmt: return .comment(try comment(node.cast()))
        case .grantStmt: return .grant(try grant(node.cast()))
        case .grantRoleStmt: return .grantRole(try grantRole(node.cast()))
        default: return nil
        }
    }

    /// The statements about the session's own state.
    private func session(_ node: RawNode) throws(DatabaseError) -> Syntax.Statement? {
        switch node.tag {
        case .variableSetStmt: return .set(try setVariable(node.cast()))
        case .variableShowStmt:
            let raw = (node.cast() as UnsafePointer<PgVariableShowStmt>).pointee
            return .show(.init(name: name(raw.name)))
        case .constraintsSetStmt: return .setConstraints(try setConstraints(node.cast()))
        case .discardStmt: return .discard(discard(node.cast()))
        case .prepareStmt: return .prepare(try prepare(node.cast()))
        case .executeStmt: return .execute(try execute(node.cast()))
        case .deallocateStmt:
            let raw = (node.cast() as UnsafePointer<PgDeallocateStmt>).pointee
            return .deallocate(.init(name: String(cName: raw.name)))
        case .declareCursorStmt: return .declareCursor(try declareCursor(node.cast()))
        case .fetchStmt: return .fetch(fetch(node.cast()))
        case .closePortalStmt:
            let raw = (node.cast() as UnsafePointer<PgClosePortalStmt>).pointee
            return .closeCursor(.init(name: String(cName: raw.portalname)))
        case .listenStmt:
            let raw = (node.cast() as UnsafePointer<PgListenStmt>).pointee
            return .listen(channel: name(raw.conditionname))
        case .unlistenStmt:
            let raw = (node.cast() as UnsafePointer<PgUnlistenStmt>).pointee
            return .unlisten(channel: String(cName: raw.conditionname))
        case .notifyStmt:
            let raw = (node.cast() as UnsafePointer<PgNotifyStmt>).pointee
            return .notify(
                .init(channel: name(raw.conditionname), payload: String(cName: raw.payload))
            )
        case .lockStmt: return .lock(try lock(node.cast()))
        default: return nil
        }
    }

    /// The other statements.
    private func command(_ node: RawNode) throws(DatabaseError) -> Syntax.Statement? {
        switch node.tag {
        case .copyStmt: return .copy(try copy(node.cast()))
        case .explainStmt: return .explain(try explain(node.cast()))
        case .vacuumStmt: return .vacuum(try vacuum(node.cast()))
        case .reindexStmt: return .reindex(try reindex(node.cast()))
        case .clusterStmt: return .cluster(try cluster(node.cast()))
        case .refreshMatViewStmt: return .refreshMaterializedView(try refresh(node.cast()))
        case .checkPointStmt: return .checkpoint
        case .doStmt:
            let raw = (node.cast() as UnsafePointer<PgDoStmt>).pointee
            return .do(.init(options: try options(raw.args)))
        case .callStmt: return .call(try call(node.cast()))
        default: return nil
        }
    }
}
