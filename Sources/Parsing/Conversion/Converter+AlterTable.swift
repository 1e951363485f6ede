// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// ALTER TABLE and its like.
    func alterTable(
        _ node: UnsafePointer<PgAlterTableStmt>
    ) throws(DatabaseError) -> Syntax.AlterTable {
        .init(
            kind: try objectKind(node.pointee.objtype),
            relation: try relation(node.pointee.relation),
            ifExists: node.pointee.missing_ok,
            commands: try map(node.pointee.cmds) { node throws(DatabaseError) in
                try alterTableCommand(node.cast())
            }
        )
    }

    private func alterTableCommand(
        _ node: UnsafePointer<PgAlterTableCmd>
    ) throws(DatabaseError) -> Syntax.AlterTableCommand {
        let raw = node.pointee
        let ifExists = raw.missing_ok
        switch raw.subtype {
        case .addColumn:
            return .addColumn(try columnDefinition(definition(raw)), ifNotExists: ifExists)
        case .dropColumn:
            return .dropColumn(name(raw.name), ifExists: ifExists, behavior(raw.behavior))
        case .addConstraint: return .addConstraint(try constraint(definition(raw)))
        case .alterConstraint:
            let change: UnsafePointer<PgConstraint> = try definition(raw)
            return .alterConstraint(
                name(change.pointee.conname),
                isDeferrable: change.pointee.deferrable,
                isInitiallyDeferred: change.pointee.initdeferred
            )
        case .validateConstraint: return .validateConstraint(name(raw.name))
        case .dropConstraint:
            return .dropConstraint(name(raw.name), ifExists: ifExists, behavior(raw.behavior))
        case .changeOwner: return .changeOwner(try role(raw.newowner))
        case .setRelOptions: return .setOptions(try options(definition(raw)))
        case .resetRelOptions: return .resetOptions(try options(definition(raw)))
        default:
            if let command = try alterColumn(raw) { return command }
            return try alterStorage(raw)
        }
    }

    private func alterColumn(
        _ raw: PgAlterTableCmd
    ) throws(DatabaseError) -> Syntax.AlterTableCommand? {
        let column = name(raw.name)
        let ifExists = raw.missing_ok
        switch raw.subtype {
        case .alterColumnType:
            return .alterColumnType(column, try columnDefinition(definition(raw)))
        case .columnDefault:
            guard let value = raw.def else { return .dropDefault(column: column) }
            return .setDefault(column: column, try expression(value))
        case .setNotNull: return .setNotNull(column: column)
        case .dropNotNull: return .dropNotNull(column: column)
        case .dropExpression: return .dropExpression(column: column, ifExists: ifExists)
        case .addIdentity:
            return .addIdentity(column: column, try constraint(definition(raw)))
        case .setIdentity: return .setIdentity(column: column, try options(definition(raw)))
        case .dropIdentity: return .dropIdentity(column: column, ifExists: ifExists)
        case .setStatistics:
            let target: UnsafePointer<PgInteger> = try definition(raw)
            return .setStatistics(
                column: String(cName: raw.name),
                number: raw.name == nil ? Int(raw.num) : nil,
                value: Int(target.pointee.ival)
            )
        case .setOptions:
            return .setColumnOptions(column: column, try options(definition(raw)))
        case .resetOptions:
            return .resetColumnOptions(column: column, try options(definition(raw)))
        case .setStorage: return .setStorage(column: column, raw.def?.string ?? "")
        case .setCompression: return .setCompression(column: column, raw.def?.string ?? "")
        default: return nil
        }
    }

    private func alterStorage(
        _ raw: PgAlterTableCmd
    ) throws(DatabaseError) -> Syntax.AlterTableCommand {
        switch raw.subtype {
        case .clusterOn: return .clusterOn(name(raw.name))
        case .dropCluster: return .dropCluster
        case .setLogged: return .setLogged
        case .setUnLogged: return .setUnlogged
        case .setAccessMethod: return .setAccessMethod(name(raw.name))
        case .setTableSpace: return .setTablespace(name(raw.name))
        case .addInherit: return .inherit(try relation(definition(raw)))
        case .dropInherit: return .noInherit(try relation(definition(raw)))
        case .addOf: return .ofType(try typeName(definition(raw)))
        case .dropOf: return .notOfType
        case .replicaIdentity: return .replicaIdentity(replicaIdentity(try definition(raw)))
        case .enableRowSecurity: return .rowSecurity(.enable)
        case .disableRowSecurity: return .rowSecurity(.disable)
        case .forceRowSecurity: return .rowSecurity(.force)
        case .noForceRowSecurity: return .rowSecurity(.noForce)
        case .attachPartition:
            let part: UnsafePointer<PgPartitionCmd> = try definition(raw)
            return .attachPartition(
                try relation(part.pointee.name),
                try optional(part.pointee.bound) { node throws(DatabaseError) in
                    try partitionBound(node.cast())
                }
            )
        case .detachPartition, .detachPartitionFinalize:
            let part: UnsafePointer<PgPartitionCmd> = try definition(raw)
            return .detachPartition(
                try relation(part.pointee.name),
                concurrently: part.pointee.concurrent,
                finalize: raw.subtype == .detachPartitionFinalize
            )
        default: return alterTrigger(raw)
        }
    }

    private func alterTrigger(_ raw: PgAlterTableCmd) -> Syntax.AlterTableCommand {
        let name = String(cName: raw.name)
        switch raw.subtype {
        case .enableTrig: return .trigger(.enable, name: name)
        case .enableAlwaysTrig: return .trigger(.enableAlways, name: name)
        case .enableReplicaTrig: return .trigger(.enableReplica, name: name)
        case .disableTrig: return .trigger(.disable, name: name)
        case .enableTrigAll: return .trigger(.enableAll, name: nil)
        case .disableTrigAll: return .trigger(.disableAll, name: nil)
        case .enableTrigUser: return .trigger(.enableUser, name: nil)
        case .disableTrigUser: return .trigger(.disableUser, name: nil)
        case .enableRule: return .rule(.enable, name: name ?? "")
        case .enableAlwaysRule: return .rule(.enableAlways, name: name ?? "")
        case .enableReplicaRule: return .rule(.enableReplica, name: name ?? "")
        case .disableRule: return .rule(.disable, name: name ?? "")
        case .alterColumnGenericOptions: return .unsupported(name: "ALTER COLUMN ... OPTIONS")
        case .genericOptions: return .unsupported(name: "OPTIONS")
        default: return .unsupported(name: "command \(raw.subtype.rawValue)")
        }
    }

    private func replicaIdentity(
        _ node: UnsafePointer<PgReplicaIdentityStmt>
    ) -> Syntax.ReplicaIdentity {
        switch UInt8(bitPattern: node.pointee.identity_type) {
        case UInt8(ascii: "f"): .full
        case UInt8(ascii: "n"): .nothing
        case UInt8(ascii: "i"): .index(name(node.pointee.name))
        default: .default
        }
    }

    /// The command's definition, which is what its kind says.
    private func definition<Node>(
        _ raw: PgAlterTableCmd
    ) throws(DatabaseError) -> UnsafePointer<Node> {
        try required(raw.def).cast()
    }
}
