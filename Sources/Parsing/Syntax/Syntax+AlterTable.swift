// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// ALTER TABLE, INDEX, VIEW, SEQUENCE, MATERIALIZED VIEW, FOREIGN TABLE and TYPE (composite).
    public struct AlterTable: Sendable {
        /// What is altered.
        public var kind: ObjectKind
        /// Its name.
        public var relation: RelationName
        /// IF EXISTS.
        public var ifExists: Bool
        /// The changes in the order written.
        public var commands: [AlterTableCommand]
    }

    /// One change of ALTER TABLE.
    public indirect enum AlterTableCommand: Sendable {
        case addColumn(ColumnDefinition, ifNotExists: Bool)
        case dropColumn(String, ifExists: Bool, DropBehavior)
        /// The definition carries type, collation and USING.
        case alterColumnType(String, ColumnDefinition)
        case setDefault(column: String, Expression)
        case dropDefault(column: String)
        case setNotNull(column: String)
        case dropNotNull(column: String)
        case dropExpression(column: String, ifExists: Bool)
        case addIdentity(column: String, Constraint)
        /// `generated` is the code of `a` (ALWAYS) or `d` (BY DEFAULT); the others are of
        /// sequences.
        case setIdentity(column: String, [Option])
        case dropIdentity(column: String, ifExists: Bool)
        case setStatistics(column: String?, number: Int?, value: Int)
        case setColumnOptions(column: String, [Option])
        case resetColumnOptions(column: String, [Option])
        case setStorage(column: String, String)
        case setCompression(column: String, String)
        case addConstraint(Constraint)
        case dropConstraint(String, ifExists: Bool, DropBehavior)
        case validateConstraint(String)
        case alterConstraint(String, isDeferrable: Bool, isInitiallyDeferred: Bool)
        case changeOwner(RoleName)
        case clusterOn(String)
        case dropCluster
        case setLogged
        case setUnlogged
        case setAccessMethod(String)
        case setTablespace(String)
        case setOptions([Option])
        case resetOptions([Option])
        case inherit(RelationName)
        case noInherit(RelationName)
        case ofType(TypeName)
        case notOfType
        case replicaIdentity(ReplicaIdentity)
        case rowSecurity(RowSecurity)
        case trigger(TriggerChange, name: String?)
        case rule(TriggerChange, name: String)
        case attachPartition(RelationName, PartitionBound?)
        case detachPartition(RelationName, concurrently: Bool, finalize: Bool)
        /// A change that has no meaning here; `name` is how PostgreSQL words it.
        case unsupported(name: String)
    }

    /// REPLICA IDENTITY.
    public enum ReplicaIdentity: Sendable {
        case `default`
        case full
        case nothing
        case index(String)
    }

    /// ROW LEVEL SECURITY.
    public enum RowSecurity: Sendable {
        case enable
        case disable
        case force
        case noForce
    }

    /// What happens to a trigger or rule.
    public enum TriggerChange: Sendable {
        case enable
        case enableAlways
        case enableReplica
        case disable
        /// ENABLE TRIGGER ALL and USER, with no name.
        case enableAll
        case enableUser
        case disableAll
        case disableUser
    }
}
