// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Schemas
import Values

/// The tables most tests use.
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
