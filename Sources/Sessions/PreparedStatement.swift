// SPDX-License-Identifier: Apache-2.0

import Execution
import Parsing
public import Planning
public import Values

/// A parsed statement with its plan, run any number of times.
public final class PreparedStatement {
    let name: String
    /// The SQL text, for `pg_prepared_statements`.
    let text: String
    /// Nil for an empty query text.
    let statement: Syntax.Statement?
    /// The types the client gave for `$1`, `$2`, …; ``Values/OID/invalid`` where it gave none.
    let declaredTypes: [OID]
    /// Whether SQL's PREPARE made it.
    let isFromSQL: Bool
    /// When it was prepared, microseconds since 2000-01-01 UTC.
    let preparedAt: Int64
    /// The plan, of a statement that has one, and what it was made under.
    var plan: ExecutablePlan?
    var stamp: PlanStamp?
    /// The types of the parameters, given or inferred.
    public internal(set) var parameterTypes: [OID]
    /// The columns of its rows; empty when it returns none.
    public internal(set) var columns: [PlannedStatement.OutputColumn]

    init(
        name: String,
        text: String,
        statement: Syntax.Statement?,
        declaredTypes: [OID],
        isFromSQL: Bool = false,
        preparedAt: Int64
    ) {
        self.name = name
        self.text = text
        self.statement = statement
        self.declaredTypes = declaredTypes
        self.isFromSQL = isFromSQL
        self.preparedAt = preparedAt
        parameterTypes = declaredTypes
        columns = []
    }
}

/// What a plan depends on besides its text.
struct PlanStamp: Equatable {
    let catalogVersion: UInt64
    let settingsVersion: UInt64
}
