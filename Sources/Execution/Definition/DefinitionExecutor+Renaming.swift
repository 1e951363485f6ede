// SPDX-License-Identifier: Apache-2.0

import Parsing
import Planning
import Relations
import Schemas
import Values

/// RENAME, OWNER TO, SET SCHEMA and COMMENT.
extension DefinitionExecutor {
    func rename(_ rename: Syntax.Rename) throws(DatabaseError) -> String {
        let tag =
            "ALTER \(rename.kind == .column || rename.kind == .tableConstraint ? rename.relationKind.rawValue : rename.kind.rawValue)"
        switch rename.kind {
        case .column: try renameColumn(rename)
        case .tableConstraint: try renameConstraint(rename)
        case .table, .index, .sequence, .view: try renameRelation(rename)
        case .schema: try renameSchema(rename)
        case .database: try renameDatabase(rename)
        default:
            throw DatabaseError(
                .featureNotSupported,
                "ALTER \(rename.kind.rawValue) RENAME is not supported"
            )
        }
        return tag
    }

    private func renameRelation(_ rename: Syntax.Rename) throws(DatabaseError) {
        guard let name = rename.relation,
            let found = try relation(name, ifExists: rename.ifExists)
        else { return }
        try transaction.lockForDefinition(found.oid)
        guard let current = catalog.relation(found.oid), let schema = catalog.schema(current.schema)
        else { return }
        _ = try claim(rename.newName, in: schema)
        switch current {
        case .table(var table):
            table.name = rename.newName
            try transaction.put(.relation(.table(table)))
        case .index(var index):
            index.name = rename.newName
            try transaction.put(.relation(.index(index)))
        case .sequence(var sequence):
            sequence.name = rename.newName
            try transaction.put(.relation(.sequence(sequence)))
        case .view(var view):
            view.name = rename.newName
            try transaction.put(.relation(.view(view)))
        }
    }

    private func renameColumn(_ rename: Syntax.Rename) throws(DatabaseError) {
        guard let name = rename.relation, let part = rename.part,
            let found = try relation(name, ifExists: rename.ifExists)
        else { return }
        try transaction.lockForDefinition(found.oid)
        switch catalog.relation(found.oid) {
        case .table(var table):
            let index = try columnIndex(part, of: table)
            if table.column(named: rename.newName) != nil {
                throw DatabaseError(
                    .duplicateColumn,
                    "column \"\(rename.newName)\" of relation \"\(table.name)\" already exists"
                )
            }
            let renamed = try planner.renaming(
                column: table.columns[index].number,
                to: rename.newName,
                in: table
            )
            table = renamed.table
            try transaction.put(.relation(.table(table)))
            for index in renamed.indexes { try transaction.put(.relation(.index(index))) }
        case .view(var view):
            guard let index = view.columns.firstIndex(where: { $0.name == part }) else {
                throw DatabaseError(
                    .undefinedColumn,
                    "column \"\(part)\" does not exist"
                )
            }
            view.columns[index].name = rename.newName
            try transaction.put(.relation(.view(view)))
        default:
            throw DatabaseError(.wrongObjectType, "\"\(found.name)\" is not a table or view")
        }
    }

    private func renameConstraint(_ rename: Syntax.Rename) throws(DatabaseError) {
        guard let name = rename.relation, let part = rename.part else { return }
        var table = try lockedTable(name)
        if let index = table.constraints.firstIndex(where: { $0.name == part }) {
            table.constraints[index].name = rename.newName
            return try transaction.put(.relation(.table(table)))
        }
        guard
            var index = catalog.indexes(of: table.oid)
                .first(where: { $0.constraint != nil && $0.name == part }),
            let schema = catalog.schema(table.schema)
        else {
            throw DatabaseError(
                .undefinedObject,
                "constraint \"\(part)\" for table \"\(table.name)\" does not exist"
            )
        }
        _ = try claim(rename.newName, in: schema)
        index.name = rename.newName
        try transaction.put(.relation(.index(index)))
    }

    private func renameSchema(_ rename: Syntax.Rename) throws(DatabaseError) {
        guard case .name(let parts)? = rename.object, let name = parts.last,
            var schema = catalog.schema(named: name)
        else {
            throw DatabaseError(.invalidSchemaName, "schema does not exist")
        }
        try transaction.reserveName(rename.newName, in: catalog.database.oid)
        if catalog.schema(named: rename.newName) != nil {
            throw DatabaseError(
                .duplicateSchema,
                "schema \"\(rename.newName)\" already exists"
            )
        }
        schema.name = rename.newName
        try transaction.put(.schema(schema))
    }

    private func renameDatabase(_ rename: Syntax.Rename) throws(DatabaseError) {
        guard case .name(let parts)? = rename.object, let name = parts.last,
            var database = catalog.databases().first(where: { $0.name == name })
        else {
            throw DatabaseError(.invalidCatalogName, "database does not exist")
        }
        if database.oid == catalog.database.oid {
            throw DatabaseError(
                .featureNotSupported,
                "current database cannot be renamed"
            )
        }
        if catalog.databases().contains(where: { $0.name == rename.newName }) {
            throw DatabaseError(
                .duplicateDatabase,
                "database \"\(rename.newName)\" already exists"
            )
        }
        database.name = rename.newName
        try transaction.put(.database(database))
    }

    // MARK: - Owner and schema

    func setOwner(of relation: Relation, to role: Syntax.RoleName) throws(DatabaseError) {
        let name = roleName(role)
        guard let owner = catalog.roles().first(where: { $0.name == name })?.oid else {
            throw DatabaseError(.undefinedObject, "role \"\(name)\" does not exist")
        }
        switch relation {
        case .table(var table):
            table.owner = owner
            try transaction.put(.relation(.table(table)))
        case .sequence(var sequence):
            sequence.owner = owner
            try transaction.put(.relation(.sequence(sequence)))
        case .view(var view):
            view.owner = owner
            try transaction.put(.relation(.view(view)))
        case .index: break
        }
    }

    func changeOwner(_ alter: Syntax.AlterOwner) throws(DatabaseError) {
        let name = roleName(alter.owner)
        guard let role = catalog.roles().first(where: { $0.name == name }) else {
            throw DatabaseError(.undefinedObject, "role \"\(name)\" does not exist")
        }
        guard case .name(let parts) = alter.object, let last = parts.last else { return }
        switch alter.kind {
        case .schema:
            guard var schema = catalog.schema(named: last) else {
                throw DatabaseError(.invalidSchemaName, "schema \"\(last)\" does not exist")
            }
            schema.owner = role.oid
            try transaction.put(.schema(schema))
        case .database:
            guard var database = catalog.databases().first(where: { $0.name == last }) else {
                throw DatabaseError(
                    .invalidCatalogName,
                    "database \"\(last)\" does not exist"
                )
            }
            database.owner = role.oid
            try transaction.put(.database(database))
        default:
            throw DatabaseError(
                .featureNotSupported,
                "ALTER \(alter.kind.rawValue) OWNER is not supported"
            )
        }
    }

    func moveToSchema(_ alter: Syntax.AlterSchema) throws(DatabaseError) -> String {
        let tag = "ALTER \(alter.kind.rawValue)"
        guard let name = alter.relation else {
            throw DatabaseError(
                .featureNotSupported,
                "ALTER \(alter.kind.rawValue) SET SCHEMA is not supported"
            )
        }
        guard let found = try relation(name, ifExists: alter.ifExists) else { return tag }
        guard let schema = try lockedSchema(alter.newSchema, exclusive: false) else {
            throw DatabaseError(
                .invalidSchemaName,
                "schema \"\(alter.newSchema)\" does not exist"
            )
        }
        try transaction.lockForDefinition(found.oid)
        _ = try claim(found.name, in: schema)
        switch catalog.relation(found.oid) {
        case .table(var table):
            table.schema = schema.oid
            try transaction.put(.relation(.table(table)))
            for var index in catalog.indexes(of: table.oid) {
                index.schema = schema.oid
                try transaction.put(.relation(.index(index)))
            }
            for column in table.columns {
                for owned in sequences(ownedBy: table.oid, column: column.number) {
                    var sequence = try locked(owned)
                    sequence.schema = schema.oid
                    try transaction.put(.relation(.sequence(sequence)))
                }
            }
        case .sequence(var sequence):
            sequence.schema = schema.oid
            try transaction.put(.relation(.sequence(sequence)))
        case .view(var view):
            view.schema = schema.oid
            try transaction.put(.relation(.view(view)))
        default:
            throw DatabaseError(
                .wrongObjectType,
                "\"\(found.name)\" is not a table, view or sequence"
            )
        }
        return tag
    }

    // MARK: - Comments

    /// The OIDs of the system catalogs that comments refer to.
    private enum SystemCatalog {
        static let `class` = OID(1_259)
        static let namespace = OID(2_615)
        static let database = OID(1_262)
        static let constraint = OID(2_606)
        static let `extension` = OID(3_079)
    }

    func comment(_ comment: Syntax.Comment) throws(DatabaseError) {
        guard let key = try commentKey(comment) else { return }
        if let text = comment.text, !text.isEmpty {
            try transaction.put(.comment(key, text))
        } else {
            try transaction.remove(.comment(key))
        }
    }

    private func commentKey(_ comment: Syntax.Comment) throws(DatabaseError) -> CommentKey? {
        guard case .name(let parts) = comment.object, let last = parts.last else {
            throw DatabaseError(
                .featureNotSupported,
                "COMMENT ON \(comment.kind.rawValue) is not supported"
            )
        }
        func key(_ object: OID, _ catalog: OID, _ column: Int32 = 0) -> CommentKey {
            CommentKey(object: object, catalog: catalog, column: column)
        }
        let kind = comment.kind.rawValue.lowercased()
        switch comment.kind {
        case .table, .index, .sequence, .view:
            let found = try relation(parts: parts, kind: "relation", ifExists: false)
            return found.map { key($0.oid, SystemCatalog.class) }
        case .column:
            let found = try relation(
                parts: Array(parts.dropLast()),
                kind: "relation",
                ifExists: false
            )
            guard case .table(let table)? = found else { return nil }
            let index = try columnIndex(last, of: table)
            return key(table.oid, SystemCatalog.class, Int32(index + 1))
        case .schema:
            guard let schema = catalog.schema(named: last) else {
                throw DatabaseError(.invalidSchemaName, "schema \"\(last)\" does not exist")
            }
            return key(schema.oid, SystemCatalog.namespace)
        case .database:
            guard let found = catalog.databases().first(where: { $0.name == last }) else {
                throw DatabaseError(
                    .invalidCatalogName,
                    "database \"\(last)\" does not exist"
                )
            }
            return key(found.oid, SystemCatalog.database)
        case .extension:
            guard let found = catalog.extensions().first(where: { $0.name == last }) else {
                throw DatabaseError(.undefinedObject, "extension \"\(last)\" does not exist")
            }
            return key(found.oid, SystemCatalog.extension)
        case .tableConstraint:
            let found = try relation(
                parts: Array(parts.dropLast()),
                kind: "relation",
                ifExists: false
            )
            guard case .table(let table)? = found else { return nil }
            let check = table.constraints.first { $0.name == last }?.oid
            let index = catalog.indexes(of: table.oid)
                .first { $0.constraint != nil && $0.name == last }?.constraintOID
            guard let oid = check ?? index else {
                throw DatabaseError(
                    .undefinedObject,
                    "constraint \"\(last)\" for table \"\(table.name)\" does not exist"
                )
            }
            return key(oid, SystemCatalog.constraint)
        default:
            throw DatabaseError(
                .featureNotSupported,
                "COMMENT ON \(kind.uppercased()) is not supported"
            )
        }
    }
}
