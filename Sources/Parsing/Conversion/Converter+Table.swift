// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// CREATE TABLE.
    func createTable(
        _ node: UnsafePointer<PgCreateStmt>
    ) throws(DatabaseError) -> Syntax.CreateTable {
        .init(
            relation: try relation(node.pointee.relation),
            elements: try map(node.pointee.tableElts) { node throws(DatabaseError) in
                try tableElement(node)
            },
            inherits: try relations(node.pointee.inhRelations),
            ofType: try optional(node.pointee.ofTypename) { node throws(DatabaseError) in
                try typeName(node)
            },
            partitionBy: try optional(node.pointee.partspec) { node throws(DatabaseError) in
                try partitionSpecification(node)
            },
            partitionBound: try optional(node.pointee.partbound) { node throws(DatabaseError) in
                try partitionBound(node.cast())
            },
            options: try options(node.pointee.options),
            onCommit: onCommit(node.pointee.oncommit),
            tablespace: String(cName: node.pointee.tablespacename),
            accessMethod: String(cName: node.pointee.accessMethod),
            ifNotExists: node.pointee.if_not_exists
        )
    }

    private func tableElement(_ node: RawNode) throws(DatabaseError) -> Syntax.TableElement {
        switch node.tag {
        case .columnDef: .column(try columnDefinition(node.cast()))
        case .constraint: .constraint(try constraint(node.cast()))
        case .tableLikeClause: .like(try tableLike(node.cast()))
        default: throw .unexpectedNode(node)
        }
    }

    private func tableLike(
        _ node: UnsafePointer<PgTableLikeClause>
    ) throws(DatabaseError) -> Syntax.TableLike {
        // INCLUDING ALL sets bits that mean nothing as well.
        let meaning = Syntax.TableLike.Options(rawValue: (1 << 9) - 1)
        return .init(
            relation: try relation(node.pointee.relation),
            options: .init(rawValue: node.pointee.options).intersection(meaning)
        )
    }

    /// The columns of a list.
    func columnDefinitions(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> [Syntax.ColumnDefinition] {
        try map(list) { node throws(DatabaseError) in try columnDefinition(node.cast()) }
    }

    /// A column.
    func columnDefinition(
        _ node: UnsafePointer<PgColumnDef>
    ) throws(DatabaseError) -> Syntax.ColumnDefinition {
        .init(
            name: name(node.pointee.colname),
            type: try optional(node.pointee.typeName) { node throws(DatabaseError) in
                try typeName(node)
            },
            collation: try optional(node.pointee.collClause) { node throws(DatabaseError) in
                try collation(node)
            },
            compression: String(cName: node.pointee.compression),
            conversion: try optionalExpression(node.pointee.raw_default),
            constraints: try columnConstraints(node.pointee.constraints),
            position: position(node.pointee.location)
        )
    }

    private func partitionSpecification(
        _ node: UnsafePointer<PgPartitionSpec>
    ) throws(DatabaseError) -> Syntax.PartitionSpecification {
        .init(
            strategy: name(node.pointee.strategy),
            keys: try map(node.pointee.partParams) { node throws(DatabaseError) in
                try partitionKey(node.cast())
            },
            position: position(node.pointee.location)
        )
    }

    /// FOR VALUES.
    func partitionBound(
        _ node: UnsafePointer<PgPartitionBoundSpec>
    ) throws(DatabaseError) -> Syntax.PartitionBound {
        let raw = node.pointee
        let kind: Syntax.PartitionBound.Kind =
            if raw.is_default {
                .default
            } else if raw.listdatums != nil {
                .list(try expressions(raw.listdatums))
            } else if raw.lowerdatums != nil {
                .range(
                    from: try expressions(raw.lowerdatums),
                    to: try expressions(raw.upperdatums)
                )
            } else {
                .hash(modulus: Int(raw.modulus), remainder: Int(raw.remainder))
            }
        return .init(kind: kind, position: position(raw.location))
    }

    /// CREATE TABLE AS and CREATE MATERIALIZED VIEW.
    func createTableAs(
        _ node: UnsafePointer<PgCreateTableAsStmt>
    ) throws(DatabaseError) -> Syntax.CreateTableAs {
        .init(
            kind: node.pointee.objtype == .matview ? .materializedView : .table,
            target: try intoTarget(required(node.pointee.into)),
            source: try statement(node.pointee.query),
            ifNotExists: node.pointee.if_not_exists
        )
    }

    /// The table that a query creates.
    func intoTarget(_ node: UnsafePointer<PgIntoClause>) throws(DatabaseError) -> Syntax.IntoTarget
    {
        .init(
            relation: try relation(node.pointee.rel),
            columns: RawList(node.pointee.colNames).strings,
            accessMethod: String(cName: node.pointee.accessMethod),
            options: try options(node.pointee.options),
            onCommit: onCommit(node.pointee.onCommit),
            tablespace: String(cName: node.pointee.tableSpaceName),
            skipsData: node.pointee.skipData
        )
    }

    private func onCommit(_ raw: PgOnCommit) -> Syntax.CreateTable.OnCommit {
        switch raw {
        case .preserveRows: .preserveRows
        case .deleteRows: .deleteRows
        case .drop: .drop
        default: .unspecified
        }
    }
}
