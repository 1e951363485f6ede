// SPDX-License-Identifier: Apache-2.0

import Parsing
import Planning
import Relations
import Schemas
import Values

/// DROP of tables, indexes, sequences, views, schemas and extensions.
extension DefinitionExecutor {
    func drop(_ drop: Syntax.Drop) throws(DatabaseError) -> String {
        for object in drop.objects {
            switch drop.kind {
            case .table, .index, .sequence, .view:
                guard case .name(let parts) = object else { continue }
                try dropRelation(parts, drop)
            case .schema:
                guard case .name(let parts) = object, let name = parts.last else { continue }
                try dropSchema(name, drop)
            case .extension:
                guard case .name(let parts) = object, let name = parts.last else { continue }
                try dropExtension(name, drop)
            default: try dropAbsent(object, drop)
            }
        }
        return "DROP \(drop.kind.rawValue)"
    }

    /// DROP of a kind of which there are no objects: fine with IF EXISTS, an error without.
    private func dropAbsent(
        _ object: Syntax.ObjectReference,
        _ drop: Syntax.Drop
    ) throws(DatabaseError) {
        let name: String
        switch object {
        case .name(let parts): name = parts.joined(separator: ".")
        case .type(let type): name = type.text
        case .signature(let parts, _): name = parts.joined(separator: ".")
        default: name = ""
        }
        let kind = drop.kind.rawValue.lowercased()
        guard drop.ifExists else {
            throw DatabaseError(.undefinedObject, "\(kind) \"\(name)\" does not exist")
        }
        notice(.successfulCompletion, "\(kind) \"\(name)\" does not exist, skipping")
    }

    private func dropRelation(
        _ parts: [String],
        _ drop: Syntax.Drop
    ) throws(DatabaseError) {
        let kind = drop.kind.rawValue.lowercased()
        guard let found = try relation(parts: parts, kind: kind, ifExists: drop.ifExists) else {
            return
        }
        if case .index(let index) = found {
            try transaction.lockForDefinition(index.table)
        } else {
            try transaction.lockForDefinition(found.oid)
        }
        guard let current = catalog.relation(found.oid) else {
            throw DatabaseError(
                .undefinedTable,
                "\(kind) \"\(parts.last ?? "")\" does not exist"
            )
        }
        switch (current, drop.kind) {
        case (.table(let table), .table): try remove(table, drop.behavior)
        case (.index(let index), .index):
            if index.constraint != nil {
                let table = catalog.relation(index.table)?.name ?? ""
                throw DatabaseError(
                    .dependentObjectsStillExist,
                    "cannot drop index \(index.name) because constraint \(index.name) on table "
                        + "\(table) requires it",
                    hint: "You can drop constraint \(index.name) on table \(table) instead."
                )
            }
            try remove(index)
        case (.sequence(let sequence), .sequence): try remove(sequence, drop.behavior)
        case (.view(let view), .view): try remove(view, drop.behavior)
        default:
            let article = drop.kind == .index ? "an" : "a"
            throw DatabaseError(
                .wrongObjectType,
                "\"\(current.name)\" is not \(article) \(kind)",
                hint: Self.dropHint(current)
            )
        }
    }

    private static func dropHint(_ relation: Relation) -> String {
        switch relation {
        case .table: "Use DROP TABLE to remove a table."
        case .index: "Use DROP INDEX to remove an index."
        case .sequence: "Use DROP SEQUENCE to remove a sequence."
        case .view: "Use DROP VIEW to remove a view."
        }
    }

    // MARK: - Removing

    func remove(
        _ table: TableDescription,
        _ behavior: Syntax.DropBehavior
    ) throws(DatabaseError) {
        try removeViews(on: table.oid, named: "table \(table.name)", behavior)
        for index in catalog.indexes(of: table.oid) { try remove(index) }
        for column in table.columns {
            for sequence in sequences(ownedBy: table.oid, column: column.number) {
                try remove(sequence)
            }
        }
        try removeComments(on: table.oid)
        transaction.recordTruncation(of: table)
        try transaction.remove(.relation(table.oid))
        try transaction.purge(storageID: table.storageID)
    }

    func remove(_ index: IndexDescription) throws(DatabaseError) {
        try removeComments(on: index.oid)
        try transaction.remove(.relation(index.oid))
        try transaction.purge(storageID: index.storageID)
    }

    /// Removes a sequence that its column no longer needs.
    func remove(_ sequence: SequenceDescription) throws(DatabaseError) {
        try removeComments(on: sequence.oid)
        try transaction.remove(.relation(sequence.oid))
        try transaction.removeValue(of: sequence)
    }

    private func remove(
        _ view: ViewDescription,
        _ behavior: Syntax.DropBehavior
    ) throws(DatabaseError) {
        try removeViews(on: view.oid, named: "view \(view.name)", behavior)
        try removeComments(on: view.oid)
        try transaction.remove(.relation(view.oid))
    }

    /// Removes the views that read `oid`, or refuses to.
    private func removeViews(
        on oid: OID,
        named name: String,
        _ behavior: Syntax.DropBehavior
    ) throws(DatabaseError) {
        for relation in catalog.relations() {
            guard case .view(let view) = relation,
                planner.relations(readBy: view).contains(oid)
            else { continue }
            guard behavior == .cascade else {
                throw DatabaseError(
                    .dependentObjectsStillExist,
                    "cannot drop \(name) because other objects depend on it",
                    detail: "view \(view.name) depends on \(name)",
                    hint: "Use DROP ... CASCADE to drop the dependent objects too."
                )
            }
            notice(.successfulCompletion, "drop cascades to view \(view.name)")
            try remove(view, behavior)
        }
    }

    func removeComments(on oid: OID) throws(DatabaseError) {
        for key in transaction.wholeCatalog.commentKeys(on: oid) {
            try transaction.remove(.comment(key))
        }
    }

    /// The sequences that belong to a column.
    func sequences(ownedBy table: OID, column: Int16) -> [SequenceDescription] {
        catalog.relations().compactMap { relation in
            guard case .sequence(let sequence) = relation,
                sequence.ownedBy == ColumnReference(table: table, column: column)
            else { return nil }
            return sequence
        }
    }

    // MARK: - Schemas and extensions

    private func dropSchema(_ name: String, _ drop: Syntax.Drop) throws(DatabaseError) {
        guard let schema = try lockedSchema(name, exclusive: true) else {
            if name == "pg_catalog" || name == "information_schema" {
                throw DatabaseError(
                    .dependentObjectsStillExist,
                    "cannot drop schema \(name) because it is required by the database system"
                )
            }
            guard drop.ifExists else {
                throw DatabaseError(.invalidSchemaName, "schema \"\(name)\" does not exist")
            }
            return notice(
                .successfulCompletion,
                "schema \"\(name)\" does not exist, skipping"
            )
        }
        let relations = transaction.wholeCatalog.relations(of: schema.oid)
        if let first = relations.first, drop.behavior == .restrict {
            throw DatabaseError(
                .dependentObjectsStillExist,
                "cannot drop schema \(name) because other objects depend on it",
                detail: "\(Self.kind(first)) \(name).\(first.name) depends on schema \(name)",
                hint: "Use DROP ... CASCADE to drop the dependent objects too."
            )
        }
        for relation in relations {
            // Removing one may have removed others with it.
            guard let current = catalog.relation(relation.oid) else { continue }
            try transaction.lockForDefinition(current.oid)
            switch current {
            case .table(let table): try remove(table, .cascade)
            case .view(let view): try remove(view, .cascade)
            case .sequence(let sequence): try remove(sequence, .cascade)
            case .index: continue
            }
        }
        try removeComments(on: schema.oid)
        try transaction.remove(.schema(schema.oid))
    }

    private static func kind(_ relation: Relation) -> String {
        switch relation {
        case .table: "table"
        case .index: "index"
        case .sequence: "sequence"
        case .view: "view"
        }
    }

    private func dropExtension(_ name: String, _ drop: Syntax.Drop) throws(DatabaseError) {
        guard let item = catalog.extensions().first(where: { $0.name == name }) else {
            guard drop.ifExists else {
                throw DatabaseError(
                    .undefinedObject,
                    "extension \"\(name)\" does not exist"
                )
            }
            return notice(
                .successfulCompletion,
                "extension \"\(name)\" does not exist, skipping"
            )
        }
        for relation in catalog.relations() {
            guard case .table(let table) = relation else { continue }
            for column in table.liveColumns
            where TypeDescription(oid: column.type.oid)?.isExtension == true {
                guard drop.behavior == .cascade else {
                    throw DatabaseError(
                        .dependentObjectsStillExist,
                        "cannot drop extension \(name) because other objects depend on it",
                        detail: "column \(column.name) of table \(table.name) depends on type "
                            + column.type.unmodified.name,
                        hint: "Use DROP ... CASCADE to drop the dependent objects too."
                    )
                }
                guard case .table(let current)? = catalog.relation(table.oid) else { continue }
                try dropColumn(column.name, ifExists: true, .cascade, of: current)
            }
        }
        try transaction.remove(.extension(item.oid))
    }
}
