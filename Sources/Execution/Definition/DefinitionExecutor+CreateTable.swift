// SPDX-License-Identifier: Apache-2.0

import Parsing
import Planning
import Relations
import Schemas
import Values

/// CREATE TABLE.
///
/// Source: PostgreSQL 15 manual, reference page "CREATE TABLE".
extension DefinitionExecutor {
    func createTable(_ create: Syntax.CreateTable) throws(DatabaseError) {
        try refuseUnsupported(create)
        let schema = try schemaForCreation(create.relation.name)
        let name = create.relation.name.name
        guard try claim(name, in: schema, ifNotExists: create.ifNotExists) else { return }
        var table = TableDescription(
            oid: transaction.makeOID(),
            schema: schema.oid,
            name: name,
            owner: owner,
            columns: [],
            storageID: transaction.makeStorageID(),
            persistence: Self.persistence(create.relation.persistence),
            options: try Self.storageOptions(create.options)
        )
        var pending = PendingConstraints()
        for element in create.elements {
            switch element {
            case .column(let column):
                try addColumn(column, to: &table, schema, &pending)
            case .constraint(let constraint): pending.constraints.append((constraint, nil))
            case .like(let like): try copyColumns(like, to: &table, &pending)
            }
        }
        try checkColumnCount(table)
        try transaction.put(.relation(.table(table)))
        // Defaults name the sequences, and finishing may read the defaults.
        try linkSequences(pending, to: table)
        try finish(pending, &table)
    }

    private func refuseUnsupported(_ create: Syntax.CreateTable) throws(DatabaseError) {
        if !create.inherits.isEmpty {
            throw DatabaseError(.featureNotSupported, "table inheritance is not supported")
        }
        if create.partitionBy != nil || create.partitionBound != nil {
            throw DatabaseError(.featureNotSupported, "partitioned tables are not supported")
        }
        if create.ofType != nil {
            throw DatabaseError(.featureNotSupported, "typed tables are not supported")
        }
        if case .temporary = create.relation.persistence {
            throw DatabaseError(.featureNotSupported, "temporary tables are not supported")
        }
        if let method = create.accessMethod, method != "heap" {
            throw DatabaseError(
                .undefinedObject,
                "access method \"\(method)\" does not exist"
            )
        }
        if let tablespace = create.tablespace, tablespace != "pg_default" {
            throw DatabaseError(
                .undefinedObject,
                "tablespace \"\(tablespace)\" does not exist"
            )
        }
    }

    static func persistence(_ syntax: Syntax.Persistence) -> TableDescription.Persistence {
        switch syntax {
        case .permanent: .permanent
        case .unlogged: .unlogged
        case .temporary: .temporary
        }
    }

    /// Storage parameters that PostgreSQL knows, kept for `pg_class`; they steer its page layout
    /// and vacuum, which have no counterpart here.
    static func storageOptions(_ options: [Syntax.Option]) throws(DatabaseError) -> [String] {
        var kept: [String] = []
        for option in options {
            let isKnown =
                option.name == "fillfactor" || option.name == "parallel_workers"
                || option.name == "user_catalog_table" || option.name == "toast_tuple_target"
                || option.name == "log_autovacuum_min_duration"
                || option.name == "vacuum_truncate" || option.name == "vacuum_index_cleanup"
                || option.name.hasPrefix("autovacuum_") || option.namespace == "toast"
            guard isKnown else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "unrecognized parameter \"\(option.name)\""
                )
            }
            kept.append("\(option.name)=\(option.value?.text ?? "true")")
        }
        return kept
    }

    private func checkColumnCount(_ table: TableDescription) throws(DatabaseError) {
        guard table.columns.count <= 1_600 else {
            throw DatabaseError(.tooManyColumns, "tables can have at most 1600 columns")
        }
    }

    // MARK: - Columns

    /// Adds one column with the constraints written behind it.
    func addColumn(
        _ column: Syntax.ColumnDefinition,
        to table: inout TableDescription,
        _ schema: SchemaDescription,
        _ pending: inout PendingConstraints
    ) throws(DatabaseError) {
        if table.column(named: column.name) != nil {
            throw DatabaseError(
                .duplicateColumn,
                "column \"\(column.name)\" specified more than once"
            )
        }
        if Self.systemColumns.contains(column.name) {
            throw DatabaseError(
                .duplicateColumn,
                "column name \"\(column.name)\" conflicts with a system column name"
            )
        }
        guard let typeName = column.type else {
            throw DatabaseError(.syntaxError, "column \"\(column.name)\" has no type")
        }
        var description: ColumnDescription
        let number = Int16(table.columns.count + 1)
        if let serial = SerialType(typeName) {
            description = ColumnDescription(
                number: number,
                name: column.name,
                type: serial.type,
                isNotNull: true
            )
            let sequence = try makeSequence(
                for: table,
                column: description,
                schema,
                type: serial.type.oid,
                options: [],
                &pending
            )
            description.defaultSQL = Self.nextvalSQL(sequence)
        } else {
            let type = try planner.type(typeName)
            try refusePseudoType(type, column: column.name)
            description = ColumnDescription(number: number, name: column.name, type: type)
        }
        table.columns.append(description)
        for constraint in column.constraints {
            try apply(
                constraint,
                to: &table,
                columnIndex: table.columns.count - 1,
                schema,
                &pending
            )
        }
    }

    private static let systemColumns: Set<String> = [
        "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid",
    ]

    private func refusePseudoType(_ type: SQLType, column: String) throws(DatabaseError) {
        let name = type.name
        if TypeDescription(oid: type.oid)?.kind == .pseudo {
            throw DatabaseError(
                .invalidTableDefinition,
                "column \"\(column)\" has pseudo-type \(name)"
            )
        }
    }

    /// Applies a constraint written behind a column.
    func apply(
        _ constraint: Syntax.Constraint,
        to table: inout TableDescription,
        columnIndex: Int,
        _ schema: SchemaDescription,
        _ pending: inout PendingConstraints
    ) throws(DatabaseError) {
        let column = table.columns[columnIndex]
        switch constraint.kind {
        case .null: break
        case .notNull: table.columns[columnIndex].isNotNull = true
        case .default(let expression):
            guard column.defaultSQL == nil else {
                throw DatabaseError(
                    .syntaxError,
                    "multiple default values specified for column \"\(column.name)\" of table "
                        + "\"\(table.name)\"",
                    position: constraint.position
                )
            }
            table.columns[columnIndex].defaultSQL = try planner.defaultSQL(
                expression,
                for: column
            )
        case .generated(let expression):
            pending.generated.append((columnIndex, expression))
        case .identity(let always, let options):
            try makeIdentity(always: always, options, &table, columnIndex, schema, &pending)
        case .check, .primaryKey, .unique, .foreignKey, .exclusion:
            pending.constraints.append((constraint, column.name))
        }
    }

    func makeIdentity(
        always: Bool,
        _ options: [Syntax.Option],
        _ table: inout TableDescription,
        _ columnIndex: Int,
        _ schema: SchemaDescription,
        _ pending: inout PendingConstraints
    ) throws(DatabaseError) {
        let column = table.columns[columnIndex]
        guard [.int2, .int4, .int8].contains(column.type.oid) else {
            throw DatabaseError(
                .invalidParameterValue,
                "identity column type must be smallint, integer, or bigint"
            )
        }
        _ = try makeSequence(
            for: table,
            column: column,
            schema,
            type: column.type.oid,
            options: options,
            isIdentity: true,
            &pending
        )
        table.columns[columnIndex].identity = always ? .always : .byDefault
        table.columns[columnIndex].isNotNull = true
    }

    /// LIKE: columns, and what INCLUDING names.
    private func copyColumns(
        _ like: Syntax.TableLike,
        to table: inout TableDescription,
        _ pending: inout PendingConstraints
    ) throws(DatabaseError) {
        guard case .table(let source) = try planner.relation(like.relation) else {
            throw DatabaseError(
                .wrongObjectType,
                "\"\(like.relation.name.name)\" is not a table"
            )
        }
        for column in source.liveColumns {
            var copy = ColumnDescription(
                number: Int16(table.columns.count + 1),
                name: column.name,
                type: column.type,
                isNotNull: column.isNotNull
            )
            if column.isGenerated
                ? like.options.contains(.generated)
                : like.options.contains(.defaults)
            {
                copy.defaultSQL = column.defaultSQL
                copy.isGenerated = column.isGenerated
            }
            if table.column(named: copy.name) != nil {
                throw DatabaseError(
                    .duplicateColumn,
                    "column \"\(copy.name)\" specified more than once"
                )
            }
            table.columns.append(copy)
        }
        if like.options.contains(.constraints) {
            for constraint in source.constraints {
                guard case .check = constraint.kind else { continue }
                table.constraints.append(
                    ConstraintDescription(
                        oid: transaction.makeOID(),
                        name: constraint.name,
                        kind: constraint.kind
                    )
                )
            }
        }
        if like.options.contains(.indexes) {
            pending.copiedIndexes += catalog.indexes(of: source.oid).map { (source, $0) }
        }
    }
}

/// What a table's definition asks for besides columns, done once the columns are known.
struct PendingConstraints {
    /// Constraints, with the column they were written behind.
    var constraints: [(syntax: Syntax.Constraint, column: String?)] = []
    /// GENERATED ALWAYS AS expressions, by position of their column.
    var generated: [(column: Int, Syntax.Expression)] = []
    /// Sequences made for serial and identity columns, by column number.
    var sequences: [(column: Int16, SequenceDescription)] = []
    /// Indexes of LIKE … INCLUDING INDEXES.
    var copiedIndexes: [(table: TableDescription, index: IndexDescription)] = []
}

/// The column types that are shorthand for an integer drawn from a sequence.
struct SerialType {
    let type: SQLType

    init?(_ name: Syntax.TypeName) {
        guard name.names.count == 1, name.arrayBounds.isEmpty else { return nil }
        switch name.name {
        case "serial", "serial4": type = .int4
        case "bigserial", "serial8": type = .int8
        case "smallserial", "serial2": type = .int2
        default: return nil
        }
    }
}
