// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Schemas
import Values

/// Names of objects as the `reg*` types read and print them, in one version of the catalog and with
/// one search path.
///
/// Source: PostgreSQL 15 manual, section 8.19 "Object Identifier Types".
struct CatalogNames: Sendable {
    let catalog: any CatalogReader
    /// The schemas searched, in order, `pg_catalog` among them.
    let path: [String]

    /// The object that `name` refers to; nil when there is none.
    ///
    /// - Throws: 42602 for a malformed name, 42725 when several functions or operators have it.
    func oid(_ kind: RegisteredName, _ name: String) throws(DatabaseError) -> OID? {
        switch kind {
        case .relation: return relation(try Self.parts(of: name))
        case .type: return type(name)
        case .schema: return schema(try Self.parts(of: name).last ?? "")
        case .role:
            let wanted = try Self.parts(of: name).last ?? ""
            return catalog.roles().first { $0.name.utf8.elementsEqual(wanted.utf8) }?.oid
        case .function: return try function(name, arguments: nil)
        case .functionSignature: return try function(name, arguments: Self.arguments(of: name))
        case .operator, .operatorSignature:
            let symbol = name.prefix { $0 != "(" }.split(separator: ".").last.map(String.init)
            let found = Registry.builtin.operators(named: symbol ?? "")
            if found.count > 1 {
                throw DatabaseError(
                    .ambiguousFunction,
                    "more than one operator named \(symbol ?? "")"
                )
            }
            return found.first?.oid
        case .collation:
            let wanted = try Self.parts(of: name).last ?? ""
            return Self.collations.first { $0.name == wanted }?.oid
        case .textSearchConfiguration, .textSearchDictionary: return nil
        }
    }

    private static let collations: [(name: String, oid: OID)] = [
        ("default", OID(100)), ("C", OID(950)), ("POSIX", OID(951)),
    ]

    private func schema(_ name: String) -> OID? {
        CatalogRelations.schemas.first { $0.name == name }?.oid ?? catalog.schema(named: name)?.oid
    }

    private func relation(_ parts: [String]) -> OID? {
        guard let last = parts.last else { return nil }
        for schema in parts.count > 1 ? [parts[parts.count - 2]] : path {
            if let system = CatalogRelations.relation(named: last, in: schema) { return system.oid }
            if let found = catalog.schema(named: schema),
                let relation = catalog.relation(named: last, in: found.oid)
            {
                return relation.oid
            }
        }
        return nil
    }

    /// The type that `text` names, arrays by `[]`; modifiers are read over.
    func type(_ text: String) -> OID? {
        var name = text.trimmingBlanks()
        var isArray = false
        while name.hasSuffix("[]") {
            name = String(name.dropLast(2)).trimmingBlanks()
            isArray = true
        }
        if let open = name.firstIndex(of: "("), let close = name.firstIndex(of: ")") {
            name = String(name[..<open]).trimmingBlanks() + name[name.index(after: close)...]
        }
        for schema in ["pg_catalog.", "public."] where name.hasPrefix(schema) {
            name = String(name.dropFirst(schema.count))
        }
        if name.hasPrefix("\""), name.hasSuffix("\""), name.count > 2 {
            name = String(name.dropFirst().dropLast())
        } else {
            name = name.lowercased()
        }
        guard let found = TypeDescription(sqlName: name) ?? TypeDescription(name: name) else {
            return nil
        }
        if found.isExtension, !catalog.extensions().contains(where: { $0.name == "vector" }) {
            return nil
        }
        return isArray ? found.oid.arrayType : found.oid
    }

    private func function(
        _ name: String,
        arguments: [String]?
    ) throws(DatabaseError) -> OID? {
        let wanted = try Self.parts(of: String(name.prefix { $0 != "(" })).last ?? ""
        var found = Registry.builtin.functions(named: wanted)
        if let arguments {
            let types = arguments.map { type($0) }
            found = found.filter { $0.arguments == types.compactMap { $0 } }
        }
        if found.count > 1 {
            throw DatabaseError(
                .ambiguousFunction,
                "more than one function named \"\(wanted)\""
            )
        }
        return found.first?.oid
    }

    private static func arguments(of name: String) -> [String] {
        name.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
            .split(separator: ",").map(String.init)
    }

    /// The name of `oid` as its `reg*` type prints it; nil when there is none.
    func name(_ kind: RegisteredName, _ oid: OID) -> String? {
        switch kind {
        case .relation: return relationName(oid)
        case .type: return TypeDescription(oid: oid).map { typeName($0.oid) }
        case .schema:
            return CatalogRelations.schemas.first { $0.oid == oid }?.name
                ?? catalog.schema(oid).map { SQLText.identifier($0.name) }
        case .role:
            return catalog.roles().first { $0.oid == oid }.map { SQLText.identifier($0.name) }
        case .function:
            return Registry.builtin.function(oid).map { qualified($0.name, $0.schema) }
        case .functionSignature:
            return Registry.builtin.function(oid).map { function in
                let types = function.arguments.map { typeName($0) }
                let name = qualified(function.name, function.schema)
                return "\(name)(\(types.joined(separator: ",")))"
            }
        case .operator:
            return Registry.builtin.operator(oid).map { qualified($0.name, $0.schema) }
        case .operatorSignature:
            return Registry.builtin.operator(oid).map { item in
                let left = item.left == .invalid ? "NONE" : typeName(item.left)
                return "\(qualified(item.name, item.schema))(\(left),\(typeName(item.right)))"
            }
        case .collation:
            return Self.collations.first { $0.oid == oid }.map { SQLText.identifier($0.name) }
        case .textSearchConfiguration, .textSearchDictionary: return nil
        }
    }

    private func typeName(_ oid: OID) -> String {
        let isQualified = !path.contains("public")
        return SQLType(oid).formatted(withModifier: false, isQualified: isQualified)
    }

    /// The name of something built in, after its schema where the path does not have that.
    private func qualified(_ name: String, _ schema: String) -> String {
        path.contains(schema) ? name : "\(schema).\(name)"
    }

    private func relationName(_ oid: OID) -> String? {
        if let system = CatalogRelations.relation(oid) {
            return system.schema == "pg_catalog" ? system.name : "\(system.schema).\(system.name)"
        }
        guard let relation = catalog.relation(oid) else { return nil }
        let name = SQLText.identifier(relation.name)
        guard let schema = catalog.schema(relation.schema), !isVisible(relation) else {
            return name
        }
        return "\(SQLText.identifier(schema.name)).\(name)"
    }

    /// Whether a relation is found by its bare name.
    func isVisible(_ relation: Relation) -> Bool {
        self.relation([relation.name]) == relation.oid
    }

    /// The parts of a possibly qualified, possibly quoted name, folded as SQL folds them.
    ///
    /// - Throws: 42602 when it is no name.
    static func parts(of name: String) throws(DatabaseError) -> [String] {
        var parts: [String] = []
        var current = ""
        var isQuoted = false
        var wasQuoted = false
        for character in name.trimmingBlanks() {
            switch character {
            case "\"":
                if !isQuoted, wasQuoted { current.append("\"") }
                isQuoted.toggle()
                wasQuoted = true
            case "." where !isQuoted:
                parts.append(current)
                current = ""
                wasQuoted = false
            default:
                current.append(contentsOf: isQuoted ? String(character) : character.lowercased())
            }
        }
        parts.append(current)
        guard !isQuoted, parts.allSatisfy({ !$0.isEmpty }) else {
            throw DatabaseError(.invalidName, "invalid name syntax")
        }
        return parts
    }
}

extension CatalogNames: ObjectNames {
    func name(of oid: OID, as type: OID) -> String? {
        RegisteredName(type).flatMap { name($0, oid) }
    }

    func oid(named name: String, as type: OID) throws(DatabaseError) -> OID {
        guard let kind = RegisteredName(type), let oid = try oid(kind, name) else {
            throw Self.missing(name, type)
        }
        return oid
    }

    private static func missing(_ name: String, _ type: OID) -> DatabaseError {
        switch type {
        case .regclass: DatabaseError(.undefinedTable, "relation \"\(name)\" does not exist")
        case .regproc, .regprocedure:
            DatabaseError(.undefinedFunction, "function \"\(name)\" does not exist")
        case .regoper, .regoperator:
            DatabaseError(.undefinedFunction, "operator does not exist: \(name)")
        case .regnamespace:
            DatabaseError(.invalidSchemaName, "schema \"\(name)\" does not exist")
        case .regrole: DatabaseError(.undefinedObject, "role \"\(name)\" does not exist")
        case .regcollation:
            DatabaseError(
                .undefinedObject,
                "collation \"\(name)\" for encoding \"UTF8\" does not exist"
            )
        case .regconfig:
            DatabaseError(
                .undefinedObject,
                "text search configuration \"\(name)\" does not exist"
            )
        default: DatabaseError(.undefinedObject, "type \"\(name)\" does not exist")
        }
    }
}

extension RegisteredName {
    /// What the `reg*` type `type` names.
    fileprivate init?(_ type: OID) {
        switch type {
        case .regclass: self = .relation
        case .regtype: self = .type
        case .regproc: self = .function
        case .regprocedure: self = .functionSignature
        case .regoper: self = .operator
        case .regoperator: self = .operatorSignature
        case .regnamespace: self = .schema
        case .regrole: self = .role
        case .regcollation: self = .collation
        case .regconfig: self = .textSearchConfiguration
        case .regdictionary: self = .textSearchDictionary
        default: return nil
        }
    }
}
