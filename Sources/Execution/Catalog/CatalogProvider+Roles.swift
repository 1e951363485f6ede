// SPDX-License-Identifier: Apache-2.0

import Planning
import Schemas
import Values

extension CatalogProvider {
    /// Roles, as the table and the views show them.
    static let roles: [String: CatalogProvider] = [
        "pg_authid": CatalogProvider { source throws(DatabaseError) in
            source.catalog.roles().map { role in roleRow(role, shownPassword: nil) }
        },
        "pg_roles": CatalogProvider { source throws(DatabaseError) in
            source.catalog.roles().map { role in roleRow(role, shownPassword: "********") }
        },
        "pg_user": CatalogProvider { source throws(DatabaseError) in
            source.catalog.roles().filter(\.canLogin).map { userRow($0, "********") }
        },
        "pg_shadow": CatalogProvider { source throws(DatabaseError) in
            source.catalog.roles().filter(\.canLogin).map { userRow($0, nil) }
        },
        "pg_group": CatalogProvider { source throws(DatabaseError) in
            source.catalog.roles().filter { !$0.canLogin }.map { role in
                [
                    "groname": .text(role.name), "grosysid": .id(role.oid),
                    "grolist": .array(ArrayValue(elementType: .oid, [])),
                ]
            }
        },
    ]

    private static func roleRow(
        _ role: RoleDescription,
        shownPassword: String?
    ) -> CatalogRow {
        [
            "oid": .id(role.oid), "rolname": .text(role.name),
            "rolsuper": .bool(role.isSuperuser), "rolinherit": .bool(true),
            "rolcreaterole": .bool(role.isSuperuser), "rolcreatedb": .bool(role.isSuperuser),
            "rolcanlogin": .bool(role.canLogin), "rolreplication": .bool(role.isSuperuser),
            "rolbypassrls": .bool(role.isSuperuser), "rolconnlimit": .int32(-1),
            "rolpassword": .optional(shownPassword),
        ]
    }

    private static func userRow(_ role: RoleDescription, _ password: String?) -> CatalogRow {
        [
            "usename": .text(role.name), "usesysid": .id(role.oid),
            "usecreatedb": .bool(role.isSuperuser), "usesuper": .bool(role.isSuperuser),
            "userepl": .bool(role.isSuperuser), "usebypassrls": .bool(role.isSuperuser),
            "passwd": .optional(password),
        ]
    }
}
