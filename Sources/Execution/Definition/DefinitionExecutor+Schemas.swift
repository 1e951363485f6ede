// SPDX-License-Identifier: Apache-2.0

import Parsing
import Planning
import Relations
import Schemas
import Values

/// CREATE SCHEMA, DATABASE, EXTENSION and VIEW.
extension DefinitionExecutor {
    func createSchema(_ create: Syntax.CreateSchema) throws(DatabaseError) {
        guard let name = create.name ?? create.owner.map({ roleName($0) }) else { return }
        if name.hasPrefix("pg_") {
            throw DatabaseError(
                .reservedName,
                "unacceptable schema name \"\(name)\"",
                detail: "The prefix \"pg_\" is reserved for system schemas."
            )
        }
        try transaction.reserveName(name, in: catalog.database.oid)
        if catalog.schema(named: name) != nil || name == "information_schema" {
            if create.ifNotExists {
                return notice(
                    .duplicateSchema,
                    "schema \"\(name)\" already exists, skipping"
                )
            }
            throw DatabaseError(.duplicateSchema, "schema \"\(name)\" already exists")
        }
        try transaction.put(
            .schema(
                SchemaDescription(
                    oid: transaction.makeOID(),
                    database: catalog.database.oid,
                    name: name,
                    owner: owner
                )
            )
        )
        for element in create.elements {
            if case .createView = element {
                throw DatabaseError(
                    .featureNotSupported,
                    "CREATE VIEW inside CREATE SCHEMA is not supported"
                )
            }
            _ = try run(element, text: "")
        }
    }

    func roleName(_ role: Syntax.RoleName) -> String {
        switch role.kind {
        case .named(let name): name
        case .public: "public"
        case .currentRole, .currentUser, .sessionUser: user
        }
    }

    func createDatabase(_ create: Syntax.CreateDatabase) throws(DatabaseError) {
        for option in create.options { try checkDatabaseOption(option) }
        try transaction.reserveName(create.name, in: .invalid)
        guard !catalog.databases().contains(where: { $0.name == create.name }) else {
            throw DatabaseError(
                .duplicateDatabase,
                "database \"\(create.name)\" already exists"
            )
        }
        let template =
            create.options.first { $0.name == "template" }?.value?.text ?? "template1"
        guard let source = catalog.databases().first(where: { $0.name == template }) else {
            throw DatabaseError(
                .invalidCatalogName,
                "template database \"\(template)\" does not exist"
            )
        }
        let database = DatabaseDescription(
            oid: transaction.makeOID(),
            name: create.name,
            owner: owner
        )
        try transaction.put(.database(database))
        let whole = transaction.wholeCatalog
        let hasObjects = whole.schemas(of: source.oid).contains {
            !whole.relations(of: $0.oid).isEmpty
        }
        if hasObjects {
            throw DatabaseError(
                .featureNotSupported,
                "copying template database \"\(template)\", which has tables, is not supported"
            )
        }
        var schemas: [OID: OID] = [:]
        for schema in whole.schemas(of: source.oid) {
            var copy = schema
            copy.oid = transaction.makeOID()
            copy.database = database.oid
            schemas[schema.oid] = copy.oid
            try transaction.put(.schema(copy))
            let relation = CatalogOID.namespaceRelation
            guard let text = catalog.comment(on: schema.oid, in: relation, column: 0) else {
                continue
            }
            let key = CommentKey(object: copy.oid, catalog: relation, column: 0)
            try transaction.put(.comment(key, text))
        }
        for item in whole.extensions(of: source.oid) {
            var copy = item
            copy.oid = transaction.makeOID()
            copy.database = database.oid
            copy.schema = schemas[item.schema] ?? item.schema
            try transaction.put(.extension(copy))
        }
    }

    private func checkDatabaseOption(_ option: Syntax.Option) throws(DatabaseError) {
        let text = option.value?.text ?? ""
        switch option.name {
        case "template", "owner", "is_template", "allow_connections", "connection_limit",
            "strategy", "tablespace", "collation_version", "oid":
            return
        case "encoding":
            let key = text.lowercased().filter { $0.isLetter || $0.isNumber }
            guard key == "utf8" || key == "unicode" || key == "6" else {
                throw DatabaseError(
                    .featureNotSupported,
                    "encoding \"\(text)\" is not supported",
                    hint: "Databases are encoded in UTF8."
                )
            }
        case "locale", "lc_collate", "lc_ctype", "icu_locale", "locale_provider":
            return
        default:
            throw DatabaseError(
                .syntaxError,
                "option \"\(option.name)\" not recognized",
                position: option.position
            )
        }
    }

    func dropDatabase(_ drop: Syntax.DropDatabase) throws(DatabaseError) {
        guard let database = catalog.databases().first(where: { $0.name == drop.name }) else {
            if drop.ifExists {
                return notice(
                    .undefinedObject,
                    "database \"\(drop.name)\" does not exist, skipping"
                )
            }
            throw DatabaseError(
                .invalidCatalogName,
                "database \"\(drop.name)\" does not exist"
            )
        }
        if database.oid == catalog.database.oid {
            throw DatabaseError(.objectInUse, "cannot drop the currently open database")
        }
        if database.isTemplate {
            throw DatabaseError(.wrongObjectType, "cannot drop a template database")
        }
        let whole = transaction.wholeCatalog
        for schema in whole.schemas(of: database.oid) {
            for relation in whole.relations(of: schema.oid) {
                try transaction.lockForDefinition(relation.oid)
                try transaction.remove(.relation(relation.oid))
                switch relation {
                case .table(let table): try transaction.purge(storageID: table.storageID)
                case .index(let index): try transaction.purge(storageID: index.storageID)
                case .sequence(let sequence): try transaction.removeValue(of: sequence)
                case .view: break
                }
            }
            try transaction.remove(.schema(schema.oid))
        }
        for item in whole.extensions(of: database.oid) {
            try transaction.remove(.extension(item.oid))
        }
        try transaction.remove(.database(database.oid))
    }

    /// The version of pgvector whose behaviour the `vector` extension has.
    private static let vectorVersion = "0.8.0"

    func createExtension(_ create: Syntax.CreateExtension) throws(DatabaseError) {
        let isBuiltIn = create.name == "plpgsql"
        if catalog.extensions().contains(where: { $0.name == create.name }) || isBuiltIn {
            guard create.ifNotExists else {
                throw DatabaseError(
                    .duplicateObject,
                    "extension \"\(create.name)\" already exists"
                )
            }
            return notice(
                .duplicateObject,
                "extension \"\(create.name)\" already exists, skipping"
            )
        }
        guard create.name == "vector" else {
            throw DatabaseError(
                .featureNotSupported,
                "extension \"\(create.name)\" is not available",
                hint: "The extension must first be installed on the system where PostgreSQL is "
                    + "running."
            )
        }
        let schemaName =
            create.options.first { $0.name == "schema" }?.value?.text ?? creationSchema(catalog)
        guard let schemaName, let schema = catalog.schema(named: schemaName) else {
            throw DatabaseError(
                .invalidSchemaName,
                "schema \"\(schemaName ?? "")\" does not exist"
            )
        }
        try transaction.put(
            .extension(
                ExtensionDescription(
                    oid: transaction.makeOID(),
                    database: catalog.database.oid,
                    name: "vector",
                    schema: schema.oid,
                    version: Self.vectorVersion
                )
            )
        )
    }

    func alterExtension(_ alter: Syntax.AlterExtension) throws(DatabaseError) {
        guard catalog.extensions().contains(where: { $0.name == alter.name }) else {
            throw DatabaseError(
                .undefinedObject,
                "extension \"\(alter.name)\" does not exist"
            )
        }
        let version = alter.options.first { $0.name == "new_version" }?.value?.text
        if let version, version != Self.vectorVersion {
            throw DatabaseError(
                .invalidParameterValue,
                "extension \"\(alter.name)\" has no update path from version "
                    + "\"\(Self.vectorVersion)\" to version \"\(version)\""
            )
        }
        notice(
            .successfulCompletion,
            "version \"\(Self.vectorVersion)\" of extension \"\(alter.name)\" is already "
                + "installed"
        )
    }

    func createView(_ create: Syntax.CreateView, text: String) throws(DatabaseError) {
        if create.checkOption != .none {
            throw DatabaseError(.featureNotSupported, "WITH CHECK OPTION is not supported")
        }
        let schema = try schemaForCreation(create.relation.name)
        let name = create.relation.name.name
        let (query, columns) = try planner.viewDefinition(create, text: text)
        try transaction.reserveName(name, in: schema.oid)
        var oid = transaction.makeOID()
        if let existing = catalog.relation(named: name, in: schema.oid) {
            guard create.replaces else {
                throw DatabaseError(.duplicateTable, "relation \"\(name)\" already exists")
            }
            guard case .view(let view) = existing else {
                throw DatabaseError(.wrongObjectType, "\"\(name)\" is not a view")
            }
            try checkReplacement(of: view, by: columns)
            oid = view.oid
        }
        try transaction.put(
            .relation(
                .view(
                    ViewDescription(
                        oid: oid,
                        schema: schema.oid,
                        name: name,
                        owner: owner,
                        query: query,
                        columns: columns
                    )
                )
            )
        )
    }

    /// OR REPLACE may add columns at the end and nothing else.
    private func checkReplacement(
        of view: ViewDescription,
        by columns: [ColumnDescription]
    ) throws(DatabaseError) {
        guard columns.count >= view.columns.count else {
            throw DatabaseError(.invalidTableDefinition, "cannot drop columns from view")
        }
        for (old, new) in zip(view.columns, columns) {
            if old.name != new.name {
                throw DatabaseError(
                    .invalidTableDefinition,
                    "cannot change name of view column \"\(old.name)\" to \"\(new.name)\"",
                    hint: "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column "
                        + "instead."
                )
            }
            if old.type != new.type {
                throw DatabaseError(
                    .invalidTableDefinition,
                    "cannot change data type of view column \"\(old.name)\" from "
                        + "\(old.type.name) to "
                        + new.type.name
                )
            }
        }
    }
}
