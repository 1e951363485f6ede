// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// The keys of a new index.
extension DefinitionExecutor {
    /// The key that `element` describes.
    ///
    /// - Throws: 42703, 42704, 42804, 42P17, 0A000, 22023, in PostgreSQL's words.
    func key(
        _ element: Syntax.IndexElement,
        of table: TableDescription,
        _ method: AccessMethod
    ) throws(DatabaseError) -> IndexDescription.Key {
        var key: IndexDescription.Key
        switch element.key {
        case .column(let name):
            guard let column = table.column(named: name) else {
                throw DatabaseError(.undefinedColumn, "column \"\(name)\" does not exist")
            }
            key = IndexDescription.Key(column: column.number, type: column.type)
        case .expression(let expression):
            let (sql, type) = try planner.indexExpressionSQL(expression, of: table)
            key = IndexDescription.Key(column: nil, expressionSQL: sql, type: type)
        }
        if element.collation != nil,
            TypeDescription(oid: key.type.oid)?.collation ?? .invalid == .invalid
        {
            throw DatabaseError(
                .datatypeMismatch,
                "collations are not supported by type \(key.type.formatted(withModifier: false))"
            )
        }
        let found = try operatorClass(element.operatorClass, of: key.type, method)
        key.operatorClass = found.isDefault ? nil : found.name
        try setOrder(element, method, &key)
        guard element.operatorClassOptions.isEmpty else {
            let name = element.operatorClass?.name ?? found.name
            throw DatabaseError(
                .invalidParameterValue,
                "operator class \(found.isExtension ? "public.\(name)" : name) has no options"
            )
        }
        return key
    }

    private func setOrder(
        _ element: Syntax.IndexElement,
        _ method: AccessMethod,
        _ key: inout IndexDescription.Key
    ) throws(DatabaseError) {
        if case .descending = element.direction { key.isDescending = true }
        switch element.nulls {
        case .first: key.nullsFirst = true
        case .last: key.nullsFirst = false
        case .unspecified: key.nullsFirst = key.isDescending
        }
        if method.isOrdered { return }
        guard case .unspecified = element.direction else {
            throw method.unsupported("ASC/DESC options")
        }
        guard case .unspecified = element.nulls else {
            throw method.unsupported("NULLS FIRST/LAST options")
        }
    }

    /// The operator class called `name`, or the default one, for keys of `type`.
    ///
    /// - Throws: 3F000, 42704 and 42804.
    func operatorClass(
        _ name: Syntax.ObjectName?,
        of type: SQLType,
        _ method: AccessMethod
    ) throws(DatabaseError) -> OperatorClass {
        guard let name else {
            // Types that PostgreSQL has classes for and that have no order here are refused, too.
            if method.isOrdered { try requireOrder(type, method.name) }
            if let found = OperatorClass.of(type.oid, method: method.oid, named: nil) {
                return found
            }
            throw Self.noDefaultClass(type, method.name)
        }
        if let schema = name.schema, schema != "pg_catalog", catalog.schema(named: schema) == nil {
            throw DatabaseError(.invalidSchemaName, "schema \"\(schema)\" does not exist")
        }
        let found = OperatorClass.of(type.oid, method: method.oid, named: name.name)
        guard let found, isVisible(found, in: name.schema) else {
            let written = (name.schema.map { "\($0)." } ?? "") + name.name
            throw DatabaseError(
                .undefinedObject,
                "operator class \"\(written)\" does not exist for access method "
                    + "\"\(method.name)\""
            )
        }
        guard found.accepts(type.oid) else {
            throw DatabaseError(
                .datatypeMismatch,
                "operator class \"\(name.name)\" does not accept data type "
                    + type.formatted(withModifier: false)
            )
        }
        if method.isOrdered { try requireOrder(type, method.name) }
        return found
    }

    private func isVisible(_ found: OperatorClass, in schema: String?) -> Bool {
        if !found.isExtension { return schema == nil || schema == "pg_catalog" }
        guard let installed = catalog.extensions().first(where: { $0.name == "vector" }) else {
            return false
        }
        return schema == nil || catalog.schema(installed.schema)?.name == schema
    }

    /// 42704: no operator class was named, and `type` has no default one.
    static func noDefaultClass(_ type: SQLType, _ method: String) -> DatabaseError {
        DatabaseError(
            .undefinedObject,
            "data type \(type.formatted(withModifier: false)) has no default operator class for access method "
                + "\"\(method)\"",
            hint: "You must specify an operator class for the index or define a default operator "
                + "class for the data type."
        )
    }

    /// The column that INCLUDE names.
    func includedColumn(
        _ element: Syntax.IndexElement,
        of table: TableDescription
    ) throws(DatabaseError) -> Int16 {
        guard case .column(let name) = element.key else {
            throw DatabaseError(
                .featureNotSupported,
                "expressions are not supported in included columns"
            )
        }
        guard let column = table.column(named: name) else {
            throw DatabaseError(.undefinedColumn, "column \"\(name)\" does not exist")
        }
        return column.number
    }
}

extension AccessMethod {
    /// 0A000: indexes of this method cannot do `what`.
    func unsupported(_ what: String) -> DatabaseError {
        DatabaseError(
            .featureNotSupported,
            "access method \"\(name)\" does not support \(what)"
        )
    }
}
