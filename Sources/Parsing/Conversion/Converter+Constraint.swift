// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// The constraints of a column.
    ///
    /// DEFERRABLE and its like come as constraints of their own, which are merged into the one
    /// before them.
    func columnConstraints(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> [Syntax.Constraint] {
        var result: [Syntax.Constraint] = []
        var seen = SeenAttributes()
        for node in RawList(list) {
            guard let node else { throw .missingNode }
            let raw: UnsafePointer<PgConstraint> = node.cast()
            switch raw.pointee.contype {
            case .attrDeferrable, .attrNotDeferrable, .attrDeferred, .attrImmediate:
                do {
                    try seen.merge(raw.pointee.contype, into: &result)
                } catch {
                    throw error.at(position(raw.pointee.location))
                }
            default:
                result.append(try constraint(raw))
                seen = SeenAttributes()
            }
        }
        return result
    }

    /// A constraint.
    func constraint(_ node: UnsafePointer<PgConstraint>) throws(DatabaseError) -> Syntax.Constraint
    {
        .init(
            name: String(cName: node.pointee.conname),
            kind: try constraintKind(node),
            isDeferrable: node.pointee.deferrable,
            isInitiallyDeferred: node.pointee.initdeferred,
            skipsValidation: node.pointee.skip_validation,
            isNoInherit: node.pointee.is_no_inherit,
            position: position(node.pointee.location)
        )
    }

    private func constraintKind(
        _ node: UnsafePointer<PgConstraint>
    ) throws(DatabaseError) -> Syntax.Constraint.Kind {
        switch node.pointee.contype {
        case .null: .null
        case .notnull: .notNull
        case .default: .default(try expression(node.pointee.raw_expr))
        case .identity:
            .identity(
                always: UInt8(bitPattern: node.pointee.generated_when) == UInt8(ascii: "a"),
                options: try options(node.pointee.options)
            )
        case .generated: .generated(try expression(node.pointee.raw_expr))
        case .check: .check(try expression(node.pointee.raw_expr))
        case .primary: .primaryKey(try keyConstraint(node))
        case .unique:
            .unique(
                try keyConstraint(node),
                nullsNotDistinct: node.pointee.nulls_not_distinct
            )
        case .exclusion: .exclusion(try exclusion(node))
        default: .foreignKey(try foreignKey(node))
        }
    }

    private func keyConstraint(
        _ node: UnsafePointer<PgConstraint>
    ) throws(DatabaseError) -> Syntax.KeyConstraint {
        .init(
            columns: RawList(node.pointee.keys).strings,
            including: RawList(node.pointee.including).strings,
            options: try options(node.pointee.options),
            indexName: String(cName: node.pointee.indexname),
            tablespace: String(cName: node.pointee.indexspace)
        )
    }

    private func foreignKey(
        _ node: UnsafePointer<PgConstraint>
    ) throws(DatabaseError) -> Syntax.ForeignKey {
        let match: Syntax.ForeignKey.Match =
            switch UInt8(bitPattern: node.pointee.fk_matchtype) {
            case UInt8(ascii: "f"): .full
            case UInt8(ascii: "p"): .partial
            default: .simple
            }
        return .init(
            columns: RawList(node.pointee.fk_attrs).strings,
            relation: try relation(node.pointee.pktable),
            referencedColumns: RawList(node.pointee.pk_attrs).strings,
            match: match,
            onUpdate: referentialAction(node.pointee.fk_upd_action),
            onDelete: referentialAction(node.pointee.fk_del_action),
            onDeleteColumns: RawList(node.pointee.fk_del_set_cols).strings
        )
    }

    private func referentialAction(_ raw: CChar) -> Syntax.ForeignKey.Action {
        switch UInt8(bitPattern: raw) {
        case UInt8(ascii: "r"): .restrict
        case UInt8(ascii: "c"): .cascade
        case UInt8(ascii: "n"): .setNull
        case UInt8(ascii: "d"): .setDefault
        default: .noAction
        }
    }

    private func exclusion(
        _ node: UnsafePointer<PgConstraint>
    ) throws(DatabaseError) -> Syntax.ExclusionConstraint {
        .init(
            accessMethod: String(cName: node.pointee.access_method),
            elements: try map(node.pointee.exclusions) { node throws(DatabaseError) in
                // A pair: the element and its operator.
                guard let pair = node.list, pair.count == 2, let element = pair[0] else {
                    throw .unexpectedNode(node)
                }
                return (try indexElement(element.cast()), operatorName(pair[1]?.cast()))
            },
            filter: try optionalExpression(node.pointee.where_clause),
            options: try options(node.pointee.options)
        )
    }
}

/// Which attributes of a column's constraint have been written so far.
private struct SeenAttributes {
    private var deferrability = false
    private var initial = false

    /// Applies one attribute to the constraint it follows, the last of `constraints`.
    ///
    /// Source: PostgreSQL 15, `transformConstraintAttrs`.
    mutating func merge(
        _ attribute: PgConstraintKind,
        into constraints: inout [Syntax.Constraint]
    ) throws(DatabaseError) {
        let setsInitial = attribute == .attrDeferred || attribute == .attrImmediate
        guard let last = constraints.indices.last, constraints[last].isDeferrableKind else {
            throw .misplaced(attribute)
        }
        if setsInitial ? initial : deferrability { throw .repeated(attribute) }
        switch attribute {
        case .attrDeferrable: constraints[last].isDeferrable = true
        case .attrNotDeferrable: constraints[last].isDeferrable = false
        case .attrDeferred:
            constraints[last].isInitiallyDeferred = true
            // INITIALLY DEFERRED alone means DEFERRABLE.
            if !deferrability { constraints[last].isDeferrable = true }
        default: break
        }
        if setsInitial { initial = true } else { deferrability = true }
        if constraints[last].isInitiallyDeferred, !constraints[last].isDeferrable {
            throw DatabaseError(
                .syntaxError,
                "constraint declared INITIALLY DEFERRED must be DEFERRABLE"
            )
        }
    }
}

extension Syntax.Constraint {
    /// Whether DEFERRABLE may follow it.
    fileprivate var isDeferrableKind: Bool {
        switch kind {
        case .primaryKey, .unique, .exclusion, .foreignKey: true
        default: false
        }
    }
}

extension DatabaseError {
    fileprivate static func misplaced(_ attribute: PgConstraintKind) -> DatabaseError {
        let clause =
            switch attribute {
            case .attrDeferrable: "DEFERRABLE"
            case .attrNotDeferrable: "NOT DEFERRABLE"
            case .attrDeferred: "INITIALLY DEFERRED"
            default: "INITIALLY IMMEDIATE"
            }
        return DatabaseError(.syntaxError, "misplaced \(clause) clause")
    }

    fileprivate static func repeated(_ attribute: PgConstraintKind) -> DatabaseError {
        let clauses =
            switch attribute {
            case .attrDeferrable, .attrNotDeferrable: "DEFERRABLE/NOT DEFERRABLE"
            default: "INITIALLY IMMEDIATE/DEFERRED"
            }
        return DatabaseError(.syntaxError, "multiple \(clauses) clauses not allowed")
    }
}
