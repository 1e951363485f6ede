// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Schemas
import Values

/// The tables most tests use; `Tests/Cases/planning/tables.sql` declares the same to PostgreSQL.
let sampleCatalog: SampleCatalog = {
    var declaration = SampleCatalog.Declaration()
    declaration.table(
        "t",
        [
            ColumnDescription("id", .int4, notNull: true),
            ColumnDescription("value", .int4),
            ColumnDescription("name", .text),
        ]
    )
    declaration.index("t_pkey", on: "t", ["id"])
    declaration.table(
        "u",
        [
            ColumnDescription("id", .int4),
            ColumnDescription("tid", .int4),
            ColumnDescription("vale", .int4),
        ]
    )
    declaration.table(
        "dup",
        [ColumnDescription("id", .int4), ColumnDescription("value", .int4)]
    )
    var identity = ColumnDescription("id", .int4, notNull: true)
    identity.identity = .always
    var generated = ColumnDescription("b", .int4, default: "(a * 2)")
    generated.isGenerated = true
    declaration.table(
        "g",
        [
            identity,
            ColumnDescription("a", .int4, notNull: true, default: "7"),
            generated,
            ColumnDescription("c", SQLType(.varchar, modifier: 9)),
            ColumnDescription("d", SQLType(.numeric, modifier: 393_222)),
            ColumnDescription("e", .int8),
        ]
    )
    declaration.index("g_pkey", on: "g", ["id"])
    declaration.index("g_a_c_key", on: "g", ["a", "c"], unique: true)
    declaration.view(
        "v",
        "SELECT id, name FROM t",
        [ColumnDescription("id", .int4), ColumnDescription("name", .text)]
    )
    declaration.table(
        "items",
        [
            ColumnDescription("id", .int8, notNull: true),
            ColumnDescription("embedding", SQLType(.vector, modifier: 3)),
            ColumnDescription("category_id", .int4),
            ColumnDescription("title", .text),
            ColumnDescription("price", SQLType(.float8)),
        ],
        rows: 100_000
    )
    declaration.index("items_pkey", on: "items", ["id"])
    declaration.index("items_category", on: "items", ["category_id", "price"])
    return SampleCatalog(declaration)
}()

/// The plan of `sql` against `catalog`.
func plan(
    _ sql: String,
    parameters: [SQLType] = [],
    catalog: SampleCatalog = sampleCatalog
) throws -> PlannedStatement {
    let session = PlanningSession(catalog)
    let planner = Planner(catalog: catalog, context: EvaluationContext(session: session))
    let statements = try Parser.parse(sql)
    guard let first = statements.first else { throw DatabaseError(.syntaxError, "no statement") }
    switch try planner.plan(first.statement, parameters: parameters) {
    case .query(let planned): return planned
    case .utility(_, let inner?): return inner
    case .utility: throw DatabaseError(.featureNotSupported, "utility statement")
    }
}

/// The error that planning `sql` ends in; nil when it succeeds.
func planningError(_ sql: String, parameters: [SQLType] = []) -> DatabaseError? {
    do {
        _ = try plan(sql, parameters: parameters)
        return nil
    } catch {
        return error as? DatabaseError
    }
}

/// What EXPLAIN (COSTS OFF) shows for `sql`.
func explained(
    _ sql: String,
    parameters: [SQLType] = [],
    catalog: SampleCatalog = sampleCatalog
) throws -> String {
    var options = ExplainOptions()
    options.showsCosts = false
    let context = EvaluationContext(session: PlanningSession(catalog))
    let statement = try plan(sql, parameters: parameters, catalog: catalog)
    return Explanation(statement, options, context: context).rows().joined(separator: "\n")
}
