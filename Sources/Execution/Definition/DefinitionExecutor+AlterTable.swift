// SPDX-License-Identifier: Apache-2.0

import Parsing
import Planning
import Relations
import Schemas
import Values

/// ALTER TABLE, and ALTER INDEX, SEQUENCE and VIEW as far as they share its grammar.
///
/// Source: PostgreSQL 15 manual, reference page "ALTER TABLE".
extension DefinitionExecutor {
    func alterTable(_ alter: Syntax.AlterTable) throws(DatabaseError) -> String {
        let tag = "ALTER \(alter.kind.rawValue)"
        guard let relation = try relation(alter.relation, ifExists: alter.ifExists) else {
            return tag
        }
        guard case .table = relation else {
            for command in alter.commands { try alterOther(relation, command) }
            return tag
        }
        var table = try lockedTable(alter.relation)
        for command in alter.commands {
            try apply(command, to: &table)
            // Later commands of the statement see what earlier ones did.
            if case .table(let current)? = catalog.relation(table.oid) { table = current }
        }
        return tag
    }

    /// Changes of indexes, sequences and views that ALTER TABLE's grammar also reaches.
    private func alterOther(
        _ relation: Relation,
        _ command: Syntax.AlterTableCommand
    ) throws(DatabaseError) {
        switch command {
        case .changeOwner(let role): try setOwner(of: relation, to: role)
        case .setOptions(let options):
            guard case .index(let index) = relation else { break }
            return try setOptions(options, of: index)
        case .resetOptions(let options):
            guard case .index(let index) = relation else { break }
            return try resetOptions(options, of: index)
        case .setStatistics(_, let number, _):
            guard case .index(let index) = relation else { break }
            throw noStatistics(ofColumn: number ?? 0, of: index)
        default: break
        }
        if case .changeOwner = command { return }
        throw DatabaseError(
            .wrongObjectType,
            "ALTER action cannot be performed on relation \"\(relation.name)\"",
            detail: "This operation is not supported for this kind of relation."
        )
    }

    private func apply(
        _ command: Syntax.AlterTableCommand,
        to table: inout TableDescription
    ) throws(DatabaseError) {
        switch command {
        case .addColumn(let definition, let ifNotExists):
            try addColumn(definition, ifNotExists: ifNotExists, to: table)
        case .dropColumn(let name, let ifExists, let behavior):
            try dropColumn(name, ifExists: ifExists, behavior, of: table)
        case .alterColumnType(let name, let definition):
            try changeType(of: name, definition, in: table)
        case .addConstraint(let constraint): try addConstraint(constraint, to: table)
        case .dropConstraint(let name, let ifExists, _):
            try dropConstraint(name, ifExists: ifExists, of: table)
        case .changeOwner(let role): try setOwner(of: .table(table), to: role)
        case .setDefault(let name, let expression):
            let index = try columnIndex(name, of: table)
            try requireOrdinary(table.columns[index], of: table)
            table.columns[index].defaultSQL = try planner.defaultSQL(
                expression,
                for: table.columns[index]
            )
            try transaction.put(.relation(.table(table)))
        case .dropDefault(let name):
            let index = try columnIndex(name, of: table)
            try requireOrdinary(table.columns[index], of: table)
            table.columns[index].defaultSQL = nil
            try transaction.put(.relation(.table(table)))
        case .setNotNull(let name):
            let index = try columnIndex(name, of: table)
            try requireNoNulls(table.columns[index], of: table)
            table.columns[index].isNotNull = true
            try transaction.put(.relation(.table(table)))
        case .dropNotNull(let name): try dropNotNull(name, of: table)
        case .addIdentity(let name, let constraint):
            try addIdentity(constraint, toColumn: name, of: table)
        case .dropIdentity(let name, let ifExists):
            try dropIdentity(name, ifExists: ifExists, of: table)
        case .setIdentity(let name, let options):
            try setIdentity(options, ofColumn: name, of: table)
        case .setOptions(let options):
            for option in try Self.storageOptions(options) {
                let name = option.prefix { $0 != "=" }
                table.options.removeAll { $0.hasPrefix("\(name)=") }
                table.options.append(option)
            }
            try transaction.put(.relation(.table(table)))
        case .resetOptions(let options):
            for option in options { table.options.removeAll { $0.hasPrefix("\(option.name)=") } }
            try transaction.put(.relation(.table(table)))
        case .setStatistics(let column, let number, let target):
            try setStatisticsTarget(target, ofColumn: column, number, in: &table)
        case .setStorage(let column, _), .setCompression(let column, _):
            _ = try columnIndex(column, of: table)
        case .trigger(.disableAll, _), .trigger(.enableAll, _), .trigger(.disableUser, _),
            .trigger(.enableUser, _):
            // There are no triggers, so all of none are switched.
            return
        case .setLogged: try setPersistence(.permanent, of: table)
        case .setUnlogged: try setPersistence(.unlogged, of: table)
        case .validateConstraint(let name): try validateConstraint(name, of: table)
        case .dropExpression(let name, let ifExists):
            try dropExpression(name, ifExists: ifExists, of: table)
        default:
            throw DatabaseError(
                .featureNotSupported,
                "this form of ALTER TABLE is not supported"
            )
        }
    }

    private func setPersistence(
        _ persistence: TableDescription.Persistence,
        of table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        table.persistence = persistence
        try transaction.put(.relation(.table(table)))
    }

    /// The position of a live column.
    ///
    /// - Throws: 42703 when there is none.
    func columnIndex(
        _ name: String,
        of table: TableDescription
    ) throws(DatabaseError) -> Int {
        guard let column = table.column(named: name) else {
            throw DatabaseError(
                .undefinedColumn,
                "column \"\(name)\" of relation \"\(table.name)\" does not exist"
            )
        }
        return Int(column.number) - 1
    }

    private func requireOrdinary(
        _ column: ColumnDescription,
        of table: TableDescription
    ) throws(DatabaseError) {
        if column.identity != nil {
            throw DatabaseError(
                .syntaxError,
                "column \"\(column.name)\" of relation \"\(table.name)\" is an identity column",
                hint: "Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead."
            )
        }
        if column.isGenerated {
            throw DatabaseError(
                .syntaxError,
                "column \"\(column.name)\" of relation \"\(table.name)\" is a generated column",
                hint: "Use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead."
            )
        }
    }

    private func dropNotNull(
        _ name: String,
        of table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        let index = try columnIndex(name, of: table)
        let number = table.columns[index].number
        let isKey = catalog.indexes(of: table.oid).contains { index in
            index.constraint == .primaryKey && index.keys.contains { $0.column == number }
        }
        if isKey {
            throw DatabaseError(
                .invalidTableDefinition,
                "column \"\(name)\" is in a primary key"
            )
        }
        if table.columns[index].identity != nil {
            throw DatabaseError(
                .syntaxError,
                "column \"\(name)\" of relation \"\(table.name)\" is an identity column"
            )
        }
        table.columns[index].isNotNull = false
        try transaction.put(.relation(.table(table)))
    }

    private func dropExpression(
        _ name: String,
        ifExists: Bool,
        of table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        let index = try columnIndex(name, of: table)
        guard table.columns[index].isGenerated else {
            if ifExists { return }
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "column \"\(name)\" of relation \"\(table.name)\" is not a stored generated "
                    + "column"
            )
        }
        table.columns[index].isGenerated = false
        table.columns[index].defaultSQL = nil
        try transaction.put(.relation(.table(table)))
    }

    // MARK: - Constraints

    private func addConstraint(
        _ constraint: Syntax.Constraint,
        to table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        if case .check(let expression) = constraint.kind {
            try addCheck(expression, constraint, column: nil, to: &table)
            if let added = table.constraints.last, !constraint.skipsValidation {
                try validate(added, of: table)
            } else {
                table.constraints[table.constraints.count - 1].isValidated = false
            }
            return try transaction.put(.relation(.table(table)))
        }
        if case .primaryKey(let key) = constraint.kind {
            for name in key.columns {
                let index = try columnIndex(name, of: table)
                try requireNoNulls(table.columns[index], of: table)
                table.columns[index].isNotNull = true
            }
            try transaction.put(.relation(.table(table)))
        }
        try addKey(constraint, column: nil, to: table)
    }

    private func validateConstraint(
        _ name: String,
        of table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        guard let index = table.constraints.firstIndex(where: { $0.name == name }) else {
            let isKey = catalog.indexes(of: table.oid).contains {
                $0.constraint != nil && $0.name == name
            }
            if isKey {
                throw DatabaseError(
                    .wrongObjectType,
                    "constraint \"\(name)\" of relation \"\(table.name)\" is not a foreign key or "
                        + "check constraint"
                )
            }
            throw DatabaseError(
                .undefinedObject,
                "constraint \"\(name)\" of relation \"\(table.name)\" does not exist"
            )
        }
        if table.constraints[index].isValidated { return }
        try validate(table.constraints[index], of: table)
        table.constraints[index].isValidated = true
        try transaction.put(.relation(.table(table)))
    }

    private func dropConstraint(
        _ name: String,
        ifExists: Bool,
        of table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        if let index = table.constraints.firstIndex(where: { $0.name == name }) {
            table.constraints.remove(at: index)
            return try transaction.put(.relation(.table(table)))
        }
        let index = catalog.indexes(of: table.oid).first {
            $0.constraint != nil && $0.name == name
        }
        if let index { return try remove(index) }
        if ifExists {
            return notice(
                .successfulCompletion,
                "constraint \"\(name)\" of relation \"\(table.name)\" does not exist, skipping"
            )
        }
        throw DatabaseError(
            .undefinedObject,
            "constraint \"\(name)\" of relation \"\(table.name)\" does not exist"
        )
    }

    // MARK: - Identity

    private func addIdentity(
        _ constraint: Syntax.Constraint,
        toColumn name: String,
        of table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        let index = try columnIndex(name, of: table)
        guard case .identity(let always, let options) = constraint.kind,
            let schema = catalog.schema(table.schema)
        else { return }
        let column = table.columns[index]
        if column.identity != nil {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "column \"\(name)\" of relation \"\(table.name)\" is already an identity column"
            )
        }
        if column.defaultSQL != nil {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "column \"\(name)\" of relation \"\(table.name)\" already has a default value"
            )
        }
        guard column.isNotNull else {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "column \"\(name)\" of relation \"\(table.name)\" must be declared NOT NULL "
                    + "before identity can be added"
            )
        }
        var pending = PendingConstraints()
        try makeIdentity(always: always, options, &table, index, schema, &pending)
        try transaction.put(.relation(.table(table)))
        try linkSequences(pending, to: table)
    }

    private func dropIdentity(
        _ name: String,
        ifExists: Bool,
        of table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        let index = try columnIndex(name, of: table)
        guard table.columns[index].identity != nil else {
            if ifExists { return }
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "column \"\(name)\" of relation \"\(table.name)\" is not an identity column"
            )
        }
        table.columns[index].identity = nil
        try transaction.put(.relation(.table(table)))
        for sequence in sequences(ownedBy: table.oid, column: table.columns[index].number) {
            try remove(sequence)
        }
    }

    private func setIdentity(
        _ options: [Syntax.Option],
        ofColumn name: String,
        of table: TableDescription
    ) throws(DatabaseError) {
        var table = table
        let index = try columnIndex(name, of: table)
        guard table.columns[index].identity != nil else {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "column \"\(name)\" of relation \"\(table.name)\" is not an identity column"
            )
        }
        if let generated = options.first(where: { $0.name == "generated" }) {
            let isAlways = generated.value?.text == "97" || generated.value?.text == "always"
            table.columns[index].identity = isAlways ? .always : .byDefault
            try transaction.put(.relation(.table(table)))
        }
        let rest = options.filter { $0.name != "generated" }
        guard !rest.isEmpty else { return }
        for sequence in sequences(ownedBy: table.oid, column: table.columns[index].number) {
            try alterSequence(sequence, rest)
        }
    }
}
