// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Values

/// Types by name.
extension Binder {
    /// The type that `name` means.
    ///
    /// - Throws: 42704 when there is none, 22023 for bad modifiers.
    func bind(type name: Syntax.TypeName) throws(DatabaseError) -> SQLType {
        guard !name.isReference else {
            throw DatabaseError(
                .featureNotSupported,
                "%TYPE is not supported",
                position: name.position
            )
        }
        if let schema = name.schema, schema != "pg_catalog", schema != "public",
            CatalogRelations.schemas.allSatisfy({ !$0.name.isSame(as: schema) }),
            catalog.schema(named: schema) == nil
        {
            throw DatabaseError(
                .invalidSchemaName,
                "schema \"\(schema)\" does not exist",
                position: name.position
            )
        }
        guard let type = description(of: name) else {
            throw DatabaseError(
                .undefinedObject,
                "type \"\(name.text)\" does not exist",
                position: name.position
            )
        }
        if type.isExtension { mention(.object(schema: "public", name: type.name), name.position) }
        var modifier: Int32 = -1
        if !name.modifiers.isEmpty {
            modifier = try located(name.position) { () throws(DatabaseError) in
                try self.modifier(name, of: type)
            }
        }
        if name.arrayBounds.isEmpty { return SQLType(type.oid, modifier: modifier) }
        guard let array = type.oid.arrayType else {
            throw DatabaseError(
                .undefinedObject,
                "could not find array type for data type \(SQLType(type.oid).displayName)",
                position: name.position
            )
        }
        return SQLType(array, modifier: modifier)
    }

    private func description(of name: Syntax.TypeName) -> TypeDescription? {
        guard let type = TypeDescription(name: name.name) else { return nil }
        let home = type.isExtension ? "public" : "pg_catalog"
        guard let schema = name.schema else {
            return searchPath.contains { $0.isSame(as: home) } ? type : nil
        }
        return schema.isSame(as: home) ? type : nil
    }

    private func modifier(
        _ name: Syntax.TypeName,
        of type: TypeDescription
    ) throws(DatabaseError) -> Int32 {
        var arguments: [String] = []
        for modifier in name.modifiers {
            switch modifier {
            case .constant(let constant):
                switch constant.value {
                case .integer(let value): arguments.append(String(value))
                case .number(let text), .string(let text): arguments.append(text)
                default: throw Self.badModifier
                }
            case .column(let column) where column.names.count == 1:
                arguments.append(column.names[0])
            default: throw Self.badModifier
            }
        }
        return try TypeModifier.parse(arguments, for: type.oid).modifier
    }

    private static var badModifier: DatabaseError {
        DatabaseError(.syntaxError, "type modifiers must be simple constants or identifiers")
    }
}

extension SQLType {
    /// SQL's name of the type without its modifier, as messages have it.
    var displayName: String { formatted(withModifier: false) }
}
