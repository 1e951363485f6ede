// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

extension DefinitionExecutor {
    /// The schema a new object called `name` goes to.
    ///
    /// - Throws: 3F000 when there is none, 42501 for the built-in schemas.
    func schemaForCreation(_ name: Syntax.ObjectName) throws(DatabaseError) -> SchemaDescription {
        if let database = name.catalog, !database.utf8.elementsEqual(catalog.database.name.utf8) {
            throw DatabaseError(
                .featureNotSupported,
                "cross-database references are not implemented: "
                    + "\"\(database).\(name.schema ?? "").\(name.name)\"",
                position: name.position
            )
        }
        guard let schemaName = name.schema ?? creationSchema(catalog) else {
            throw DatabaseError(
                .invalidSchemaName,
                "no schema has been selected to create in",
                position: name.position
            )
        }
        if schemaName == "pg_catalog" || schemaName == "information_schema" {
            throw DatabaseError(
                .insufficientPrivilege,
                "permission denied to create \"\(schemaName).\(name.name)\"",
                detail: "System catalog modifications are currently disallowed."
            )
        }
        guard let schema = try lockedSchema(schemaName, exclusive: false) else {
            throw DatabaseError(
                .invalidSchemaName,
                "schema \"\(schemaName)\" does not exist",
                position: name.position
            )
        }
        return schema
    }

    /// The schema called `name`, locked as ``RelationTransaction/lockSchema(_:exclusive:)`` does; nil
    /// when there is none, or none any more.
    func lockedSchema(
        _ name: String,
        exclusive: Bool
    ) throws(DatabaseError) -> SchemaDescription? {
        guard let schema = catalog.schema(named: name) else { return nil }
        try transaction.lockSchema(schema.oid, exclusive: exclusive)
        return catalog.schema(schema.oid)
    }

    /// Makes sure no relation is called `name` in `schema`, now and until the transaction ends.
    ///
    /// - Returns: Whether the name is free; false, after a NOTICE, under IF NOT EXISTS.
    /// - Throws: 42P07 when it is taken.
    func claim(
        _ name: String,
        in schema: SchemaDescription,
        ifNotExists: Bool = false
    ) throws(DatabaseError) -> Bool {
        try transaction.reserveName(name, in: schema.oid)
        guard catalog.relation(named: name, in: schema.oid) != nil else { return true }
        if ifNotExists {
            notice(.duplicateTable, "relation \"\(name)\" already exists, skipping")
            return false
        }
        throw DatabaseError(.duplicateTable, "relation \"\(name)\" already exists")
    }

    /// A name for an object made by the system: `first_second_suffix`, cut to 63 bytes, with a
    /// number when taken, as PostgreSQL's ChooseRelationName makes it.
    func generatedName(
        _ first: String,
        _ second: String?,
        _ suffix: String,
        in schema: OID,
        taken: Set<String> = []
    ) -> String {
        var number = 0
        while true {
            let tail = number == 0 ? suffix : "\(suffix)\(number)"
            let name = Self.objectName(first, second, tail)
            if catalog.relation(named: name, in: schema) == nil, !taken.contains(name) {
                return name
            }
            number += 1
        }
    }

    /// `first_second_suffix`, the longer of the two first parts cut until all fit 63 bytes.
    static func objectName(_ first: String, _ second: String?, _ suffix: String) -> String {
        var head = Array(first.utf8)
        var middle = second.map { Array($0.utf8) }
        let overhead = suffix.utf8.count + 1 + (second == nil ? 0 : 1)
        while head.count + (middle?.count ?? 0) + overhead > 63 {
            if let count = middle?.count, count > head.count {
                middle?.removeLast()
            } else {
                head.removeLast()
            }
        }
        func text(_ bytes: [UInt8]) -> String {
            var bytes = bytes
            // Never end within a character.
            while !bytes.isEmpty, String(validating: bytes, as: UTF8.self) == nil {
                bytes.removeLast()
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        return ([text(head)] + (middle.map { [text($0)] } ?? []) + [suffix])
            .joined(separator: "_")
    }

    /// The table that `name` refers to, locked for DDL and as it is after the lock was had.
    ///
    /// - Throws: 42P01 when there is none, 42809 when it is something else.
    func lockedTable(_ name: Syntax.RelationName) throws(DatabaseError) -> TableDescription {
        let relation = try planner.relation(name)
        try transaction.lockForDefinition(relation.oid)
        guard let relation = catalog.relation(relation.oid) else {
            throw DatabaseError(
                .undefinedTable,
                "relation \"\(name.name.name)\" does not exist"
            )
        }
        guard case .table(let table) = relation else {
            throw DatabaseError(.wrongObjectType, "\"\(relation.name)\" is not a table")
        }
        return table
    }

    /// The relation that `name` refers to; nil, after a NOTICE, when it is absent under IF EXISTS.
    func relation(
        _ name: Syntax.RelationName,
        ifExists: Bool,
        kind: String = "relation"
    ) throws(DatabaseError) -> Relation? {
        if let relation = try planner.relationIfExists(name) { return relation }
        guard ifExists else { return try planner.relation(name) }
        notice(.successfulCompletion, "\(kind) \"\(name.name.name)\" does not exist, skipping")
        return nil
    }

    /// The relation with the name parts `parts`.
    func relation(
        parts: [String],
        kind: String,
        ifExists: Bool
    ) throws(DatabaseError) -> Relation? {
        let name = parts.last ?? ""
        let schemas: [String] =
            parts.count > 1 ? [parts[parts.count - 2]] : session.currentSchemas(implicit: false)
        for schema in schemas {
            guard let found = catalog.schema(named: schema) else {
                if parts.count > 1, !ifExists {
                    throw DatabaseError(
                        .invalidSchemaName,
                        "schema \"\(schema)\" does not exist"
                    )
                }
                continue
            }
            if let relation = catalog.relation(named: name, in: found.oid) { return relation }
        }
        if ifExists {
            notice(
                .successfulCompletion,
                "\(kind) \"\(parts.suffix(2).joined(separator: "."))\" does not exist, skipping"
            )
            return nil
        }
        throw DatabaseError(
            kind == "index" ? .undefinedObject : .undefinedTable,
            "\(kind) \"\(parts.suffix(2).joined(separator: "."))\" does not exist"
        )
    }
}
