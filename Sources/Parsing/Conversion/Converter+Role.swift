// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// CREATE ROLE.
    func createRole(
        _ node: UnsafePointer<PgCreateRoleStmt>
    ) throws(DatabaseError) -> Syntax.CreateRole {
        let kind: Syntax.CreateRole.Kind =
            switch node.pointee.stmt_type {
            case .user: .user
            case .group: .group
            default: .role
            }
        return .init(
            kind: kind,
            name: name(node.pointee.role),
            options: try options(node.pointee.options)
        )
    }

    /// ALTER ROLE.
    func alterRole(_ node: UnsafePointer<PgAlterRoleStmt>) throws(DatabaseError) -> Syntax.AlterRole
    {
        .init(
            role: try role(node.pointee.role),
            options: try options(node.pointee.options),
            adds: node.pointee.action >= 0
        )
    }

    /// ALTER ROLE … SET.
    func alterRoleSetting(
        _ node: UnsafePointer<PgAlterRoleSetStmt>
    ) throws(DatabaseError) -> Syntax.AlterRoleSetting {
        .init(
            role: try optional(node.pointee.role) { node throws(DatabaseError) in
                try role(node)
            },
            database: String(cName: node.pointee.database),
            setting: try setVariable(required(node.pointee.setstmt))
        )
    }

    /// DROP ROLE.
    func dropRole(_ node: UnsafePointer<PgDropRoleStmt>) throws(DatabaseError) -> Syntax.DropRole {
        .init(roles: try roles(node.pointee.roles), ifExists: node.pointee.missing_ok)
    }

    /// GRANT and REVOKE.
    func grant(_ node: UnsafePointer<PgGrantStmt>) throws(DatabaseError) -> Syntax.Grant {
        let target: Syntax.Grant.Target
        switch node.pointee.targtype {
        case .allInSchema: target = .allInSchema(RawList(node.pointee.objects).strings)
        case .defaults: target = .defaults
        default:
            target = .objects(
                try map(node.pointee.objects) { node throws(DatabaseError) in
                    try objectReference(node)
                }
            )
        }
        return .init(
            isGrant: node.pointee.is_grant,
            privileges: try map(node.pointee.privileges) { node throws(DatabaseError) in
                let raw = (node.cast() as UnsafePointer<PgAccessPriv>).pointee
                return .init(name: String(cName: raw.priv_name), columns: RawList(raw.cols).strings)
            },
            kind: try objectKind(node.pointee.objtype),
            target: target,
            grantees: try roles(node.pointee.grantees),
            withGrantOption: node.pointee.grant_option,
            grantor: try optional(node.pointee.grantor) { node throws(DatabaseError) in
                try role(node)
            },
            behavior: behavior(node.pointee.behavior)
        )
    }

    /// GRANT and REVOKE of roles.
    func grantRole(_ node: UnsafePointer<PgGrantRoleStmt>) throws(DatabaseError) -> Syntax.GrantRole
    {
        .init(
            isGrant: node.pointee.is_grant,
            roles: try map(node.pointee.granted_roles) { node throws(DatabaseError) in
                name((node.cast() as UnsafePointer<PgAccessPriv>).pointee.priv_name)
            },
            grantees: try roles(node.pointee.grantee_roles),
            withAdminOption: node.pointee.admin_opt,
            grantor: try optional(node.pointee.grantor) { node throws(DatabaseError) in
                try role(node)
            },
            behavior: behavior(node.pointee.behavior)
        )
    }

    /// ALTER DEFAULT PRIVILEGES.
    func alterDefaultPrivileges(
        _ node: UnsafePointer<PgAlterDefaultPrivilegesStmt>
    ) throws(DatabaseError) -> Syntax.AlterDefaultPrivileges {
        .init(
            options: try options(node.pointee.options),
            grant: try grant(required(node.pointee.action))
        )
    }

    /// DROP OWNED.
    func dropOwned(
        _ node: UnsafePointer<PgDropOwnedStmt>
    ) throws(DatabaseError) -> Syntax.OwnedObjects {
        .init(
            roles: try roles(node.pointee.roles),
            newOwner: nil,
            behavior: behavior(node.pointee.behavior)
        )
    }

    /// REASSIGN OWNED.
    func reassignOwned(
        _ node: UnsafePointer<PgReassignOwnedStmt>
    ) throws(DatabaseError) -> Syntax.OwnedObjects {
        .init(
            roles: try roles(node.pointee.roles),
            newOwner: try role(node.pointee.newrole),
            behavior: .restrict
        )
    }
}
