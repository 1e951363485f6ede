// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Platform
import Relations
import Testing
import Values

/// Makes plans by hand, for tests of single operators.
struct PlanBuilding {
    /// The operator called `name` for two operands of `type`.
    static func call(
        _ name: String,
        _ left: Expression,
        _ right: Expression,
        _ result: SQLType = .bool
    ) throws -> Expression {
        let function = try #require(
            Registry.builtin.operator(
                named: name,
                left: left.type.oid,
                right: right.type.oid
            )?.function
        )
        return .call(function, [left, right], result)
    }

    static func equality(_ type: OID) throws -> Function {
        try #require(Registry.builtin.equality(of: type))
    }

    static func aggregate(_ name: String, _ arguments: [OID]) throws -> Aggregate {
        try #require(
            Registry.builtin.aggregates(named: name).first { $0.arguments == arguments }
        )
    }

    /// A column of int4.
    static func int(_ id: Int) -> Expression { .column(ColumnID(id), .int4) }

    static func output(_ ids: Int...) -> [Plan.Output] {
        ids.map { Plan.Output(ColumnID($0), .int4) }
    }

    /// Rows of int4 columns called `ids`.
    static func rows(_ ids: [Int], _ rows: [[Int32?]]) -> Plan {
        let expressions = rows.map { row in
            row.map { Expression.constant($0.map { .int32($0) } ?? .null, .int4) }
        }
        return Plan(
            .values(Plan.RowValues(rows: expressions)),
            ids.map { Plan.Output(ColumnID($0), .int4) }
        )
    }

    /// A constant count of rows.
    static func count(_ value: Int64) -> Expression { .constant(.int64(value), .int8) }
}

/// Runs `plan` to the end; integers of any width, NULL as nil.
func run(
    _ plan: Plan,
    subplans: [Subplan] = [],
    parameters: [Value] = [],
    session: TestSession = TestSession(),
    memoryLimitBytes: Int = ExecutionEnvironment.defaultMemoryLimitBytes
) throws(DatabaseError) -> [[Int?]] {
    let statement = PlannedStatement(
        plan: plan,
        subplans: subplans,
        outputs: [],
        command: .select,
        isReadOnly: true,
        catalogVersion: 0,
        nodeCount: 0,
        columnCount: 1_000
    )
    let cluster = try Cluster(inMemory: ClusterOptions())
    let transaction = try cluster.begin(
        database: OID(5),
        isolation: .readCommitted,
        interrupt: Interrupt()
    )
    let environment = ExecutionEnvironment(
        session: session,
        transaction: transaction,
        catalog: transaction.catalog,
        parameters: parameters,
        memoryLimitBytes: memoryLimitBytes
    )
    let running = try ExecutablePlan(statement).start(in: environment)
    var rows: [[Int?]] = []
    while let batch = try running.next() {
        for row in 0..<batch.count { rows.append(batch.row(row).map(\.integer)) }
    }
    return rows
}

extension Value {
    /// The number, for integers; true is 1.
    var integer: Int? {
        switch self {
        case .int16(let value): Int(value)
        case .int32(let value): Int(value)
        case .int64(let value): Int(value)
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }
}
