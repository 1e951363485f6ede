// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// The kind of an object.
    func objectKind(_ raw: PgObjectKind) throws(DatabaseError) -> Syntax.ObjectKind {
        guard let kind = Self.objectKinds[raw.rawValue] else {
            throw DatabaseError(.internalError, "unrecognized object type: \(raw.rawValue)")
        }
        return kind
    }

    private static let objectKinds: [UInt32: Syntax.ObjectKind] = {
        let pairs: [(PgObjectKind, Syntax.ObjectKind)] = [
            (.accessMethod, .accessMethod), (.aggregate, .aggregate), (.attribute, .attribute),
            (.cast, .cast), (.collation, .collation), (.column, .column),
            (.conversion, .conversion), (.database, .database), (.defacl, .defaultPrivileges),
            (.domain, .domain), (.domconstraint, .domainConstraint),
            (.eventTrigger, .eventTrigger), (.extension, .extension),
            (.fdw, .foreignDataWrapper), (.foreignServer, .foreignServer),
            (.foreignTable, .foreignTable), (.function, .function), (.index, .index),
            (.language, .language), (.largeobject, .largeObject), (.matview, .materializedView),
            (.opclass, .operatorClass), (.operator, .operator), (.opfamily, .operatorFamily),
            (.parameterAcl, .parameter), (.policy, .policy), (.procedure, .procedure),
            (.publication, .publication), (.role, .role), (.routine, .routine), (.rule, .rule),
            (.schema, .schema), (.sequence, .sequence), (.statisticExt, .statistics),
            (.subscription, .subscription), (.tabconstraint, .tableConstraint), (.table, .table),
            (.tablespace, .tablespace), (.transform, .transform), (.trigger, .trigger),
            (.tsconfiguration, .textSearchConfiguration),
            (.tsdictionary, .textSearchDictionary), (.tsparser, .textSearchParser),
            (.tstemplate, .textSearchTemplate), (.type, .type), (.userMapping, .userMapping),
            (.view, .view),
        ]
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.0.rawValue, $0.1) })
    }()

    /// An object as DROP and its like name it.
    func objectReference(_ node: RawNode?) throws(DatabaseError) -> Syntax.ObjectReference {
        guard let node else { throw .missingNode }
        switch node.tag {
        case .string: return .name([node.string ?? ""])
        case .typeName: return .type(try typeName(node.cast()))
        case .objectWithArgs:
            let raw = (node.cast() as UnsafePointer<PgObjectWithArgs>).pointee
            return .signature(
                name: RawList(raw.objname).strings,
                arguments: raw.args_unspecified ? nil : try argumentTypes(raw.objargs)
            )
        case .rangeVar:
            let name = try relation(node.cast()).name
            return .name([name.catalog, name.schema, name.name].compactMap(\.self))
        case .list: return try objectReference(parts: node.list ?? RawList(nil))
        default: return .other
        }
    }

    private func objectReference(
        parts: RawList
    ) throws(DatabaseError) -> Syntax.ObjectReference {
        guard let first = parts.first ?? nil, first.tag == .typeName else {
            return .name(parts.strings)
        }
        let type = try typeName(first.cast())
        guard parts.count > 1, let second = parts[1] else { return .type(type) }
        if let name = second.string { return .domainConstraint(type, name) }
        return .cast(type, try typeName(second.cast()))
    }

    /// An operator without a left operand has an absent type there.
    private func argumentTypes(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> [Syntax.TypeName?] {
        var types: [Syntax.TypeName?] = []
        for node in RawList(list) {
            types.append(
                try optional(node) { node throws(DatabaseError) in try typeName(node.cast()) }
            )
        }
        return types
    }

    /// DROP.
    func drop(_ node: UnsafePointer<PgDropStmt>) throws(DatabaseError) -> Syntax.Drop {
        .init(
            kind: try objectKind(node.pointee.removeType),
            objects: try map(node.pointee.objects) { node throws(DatabaseError) in
                try objectReference(node)
            },
            ifExists: node.pointee.missing_ok,
            behavior: behavior(node.pointee.behavior),
            isConcurrent: node.pointee.concurrent
        )
    }

    /// COMMENT ON.
    func comment(_ node: UnsafePointer<PgCommentStmt>) throws(DatabaseError) -> Syntax.Comment {
        .init(
            kind: try objectKind(node.pointee.objtype),
            object: try objectReference(node.pointee.object),
            text: String(cName: node.pointee.comment)
        )
    }

    /// ALTER … RENAME.
    func rename(_ node: UnsafePointer<PgRenameStmt>) throws(DatabaseError) -> Syntax.Rename {
        let kind = try objectKind(node.pointee.renameType)
        let namesPart = kind == .column || kind == .attribute
        var object = try optional(node.pointee.object) { node throws(DatabaseError) in
            try objectReference(node)
        }
        var part = String(cName: node.pointee.subname)
        // A schema, database or role comes as a part of nothing.
        if object == nil, node.pointee.relation == nil {
            object = part.map { .name([$0]) }
            part = nil
        }
        return .init(
            kind: kind,
            relationKind: namesPart ? try objectKind(node.pointee.relationType) : kind,
            relation: try optional(node.pointee.relation) { node throws(DatabaseError) in
                try relation(node)
            },
            object: object,
            part: part,
            newName: name(node.pointee.newname),
            ifExists: node.pointee.missing_ok,
            behavior: behavior(node.pointee.behavior)
        )
    }

    /// ALTER … OWNER TO.
    func alterOwner(
        _ node: UnsafePointer<PgAlterOwnerStmt>
    ) throws(DatabaseError) -> Syntax.AlterOwner {
        .init(
            kind: try objectKind(node.pointee.objectType),
            object: try objectReference(node.pointee.object),
            owner: try role(node.pointee.newowner)
        )
    }

    /// ALTER … SET SCHEMA.
    func alterSchema(
        _ node: UnsafePointer<PgAlterObjectSchemaStmt>
    ) throws(DatabaseError) -> Syntax.AlterSchema {
        .init(
            kind: try objectKind(node.pointee.objectType),
            relation: try optional(node.pointee.relation) { node throws(DatabaseError) in
                try relation(node)
            },
            object: try optional(node.pointee.object) { node throws(DatabaseError) in
                try objectReference(node)
            },
            newSchema: name(node.pointee.newschema),
            ifExists: node.pointee.missing_ok
        )
    }
}
