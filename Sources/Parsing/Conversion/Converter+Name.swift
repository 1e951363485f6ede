// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// A name of one to three parts.
    func objectName(
        _ list: UnsafePointer<PgList>?,
        position: Int? = nil
    ) throws(DatabaseError) -> Syntax.ObjectName {
        let parts = RawList(list).strings
        switch parts.count {
        case 1: return .init(parts[0], position: position)
        case 2: return .init(schema: parts[0], parts[1], position: position)
        case 3: return .init(catalog: parts[0], schema: parts[1], parts[2], position: position)
        default:
            let text = parts.joined(separator: ".")
            throw DatabaseError(
                .syntaxError,
                "improper qualified name (too many dotted names): \(text)",
                position: position
            )
        }
    }

    /// An operator; at most its schema is kept.
    func operatorName(_ list: UnsafePointer<PgList>?) -> Syntax.OperatorName {
        let parts = RawList(list).strings
        return .init(
            schema: parts.count > 1 ? parts[parts.count - 2] : nil,
            parts.last ?? ""
        )
    }

    /// A relation that the grammar always gives.
    func relation(
        _ node: UnsafePointer<PgRangeVar>?
    ) throws(DatabaseError) -> Syntax.RelationName {
        let raw = try required(node).pointee
        let persistence: Syntax.Persistence =
            switch UInt8(bitPattern: raw.relpersistence) {
            case UInt8(ascii: "t"): .temporary
            case UInt8(ascii: "u"): .unlogged
            default: .permanent
            }
        return .init(
            name: .init(
                catalog: String(cName: raw.catalogname),
                schema: String(cName: raw.schemaname),
                name(raw.relname),
                position: position(raw.location)
            ),
            includesDescendants: raw.inh,
            persistence: persistence,
            alias: alias(raw.alias)
        )
    }

    /// The relations of a list.
    func relations(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> [Syntax.RelationName] {
        try map(list) { node throws(DatabaseError) in try relation(node.cast()) }
    }

    /// AS.
    func alias(_ node: UnsafePointer<PgAlias>?) -> Syntax.Alias? {
        guard let raw = node?.pointee else { return nil }
        return .init(name: name(raw.aliasname), columns: RawList(raw.colnames).strings)
    }

    /// A type.
    func typeName(_ node: UnsafePointer<PgTypeName>) throws(DatabaseError) -> Syntax.TypeName {
        let raw = node.pointee
        return .init(
            names: RawList(raw.names).strings,
            modifiers: try expressions(raw.typmods),
            arrayBounds: RawList(raw.arrayBounds).map { bound in
                guard
                    let number = bound?.cast(.integer, as: PgInteger.self)?.pointee.ival,
                    number >= 0
                else { return nil }
                return Int(number)
            },
            isSet: raw.setof,
            isReference: raw.pct_type,
            position: position(raw.location)
        )
    }

    /// A role that the grammar always gives.
    func role(_ node: UnsafePointer<PgRoleSpec>?) throws(DatabaseError) -> Syntax.RoleName {
        let raw = try required(node).pointee
        let kind: Syntax.RoleName.Kind =
            switch raw.roletype {
            case .currentRole: .currentRole
            case .currentUser: .currentUser
            case .sessionUser: .sessionUser
            case .public: .public
            default: .named(name(raw.rolename))
            }
        return .init(kind: kind, position: position(raw.location))
    }

    /// The roles of a list.
    func roles(_ list: UnsafePointer<PgList>?) throws(DatabaseError) -> [Syntax.RoleName] {
        try map(list) { node throws(DatabaseError) in try role(node.cast()) }
    }

    /// CASCADE or RESTRICT.
    func behavior(_ raw: PgDropBehavior) -> Syntax.DropBehavior {
        raw == .cascade ? .cascade : .restrict
    }
}
