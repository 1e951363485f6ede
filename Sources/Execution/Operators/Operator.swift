// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// One node of a running plan: hands out its rows batch by batch when asked.
///
/// Operators are made anew for each run of a statement and belong to the session's thread. What can
/// be prepared once, evaluators and slots, is held by the ``OperatorMaker`` that made them.
class Operator {
    /// The frame the operator's expressions are evaluated in.
    let frame: PlanFrame

    init(_ frame: PlanFrame) { self.frame = frame }

    /// The statement being run.
    final var run: StatementRun { frame.run }
    /// What expressions may refer to besides columns.
    final var context: EvaluationContext { frame.evaluation }

    /// The next rows, at least one; nil when there are no more.
    func next() throws(DatabaseError) -> Batch? {
        throw DatabaseError(.internalError, "operator cannot be run")
    }

    /// Starts over, with the frame's arguments as they are now.
    func rescan() throws(DatabaseError) {
        throw DatabaseError(.internalError, "operator cannot be run again")
    }

    /// Gives up what the operator holds: memory and cursors.
    ///
    /// It is not used afterwards.
    func close() {}
}

/// Makes the operators of a plan, or of a part of one, for one run of it.
typealias OperatorMaker = @Sendable (PlanFrame) throws(DatabaseError) -> Operator

/// A part of a plan whose expressions see the same `Expression.outer` values: the statement itself,
/// a subplan, or the right side of a join with arguments.
final class PlanFrame {
    let run: StatementRun
    let evaluation: EvaluationContext

    /// A frame without outer values yet.
    init(_ run: StatementRun) {
        self.run = run
        evaluation = EvaluationContext(
            session: run.environment.session,
            parameters: run.environment.parameters,
            subqueries: run.hasSubqueries ? run : nil,
            recordTypes: run.recordTypes
        )
    }
}
