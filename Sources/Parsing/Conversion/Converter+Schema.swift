// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// CREATE SEQUENCE.
    func createSequence(
        _ node: UnsafePointer<PgCreateSeqStmt>
    ) throws(DatabaseError) -> Syntax.CreateSequence {
        .init(
            relation: try relation(node.pointee.sequence),
            options: try options(node.pointee.options),
            ifNotExists: node.pointee.if_not_exists
        )
    }

    /// ALTER SEQUENCE.
    func alterSequence(
        _ node: UnsafePointer<PgAlterSeqStmt>
    ) throws(DatabaseError) -> Syntax.AlterSequence {
        .init(
            relation: try relation(node.pointee.sequence),
            options: try options(node.pointee.options),
            ifExists: node.pointee.missing_ok
        )
    }

    /// CREATE SCHEMA.
    func createSchema(
        _ node: UnsafePointer<PgCreateSchemaStmt>
    ) throws(DatabaseError) -> Syntax.CreateSchema {
        .init(
            name: String(cName: node.pointee.schemaname),
            owner: try optional(node.pointee.authrole) { node throws(DatabaseError) in
                try role(node)
            },
            elements: try map(node.pointee.schemaElts) { node throws(DatabaseError) in
                try statement(node)
            },
            ifNotExists: node.pointee.if_not_exists
        )
    }

    /// CREATE VIEW.
    func createView(_ node: UnsafePointer<PgViewStmt>) throws(DatabaseError) -> Syntax.CreateView {
        let check: Syntax.CreateView.CheckOption =
            switch node.pointee.withCheckOption {
            case .local: .local
            case .cascaded: .cascaded
            default: .none
            }
        return .init(
            relation: try relation(node.pointee.view),
            columns: RawList(node.pointee.aliases).strings,
            query: try query(node.pointee.query),
            replaces: node.pointee.replace,
            options: try options(node.pointee.options),
            checkOption: check
        )
    }

    /// CREATE TYPE … AS ENUM.
    func createEnum(
        _ node: UnsafePointer<PgCreateEnumStmt>
    ) throws(DatabaseError) -> Syntax.CreateEnum {
        .init(
            name: try objectName(node.pointee.typeName),
            labels: RawList(node.pointee.vals).strings
        )
    }

    /// ALTER TYPE of an enum.
    func alterEnum(
        _ node: UnsafePointer<PgAlterEnumStmt>
    ) throws(DatabaseError) -> Syntax.AlterEnum {
        let raw = node.pointee
        let change: Syntax.AlterEnum.Change =
            if let old = String(cName: raw.oldVal) {
                .rename(old, to: name(raw.newVal))
            } else {
                .add(
                    name(raw.newVal),
                    neighbor: String(cName: raw.newValNeighbor),
                    isAfter: raw.newValIsAfter,
                    ifNotExists: raw.skipIfNewValExists
                )
            }
        return .init(name: try objectName(raw.typeName), change: change)
    }

    /// CREATE TYPE … AS (columns).
    func createCompositeType(
        _ node: UnsafePointer<PgCompositeTypeStmt>
    ) throws(DatabaseError) -> Syntax.CreateCompositeType {
        .init(
            relation: try relation(node.pointee.typevar),
            columns: try columnDefinitions(node.pointee.coldeflist)
        )
    }

    /// CREATE DOMAIN.
    func createDomain(
        _ node: UnsafePointer<PgCreateDomainStmt>
    ) throws(DatabaseError) -> Syntax.CreateDomain {
        .init(
            name: try objectName(node.pointee.domainname),
            type: try typeName(required(node.pointee.typeName)),
            collation: try optional(node.pointee.collClause) { node throws(DatabaseError) in
                try collation(node)
            },
            constraints: try columnConstraints(node.pointee.constraints)
        )
    }

    /// ALTER DOMAIN.
    func alterDomain(
        _ node: UnsafePointer<PgAlterDomainStmt>
    ) throws(DatabaseError) -> Syntax.AlterDomain {
        let raw = node.pointee
        let change: Syntax.AlterDomain.Change
        switch UInt8(bitPattern: raw.subtype) {
        case UInt8(ascii: "T"):
            change = raw.def == nil ? .dropDefault : .setDefault(try expression(raw.def))
        case UInt8(ascii: "N"): change = .dropNotNull
        case UInt8(ascii: "O"): change = .setNotNull
        case UInt8(ascii: "C"):
            change = .addConstraint(try constraint(required(raw.def).cast()))
        case UInt8(ascii: "X"):
            change = .dropConstraint(
                name(raw.name),
                ifExists: raw.missing_ok,
                behavior(raw.behavior)
            )
        default: change = .validateConstraint(name(raw.name))
        }
        return .init(name: try objectName(raw.typeName), change: change)
    }

    /// TRUNCATE.
    func truncate(_ node: UnsafePointer<PgTruncateStmt>) throws(DatabaseError) -> Syntax.Truncate {
        .init(
            relations: try relations(node.pointee.relations),
            restartsIdentity: node.pointee.restart_seqs,
            behavior: behavior(node.pointee.behavior)
        )
    }
}
