// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Values

/// Relations by name, and their scans.
extension Binder {
    /// What a relation's name stands for.
    enum FoundRelation {
        case stored(Relation)
        case catalog(CatalogRelation)
    }

    /// The relation called `name`; nil when there is none.
    ///
    /// - Throws: 3F000 when it is qualified by a schema that does not exist, 0A000 for another
    ///   database.
    func findRelation(_ name: Syntax.ObjectName) throws(DatabaseError) -> FoundRelation? {
        if let database = name.catalog, !database.isSame(as: catalog.database.name) {
            throw DatabaseError(
                .featureNotSupported,
                """
                cross-database references are not implemented: \
                "\(database).\(name.schema ?? "").\(name.name)"
                """,
                position: name.position
            )
        }
        guard let schema = name.schema else {
            for schema in searchPath {
                if let found = findRelation(name.name, in: schema) { return found }
            }
            return nil
        }
        return findRelation(name.name, in: schema)
    }

    private func findRelation(_ name: String, in schema: String) -> FoundRelation? {
        if let computed = CatalogRelations.relation(named: name, in: schema) {
            return .catalog(computed)
        }
        guard let description = catalog.schema(named: schema) else { return nil }
        return catalog.relation(named: name, in: description.oid).map { .stored($0) }
    }

    func undefinedRelation(_ name: Syntax.ObjectName) -> DatabaseError {
        let text = name.schema.map { "\($0).\(name.name)" } ?? name.name
        let isForward = name.schema == nil && forwardTables.contains { $0.isSame(as: name.name) }
        return DatabaseError(
            .undefinedTable,
            "relation \"\(text)\" does not exist",
            detail: isForward
                ? """
                There is a WITH item named "\(name.name)", but it cannot be referenced from this \
                part of the query.
                """ : nil,
            hint: isForward
                ? """
                Use WITH RECURSIVE, or re-order the WITH items to remove forward references.
                """ : nil,
            position: name.position
        )
    }

    /// The plan and the FROM item for a relation; nil when it has to be a common table.
    func bind(
        relation: Syntax.RelationName,
        _ scope: Scope
    ) throws(DatabaseError) -> (Plan, RangeItem) {
        if relation.name.schema == nil,
            let reference = findCommonTable(relation.name.name, scope)
        {
            return try bind(commonTable: reference, relation)
        }
        guard let found = try findRelation(relation.name) else {
            throw undefinedRelation(relation.name)
        }
        let alias = relation.alias?.name ?? relation.name.name
        if case .stored(let stored) = found {
            readRelations.insert(stored.oid)
            mention(stored, relation.name, scope)
        }
        var (plan, item): (Plan, RangeItem)
        switch found {
        case .catalog(let computed): (plan, item) = scan(computed, alias: alias)
        case .stored(.table(let table)):
            (plan, item) = scan(table, alias: alias, rowID: scope.locksRows)
        case .stored(.view(let view)): (plan, item) = try expand(view, alias: alias, scope)
        case .stored(.sequence(let sequence)): (plan, item) = scan(sequence, alias: alias)
        case .stored(.index):
            throw DatabaseError(
                .wrongObjectType,
                "cannot open relation \"\(relation.name.name)\"",
                detail: "This operation is not supported for indexes.",
                position: relation.position
            )
        }
        if relation.alias == nil { item.schema = relation.name.schema ?? schemaName(of: found) }
        try rename(&item, relation.alias)
        return (plan, item)
    }

    private func schemaName(of found: FoundRelation) -> String? {
        switch found {
        case .catalog(let computed): computed.schema
        case .stored(let relation): catalog.schema(relation.schema)?.name
        }
    }

    /// A scan of all columns of `table`; with its row id when the rows are to be locked or changed.
    func scan(_ table: TableDescription, alias: String, rowID: Bool) -> (Plan, RangeItem) {
        let live = table.liveColumns
        let first = makeColumns(live.count + (rowID ? 1 : 0) + (live.isEmpty ? 1 : 0))
        var fetched: [Plan.ScanColumn] = []
        fetched.reserveCapacity(live.count + 1)
        var columns: [RangeColumn] = []
        columns.reserveCapacity(live.count)
        for (offset, column) in live.enumerated() {
            let id = ColumnID(first.rawValue + offset)
            fetched.append(Plan.ScanColumn(id, column.type, .column(column.number)))
            columns.append(
                RangeColumn(
                    name: column.name,
                    expression: .column(id, column.type),
                    origin: RangeColumn.Origin(table: table.oid, attribute: column.number)
                )
            )
        }
        var item = RangeItem(name: alias, columns: columns)
        item.base = .table(first: first, oid: table.oid)
        item.table = table
        if rowID {
            let id = ColumnID(first.rawValue + live.count)
            item.rows = [
                Plan.RowReference(table: table, alias: alias, rowID: id, columns: fetched)
            ]
            fetched.append(Plan.ScanColumn(id, .int8, .rowID))
        }
        let target = Plan.ScanTarget(table: table, alias: alias, fetched: fetched)
        let outputs = fetched.map { Plan.Output($0.id, $0.type) }
        return (Plan(.tableScan(Plan.TableScan(target: target)), outputs), item)
    }

    /// A scan of all columns of a computed relation.
    func scan(_ relation: CatalogRelation, alias: String) -> (Plan, RangeItem) {
        let first = makeColumns(max(relation.columns.count, 1))
        var outputs: [Plan.Output] = []
        var columns: [RangeColumn] = []
        for (offset, column) in relation.columns.enumerated() {
            let output = Plan.Output(ColumnID(first.rawValue + offset), column.type)
            outputs.append(output)
            columns.append(
                RangeColumn(
                    name: column.name,
                    expression: output.expression,
                    origin: RangeColumn.Origin(
                        table: relation.oid,
                        attribute: Int16(clamping: offset + 1)
                    )
                )
            )
        }
        let node = Plan.CatalogScan(
            relation: relation,
            alias: alias,
            fetched: outputs.enumerated().map { ($1.id, $0) }
        )
        var item = RangeItem(name: alias, columns: columns)
        item.base = .catalog(first: first, relation: relation)
        return (Plan(.catalogScan(node), outputs), item)
    }

    /// A sequence read as a table of one row.
    private func scan(_ sequence: SequenceDescription, alias: String) -> (Plan, RangeItem) {
        let relation = CatalogRelation(
            schema: catalog.schema(sequence.schema)?.name ?? "",
            name: sequence.name,
            oid: sequence.oid,
            isView: false,
            columns: [
                CatalogRelation.Column(name: "last_value", type: .int8, isNotNull: true),
                CatalogRelation.Column(name: "log_cnt", type: .int8, isNotNull: true),
                CatalogRelation.Column(name: "is_called", type: .bool, isNotNull: true),
            ]
        )
        return scan(relation, alias: alias)
    }

    /// Gives the leading columns of `item` the names of an alias.
    ///
    /// - Throws: 42P10 when there are more names than columns.
    func rename(_ item: inout RangeItem, _ alias: Syntax.Alias?) throws(DatabaseError) {
        guard let alias else { return }
        item.name = alias.name
        guard alias.columns.count <= item.columns.count else {
            throw DatabaseError(
                .invalidColumnReference,
                """
                table "\(alias.name)" has \(item.columns.count) columns available but \
                \(alias.columns.count) columns specified
                """
            )
        }
        for (index, name) in alias.columns.enumerated() { item.columns[index].name = name }
    }
}
