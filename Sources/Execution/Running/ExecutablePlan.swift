// SPDX-License-Identifier: Apache-2.0

public import Planning
import Relations
public import Values

/// A planned statement with everything prepared that does not depend on one run: columns resolved
/// to slots, expressions compiled.
///
/// Immutable, to be cached beside the plan; starting it costs one object per plan node.
public final class ExecutablePlan: Sendable {
    /// The statement that was prepared.
    public let statement: PlannedStatement
    private let make: OperatorMaker
    private let subplans: [ExecutableSubplan]

    /// Prepares `statement`.
    ///
    /// - Throws: XX000 when the plan is malformed.
    public init(_ statement: PlannedStatement) throws(DatabaseError) {
        self.statement = statement
        var builder = ExecutionBuilder()
        make = try builder.maker(statement.plan)
        var subplans: [ExecutableSubplan] = []
        for subplan in statement.subplans {
            var builder = ExecutionBuilder()
            let make = try builder.maker(subplan.plan)
            subplans.append(
                ExecutableSubplan(
                    make: make,
                    type: subplan.plan.columns.first?.type ?? .bool,
                    argumentCount: subplan.argumentCount,
                    commonTables: subplan.commonTables,
                    isRepeatable: !builder.isVolatile
                )
            )
        }
        self.subplans = subplans
    }

    /// Starts a run of the statement.
    ///
    /// What the transaction writes from here on, the statement's own changes included, it does not
    /// see. Nothing is evaluated yet; ``RunningStatement/next()`` does the work.
    public func start(
        in environment: ExecutionEnvironment
    ) throws(DatabaseError) -> RunningStatement {
        let snapshot = try environment.transaction.statementSnapshot(
            excludesLaterWrites: environment.mayPause || statement.readsWhileChanging
        )
        let run = StatementRun(
            environment,
            snapshot,
            subplans: subplans,
            nodeCount: statement.nodeCount,
            recordTypes: statement.recordTypes
        )
        return RunningStatement(run, try make(PlanFrame(run)))
    }
}

extension PlannedStatement {
    /// Whether it may read rows once it has changed some, other than in scans that have begun.
    fileprivate var readsWhileChanging: Bool {
        switch plan.node {
        // A source that is read as it goes finds rows in an index, and reads them afterwards.
        case .insert(let insert):
            !subplans.isEmpty
                || insert.onConflict?.update != nil && insert.source.readsStoredRows
        case .update, .delete: !subplans.isEmpty
        // Common tables may change rows that others and the query itself read.
        default: !isReadOnly
        }
    }
}

/// A subquery's plan, prepared.
struct ExecutableSubplan: Sendable {
    let make: OperatorMaker
    /// The type of its first column.
    let type: SQLType
    let argumentCount: Int
    /// The common tables it scans that are defined outside of it.
    let commonTables: [Int]
    /// Whether equal arguments always give equal rows within a statement.
    let isRepeatable: Bool
}
