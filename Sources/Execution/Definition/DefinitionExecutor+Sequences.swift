// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// CREATE and ALTER SEQUENCE, and the sequences behind serial and identity columns.
///
/// Source: PostgreSQL 15 manual, reference page "CREATE SEQUENCE".
extension DefinitionExecutor {
    func createSequence(_ create: Syntax.CreateSequence) throws(DatabaseError) {
        let schema = try schemaForCreation(create.relation.name)
        let name = create.relation.name.name
        guard try claim(name, in: schema, ifNotExists: create.ifNotExists) else { return }
        var sequence = SequenceDescription(
            oid: transaction.makeOID(),
            schema: schema.oid,
            name: name,
            owner: owner,
            storageID: transaction.makeStorageID()
        )
        _ = try apply(create.options, to: &sequence, isNew: true)
        try transaction.put(.relation(.sequence(sequence)))
    }

    func alterSequence(_ alter: Syntax.AlterSequence) throws(DatabaseError) {
        guard
            let relation = try relation(
                alter.relation,
                ifExists: alter.ifExists,
                kind: "relation"
            )
        else { return }
        guard case .sequence(let sequence) = relation else {
            throw DatabaseError(.wrongObjectType, "\"\(relation.name)\" is not a sequence")
        }
        try alterSequence(sequence, alter.options)
    }

    /// Applies sequence options, RESTART among them.
    func alterSequence(
        _ sequence: SequenceDescription,
        _ options: [Syntax.Option]
    ) throws(DatabaseError) {
        var sequence = try locked(sequence)
        let restart = try apply(options, to: &sequence, isNew: false)
        if let restart {
            try transaction.restart(sequence, at: restart)
        } else {
            try transaction.put(.relation(.sequence(sequence)))
        }
    }

    /// The sequence as it is when nobody else can define it anew.
    func locked(_ sequence: SequenceDescription) throws(DatabaseError) -> SequenceDescription {
        try transaction.lockForDefinition(sequence.oid)
        guard case .sequence(let current)? = catalog.relation(sequence.oid) else {
            throw DatabaseError(
                .undefinedTable,
                "relation \"\(sequence.name)\" does not exist"
            )
        }
        return current
    }

    /// Makes the sequence of a serial or identity column, owned by the column.
    func makeSequence(
        for table: TableDescription,
        column: ColumnDescription,
        _ schema: SchemaDescription,
        type: OID,
        options: [Syntax.Option],
        isIdentity: Bool = false,
        _ pending: inout PendingConstraints
    ) throws(DatabaseError) -> SequenceDescription {
        let taken = Set(pending.sequences.map(\.1.name))
        var name = generatedName(table.name, column.name, "seq", in: schema.oid, taken: taken)
        if let option = options.first(where: { $0.name == "sequence_name" }),
            let last = Self.parts(of: option)?.last
        {
            name = last
        }
        _ = try claim(name, in: schema)
        var sequence = SequenceDescription(
            oid: transaction.makeOID(),
            schema: schema.oid,
            name: name,
            owner: owner,
            type: type,
            isIdentity: isIdentity,
            storageID: transaction.makeStorageID()
        )
        sequence.maximum = Self.bounds(of: type).upperBound
        _ = try apply(
            options.filter { $0.name != "sequence_name" },
            to: &sequence,
            isNew: true
        )
        pending.sequences.append((column.number, sequence))
        return sequence
    }

    /// Catalogues the sequences of a table's columns, once the table is.
    func linkSequences(
        _ pending: PendingConstraints,
        to table: TableDescription
    ) throws(DatabaseError) {
        for (column, sequence) in pending.sequences {
            var owned = sequence
            owned.ownedBy = ColumnReference(table: table.oid, column: column)
            try transaction.put(.relation(.sequence(owned)))
        }
    }

    /// The parts of the name that an option's value is.
    static func parts(of option: Syntax.Option) -> [String]? {
        guard case .list(let items)? = option.value else { return nil }
        return items.compactMap(\.text)
    }

    /// `nextval('s'::regclass)` as a column's default keeps it: with the number of the sequence.
    static func nextvalSQL(_ sequence: SequenceDescription) -> String {
        "nextval('\(sequence.oid.rawValue)'::regclass)"
    }

    static func bounds(of type: OID) -> ClosedRange<Int64> {
        switch type {
        case .int2: Int64(Int16.min)...Int64(Int16.max)
        case .int4: Int64(Int32.min)...Int64(Int32.max)
        default: Int64.min...Int64.max
        }
    }

    // MARK: - Options

    /// Applies sequence options; returns the value of RESTART.
    private func apply(
        _ options: [Syntax.Option],
        to sequence: inout SequenceDescription,
        isNew: Bool
    ) throws(DatabaseError) -> Int64? {
        var given = SequenceOptions()
        for option in options { try given.read(option, planner) }
        if let type = given.type { sequence.type = type }
        if let increment = given.increment { sequence.increment = increment }
        guard sequence.increment != 0 else {
            throw DatabaseError(.invalidParameterValue, "INCREMENT must not be zero")
        }
        let range = Self.bounds(of: sequence.type)
        let isAscending = sequence.increment > 0
        if let maximum = given.maximum {
            sequence.maximum = maximum ?? (isAscending ? range.upperBound : -1)
        } else if isNew || given.type != nil {
            sequence.maximum = isAscending ? range.upperBound : -1
        }
        if let minimum = given.minimum {
            sequence.minimum = minimum ?? (isAscending ? 1 : range.lowerBound)
        } else if isNew || given.type != nil {
            sequence.minimum = isAscending ? 1 : range.lowerBound
        }
        guard sequence.minimum < sequence.maximum else {
            throw DatabaseError(
                .invalidParameterValue,
                "MINVALUE (\(sequence.minimum)) must be less than MAXVALUE (\(sequence.maximum))"
            )
        }
        if let start = given.start {
            sequence.start = start
        } else if isNew {
            sequence.start = isAscending ? sequence.minimum : sequence.maximum
        }
        try checkStart(sequence)
        if let cycles = given.cycles { sequence.cycles = cycles }
        if let cache = given.cache {
            guard cache > 0 else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "CACHE (\(cache)) must be greater than zero"
                )
            }
            sequence.cache = cache
        }
        if let owner = given.owner { try setOwner(owner, of: &sequence) }
        guard let restart = given.restart.map({ $0 ?? sequence.start }) else { return nil }
        try checkRestart(restart, sequence)
        return restart
    }

    private func checkRestart(
        _ value: Int64,
        _ sequence: SequenceDescription
    ) throws(DatabaseError) {
        if value < sequence.minimum {
            throw DatabaseError(
                .invalidParameterValue,
                "RESTART value (\(value)) cannot be less than MINVALUE (\(sequence.minimum))"
            )
        }
        if value > sequence.maximum {
            throw DatabaseError(
                .invalidParameterValue,
                "RESTART value (\(value)) cannot be greater than MAXVALUE (\(sequence.maximum))"
            )
        }
    }

    private func checkStart(_ sequence: SequenceDescription) throws(DatabaseError) {
        if sequence.start < sequence.minimum {
            throw DatabaseError(
                .invalidParameterValue,
                "START value (\(sequence.start)) cannot be less than MINVALUE "
                    + "(\(sequence.minimum))"
            )
        }
        if sequence.start > sequence.maximum {
            throw DatabaseError(
                .invalidParameterValue,
                "START value (\(sequence.start)) cannot be greater than MAXVALUE "
                    + "(\(sequence.maximum))"
            )
        }
    }

    /// OWNED BY table.column, or NONE.
    private func setOwner(
        _ parts: [String],
        of sequence: inout SequenceDescription
    ) throws(DatabaseError) {
        if parts == ["none"] {
            sequence.ownedBy = nil
            return
        }
        guard parts.count > 1, let columnName = parts.last else {
            throw DatabaseError(
                .syntaxError,
                "invalid OWNED BY option",
                hint: "Specify OWNED BY table.column or OWNED BY NONE."
            )
        }
        let relation = try relation(
            parts: Array(parts.dropLast()),
            kind: "relation",
            ifExists: false
        )
        guard case .table(let table)? = relation else {
            throw DatabaseError(
                .wrongObjectType,
                "sequence cannot be owned by relation \"\(parts[parts.count - 2])\""
            )
        }
        guard let column = table.column(named: columnName) else {
            throw DatabaseError(
                .undefinedColumn,
                "column \"\(columnName)\" of relation \"\(table.name)\" does not exist"
            )
        }
        sequence.ownedBy = ColumnReference(table: table.oid, column: column.number)
    }
}

/// The options of a sequence as written; nil where absent, and a nil inside for NO MINVALUE,
/// NO MAXVALUE and RESTART without a value.
private struct SequenceOptions {
    var type: OID?
    var increment: Int64?
    var minimum: Int64??
    var maximum: Int64??
    var start: Int64?
    var restart: Int64??
    var cache: Int64?
    var cycles: Bool?
    var owner: [String]?

    mutating func read(_ option: Syntax.Option, _ planner: Planner) throws(DatabaseError) {
        switch option.name {
        case "as":
            guard case .typeName(let name)? = option.value else { throw Self.malformed(option) }
            let found = try planner.type(name).oid
            guard [.int2, .int4, .int8].contains(found) else {
                throw DatabaseError(
                    .invalidParameterValue,
                    "sequence type must be smallint, integer, or bigint"
                )
            }
            type = found
        case "increment": increment = try Self.number(option)
        case "minvalue": minimum = .some(try Self.optionalNumber(option))
        case "maxvalue": maximum = .some(try Self.optionalNumber(option))
        case "start": start = try Self.number(option)
        case "restart": restart = .some(try Self.optionalNumber(option))
        case "cache": cache = try Self.number(option)
        case "cycle": cycles = option.value?.text != "false"
        case "owned_by":
            guard let parts = DefinitionExecutor.parts(of: option) else {
                throw Self.malformed(option)
            }
            owner = parts
        case "sequence_name": break
        default:
            throw DatabaseError(.syntaxError, "option \"\(option.name)\" not recognized")
        }
    }

    private static func optionalNumber(
        _ option: Syntax.Option
    ) throws(DatabaseError) -> Int64? {
        option.value == nil ? nil : try number(option)
    }

    private static func number(_ option: Syntax.Option) throws(DatabaseError) -> Int64 {
        guard let text = option.value?.text else { throw malformed(option) }
        guard let number = Int64(text) else {
            throw DatabaseError(
                .numericValueOutOfRange,
                "value \"\(text)\" is out of range for type bigint"
            )
        }
        return number
    }

    private static func malformed(_ option: Syntax.Option) -> DatabaseError {
        DatabaseError(.syntaxError, "\(option.name) requires a value", position: option.position)
    }
}
