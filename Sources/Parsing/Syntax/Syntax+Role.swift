// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// CREATE ROLE, USER and GROUP.
    public struct CreateRole: Sendable {
        /// Which word was used; USER implies LOGIN.
        public enum Kind: Sendable {
            case role
            case user
            case group
        }
        /// Which word was used.
        public var kind: Kind
        /// Its name.
        public var name: String
        /// `password`, `superuser`, `canlogin`, `createdb`, `connectionlimit`, `addroleto` and so
        /// on.
        public var options: [Option]
    }

    /// ALTER ROLE with options, and ALTER GROUP's ADD and DROP USER.
    public struct AlterRole: Sendable {
        /// Which role.
        public var role: RoleName
        /// The options; `rolemembers` for ALTER GROUP.
        public var options: [Option]
        /// False for DROP USER of ALTER GROUP.
        public var adds: Bool
    }

    /// ALTER ROLE … SET and RESET.
    public struct AlterRoleSetting: Sendable {
        /// Which role; nil for ALL.
        public var role: RoleName?
        /// IN DATABASE.
        public var database: String?
        /// The setting.
        public var setting: SetVariable
    }

    /// DROP ROLE, USER and GROUP.
    public struct DropRole: Sendable {
        /// The roles.
        public var roles: [RoleName]
        /// IF EXISTS.
        public var ifExists: Bool
    }

    /// GRANT and REVOKE of privileges on objects.
    public struct Grant: Sendable {
        /// Which objects are named.
        public enum Target: Sendable {
            /// These objects.
            case objects([ObjectReference])
            /// ALL … IN SCHEMA these.
            case allInSchema([String])
            /// ALTER DEFAULT PRIVILEGES.
            case defaults
        }
        /// False for REVOKE.
        public var isGrant: Bool
        /// The privileges; empty means ALL.
        public var privileges: [Privilege]
        /// What kind of object.
        public var kind: ObjectKind
        /// Which objects.
        public var target: Target
        /// To or from whom.
        public var grantees: [RoleName]
        /// WITH GRANT OPTION, or GRANT OPTION FOR.
        public var withGrantOption: Bool
        /// GRANTED BY.
        public var grantor: RoleName?
        /// CASCADE or RESTRICT (REVOKE).
        public var behavior: DropBehavior
    }

    /// A privilege and the columns it is restricted to.
    public struct Privilege: Sendable {
        /// `select`, `insert`, …; nil for ALL (columns).
        public var name: String?
        /// The columns; empty means the whole object.
        public var columns: [String]
    }

    /// GRANT and REVOKE of membership in roles.
    public struct GrantRole: Sendable {
        /// False for REVOKE.
        public var isGrant: Bool
        /// The roles whose membership is given.
        public var roles: [String]
        /// To or from whom.
        public var grantees: [RoleName]
        /// WITH ADMIN OPTION, or ADMIN OPTION FOR.
        public var withAdminOption: Bool
        /// GRANTED BY.
        public var grantor: RoleName?
        /// CASCADE or RESTRICT (REVOKE).
        public var behavior: DropBehavior
    }

    /// ALTER DEFAULT PRIVILEGES.
    public struct AlterDefaultPrivileges: Sendable {
        /// `schemas` and `roles`.
        public var options: [Option]
        /// GRANT or REVOKE.
        public var grant: Grant
    }

    /// REASSIGN OWNED and DROP OWNED.
    public struct OwnedObjects: Sendable {
        /// Whose objects.
        public var roles: [RoleName]
        /// The new owner (REASSIGN).
        public var newOwner: RoleName?
        /// CASCADE or RESTRICT (DROP).
        public var behavior: DropBehavior
    }
}
