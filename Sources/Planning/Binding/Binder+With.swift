// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// WITH.
///
/// Source: PostgreSQL 15 manual, section 7.8 "WITH Queries (Common Table Expressions)".
extension Binder {
    /// Binds the tables of `with` and makes `scope` know them.
    func bind(with: Syntax.With?, _ scope: Scope) throws(DatabaseError) -> [Plan.CommonTable] {
        guard let with else { return [] }
        try checkNames(with)
        var tables: [Plan.CommonTable] = []
        for (index, table) in with.queries.enumerated() {
            if table.hasSearchOrCycle {
                throw DatabaseError(
                    .featureNotSupported,
                    "SEARCH and CYCLE clauses are not supported",
                    position: table.position
                )
            }
            let inner = scope.beside()
            let later = with.queries[(index + 1)...]
            if with.isRecursive { refuseLaterTables(later, inner) }
            let outerForward = forwardTables
            if !with.isRecursive { forwardTables += later.map(\.name) }
            defer { forwardTables = outerForward }
            let number = makeCommonTable()
            let bound = try descend { () throws(DatabaseError) in
                with.isRecursive
                    ? try bindRecursive(table, number, inner) : try bind(table: table, inner)
            }
            tables.append(
                Plan.CommonTable(
                    number: number,
                    name: table.name,
                    plan: bound.plan,
                    columnNames: bound.columns.map(\.name),
                    isMaterialized: table.materialization == .always
                )
            )
            var reference = CommonTableReference(
                name: table.name,
                number: number,
                columns: bound.columns
            )
            if bound.columns.isEmpty, !isSelect(table.statement) {
                let name = table.name
                reference.refusal = { position in
                    DatabaseError(
                        .featureNotSupported,
                        "WITH query \"\(name)\" does not have a RETURNING clause",
                        position: position
                    )
                }
            }
            scope.commonTables.append(reference)
        }
        return tables
    }

    private func isSelect(_ statement: Syntax.Statement) -> Bool {
        if case .select = statement { true } else { false }
    }

    private func checkNames(_ with: Syntax.With) throws(DatabaseError) {
        for (index, table) in with.queries.enumerated()
        where with.queries[..<index].contains(where: { $0.name.isSame(as: table.name) }) {
            throw DatabaseError(
                .duplicateAlias,
                "WITH query name \"\(table.name)\" specified more than once",
                position: table.position
            )
        }
    }

    /// Tables further on in a recursive list exist already, but cannot be used here.
    private func refuseLaterTables(_ tables: ArraySlice<Syntax.CommonTable>, _ scope: Scope) {
        for table in tables {
            refuse(table.name, in: scope) { position in
                DatabaseError(
                    .featureNotSupported,
                    "mutual recursion between WITH items is not implemented",
                    position: position
                )
            }
        }
    }

    private func bind(
        table: Syntax.CommonTable,
        _ scope: Scope
    ) throws(DatabaseError) -> BoundQuery {
        var bound: BoundQuery
        switch table.statement {
        case .select(let query): bound = try bind(query: query, scope)
        case .insert(let insert): bound = try bind(insert: insert, scope)
        case .update(let update): bound = try bind(update: update, scope)
        case .delete(let delete): bound = try bind(delete: delete, scope)
        default:
            throw DatabaseError(
                .syntaxError,
                "unexpected statement in WITH",
                position: table.position
            )
        }
        try rename(&bound.columns, table)
        keepOnlyShown(&bound)
        return bound
    }

    private func rename(
        _ columns: inout [QueryColumn],
        _ table: Syntax.CommonTable
    ) throws(DatabaseError) {
        guard table.columns.count <= columns.count else {
            throw DatabaseError(
                .invalidColumnReference,
                """
                WITH query "\(table.name)" has \(columns.count) columns available but \
                \(table.columns.count) columns specified
                """,
                position: table.position
            )
        }
        for (index, name) in table.columns.enumerated() { columns[index].name = name }
    }

    /// Makes the plan output exactly the columns that are shown, so that they count by position.
    func keepOnlyShown(_ bound: inout BoundQuery) {
        bound.plan = bound.plan.showing(bound.columns.map(\.output))
    }

    /// One table of WITH RECURSIVE, recursive only if it names itself.
    private func bindRecursive(
        _ table: Syntax.CommonTable,
        _ number: Int,
        _ scope: Scope
    ) throws(DatabaseError) -> BoundQuery {
        guard case .select(let query) = table.statement else {
            return try bind(table: table, scope)
        }
        guard let union = recursiveUnion(query) else {
            let name = table.name
            let position = table.position
            refuse(name, in: scope) { _ in
                DatabaseError(
                    .invalidRecursion,

                    """
                    recursive query "\(name)" does not have the form non-recursive-term UNION \
                    [ALL] recursive-term
                    """,
                    position: position
                )
            }
            return try bind(table: table, scope)
        }
        let outer = scope.inner()
        let outerTables = try bind(with: query.with, outer)
        let base = try bindBase(union.left, table, outer)

        let stepScope = outer.inner()
        var reference = CommonTableReference(
            name: table.name,
            number: number,
            columns: base.columns
        )
        reference.isWorkTable = true
        reference.barriers = recursionBarriers.count
        stepScope.commonTables.append(reference)
        var step = try bind(query: union.right, stepScope)
        guard usedWorkTables.contains(number) else { return try bind(table: table, scope) }
        try checkRecursive(query)
        try match(&step, to: base.columns, table.name)
        keepOnlyShown(&step)

        let outputs = base.columns.map { Plan.Output(makeColumn(), $0.type) }
        let node = Plan.RecursiveUnion(
            number: number,
            base: base.plan,
            step: step.plan,
            isAll: union.isAll
        )
        var plan = Plan(.recursiveUnion(node), outputs)
        if !outerTables.isEmpty {
            plan = Plan(.with(Plan.With(tables: outerTables, body: plan)), outputs)
        }
        var columns = base.columns
        for (index, output) in outputs.enumerated() {
            columns[index].id = output.id
            columns[index].origin = nil
        }
        return BoundQuery(plan: plan, columns: columns)
    }

    private func refuse(
        _ name: String,
        in scope: Scope,
        _ refusal: @escaping @Sendable (Int?) -> DatabaseError
    ) {
        var reference = CommonTableReference(name: name, number: -1, columns: [])
        reference.refusal = refusal
        scope.commonTables.append(reference)
    }

    /// The non-recursive term, under the names and types that the recursive one sees.
    private func bindBase(
        _ query: Syntax.Query,
        _ table: Syntax.CommonTable,
        _ outer: Scope
    ) throws(DatabaseError) -> BoundQuery {
        let scope = outer.inner()
        let name = table.name
        refuse(name, in: scope) { position in
            DatabaseError(
                .invalidRecursion,
                """
                recursive reference to query "\(name)" must not appear within its \
                non-recursive term
                """,
                position: position
            )
        }
        var base = try bind(query: query, scope)
        try resolveUnknown(&base)
        try rename(&base.columns, table)
        keepOnlyShown(&base)
        return base
    }

    private func checkRecursive(_ query: Syntax.Query) throws(DatabaseError) {
        let clause: String
        var position: Int?
        if let item = query.orderBy.first {
            clause = "ORDER BY"
            position = item.value.position
        } else if let offset = query.offset {
            clause = "OFFSET"
            position = offset.position
        } else if let limit = query.limit {
            clause = "LIMIT"
            position = limit.position
        } else if !query.locking.isEmpty {
            clause = "FOR UPDATE/SHARE"
        } else {
            return
        }
        throw DatabaseError(
            .featureNotSupported,
            "\(clause) in a recursive query is not implemented",
            position: position
        )
    }

    private func recursiveUnion(_ query: Syntax.Query) -> Syntax.SetOperation? {
        guard case .setOperation(let operation) = query.body, operation.kind == .union else {
            return nil
        }
        return operation
    }

    /// Converts the recursive term's columns to the types of the other one's.
    private func match(
        _ step: inout BoundQuery,
        to base: [QueryColumn],
        _ name: String
    ) throws(DatabaseError) {
        guard step.columns.count == base.count else {
            throw DatabaseError(
                .syntaxError,
                "each UNION query must have the same number of columns"
            )
        }
        var expressions: [Expression] = []
        for (index, (column, target)) in zip(step.columns, base).enumerated() {
            let value = outputExpression(of: column, in: step.plan)
            let common = try resolver.commonType(
                [target.expression, value],
                construct: "UNION"
            )
            guard common.oid == target.type.oid else {
                throw DatabaseError(
                    .datatypeMismatch,
                    """
                    recursive query "\(name)" column \(index + 1) has type \
                    \(target.type.displayName) in non-recursive term but type \
                    \(common.displayName) overall
                    """,
                    hint: "Cast the output of the non-recursive term to the correct type.",
                    position: target.position
                )
            }
            expressions.append(
                try resolver.coerce(value, toCommon: target.type, construct: "UNION")
            )
        }
        project(&step, expressions)
    }

    /// The common table that `name` means in `scope`.
    func findCommonTable(_ name: String, _ scope: Scope) -> CommonTableReference? {
        scope.commonTables.last { $0.name.isSame(as: name) }
    }

    /// A common table in FROM.
    func bind(
        commonTable reference: CommonTableReference,
        _ relation: Syntax.RelationName
    ) throws(DatabaseError) -> (Plan, RangeItem) {
        if let refusal = reference.refusal { throw refusal(relation.position) }
        if reference.isWorkTable { try use(workTable: reference, relation.position) }
        let alias = relation.alias?.name ?? relation.name.name
        var outputs: [Plan.Output] = []
        var columns: [RangeColumn] = []
        for column in reference.columns {
            let output = Plan.Output(makeColumn(), column.type)
            outputs.append(output)
            columns.append(
                RangeColumn(
                    name: column.name,
                    expression: output.expression,
                    origin: column.origin
                )
            )
        }
        let node = Plan.CommonTableScan(
            number: reference.number,
            isWorkTable: reference.isWorkTable,
            alias: alias,
            fetched: outputs.enumerated().map { ($1.id, $0) }
        )
        var item = RangeItem(name: alias, columns: columns)
        item.isWorkTable = reference.isWorkTable
        try rename(&item, relation.alias)
        return (Plan(.commonTableScan(node), outputs), item)
    }

    /// Notes the one recursive reference that a recursive term may make.
    private func use(
        workTable reference: CommonTableReference,
        _ position: Int?
    ) throws(DatabaseError) {
        let isFirst = usedWorkTables.insert(reference.number).inserted
        let crossed = recursionBarriers.dropFirst(reference.barriers).last
        guard !isFirst || crossed != nil else { return }
        throw DatabaseError(
            .invalidRecursion,
            """
            recursive reference to query "\(reference.name)" must not appear \
            \(crossed.map { "within \($0)" } ?? "more than once")
            """,
            position: position
        )
    }

    /// Binds with `barrier`, unless it is nil, as a place for no recursive reference: what it
    /// computes from fewer rows, it would have to take back when more come.
    func barring<Bound>(
        recursion barrier: String?,
        _ body: () throws(DatabaseError) -> Bound
    ) throws(DatabaseError) -> Bound {
        guard let barrier else { return try body() }
        recursionBarriers.append(barrier)
        defer { recursionBarriers.removeLast() }
        return try body()
    }
}
