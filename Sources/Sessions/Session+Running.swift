// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Parsing
import Planning
import Platform
import Relations
import Schemas
import Values

/// The life of one statement: its clock, its limits, its snapshot, its plan.
extension Session {
    /// Runs `body` as one statement: timed, interruptible, and failing the transaction when it
    /// throws.
    func statement<Result>(
        _ body: () throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        interrupt.reset()
        statementStart = Session.now()
        refreshDigest()
        let limit = digest.statementTimeout
        if limit > 0 { instance.timeouts.arm(processID, after: limit, interrupt) }
        defer { if limit > 0 { instance.timeouts.disarm(processID) } }
        do throws(DatabaseError) {
            return try body()
        } catch {
            fail()
            throw error
        }
    }

    /// The wall clock, microseconds since 2000-01-01 UTC.
    static func now() -> Int64 { WallClock.microseconds - 946_684_800_000_000 }

    /// Fails with 25P02 when the transaction block has failed and `prepared` does not end it.
    func requireUsable(_ prepared: PreparedStatement) throws(DatabaseError) {
        guard transactionState == .failed else { return }
        if case .transaction(let control)? = prepared.statement {
            switch control {
            case .commit, .rollback, .rollbackTo, .prepare: return
            default: break
            }
        }
        throw DatabaseError(
            .inFailedSQLTransaction,
            "current transaction is aborted, commands ignored until end of transaction block"
        )
    }

    /// The transaction, ready for another statement: it sees what READ COMMITTED must see.
    func transactionForStatement() throws(DatabaseError) -> RelationTransaction {
        let transaction = try openTransaction()
        transaction.lockTimeoutMilliseconds = digest.lockTimeout
        transaction.beginStatement()
        return transaction
    }

    /// Starts running the plan of `prepared`: locks the tables it changes, then plans anew if the
    /// catalog moved meanwhile.
    ///
    /// `mayPause`: Whether other statements may run before its last row is asked for.
    func start(
        _ prepared: PreparedStatement,
        parameters: [Value],
        mayPause: Bool = false,
        measures: Bool = false
    ) throws(DatabaseError) -> RunningStatement {
        let transaction = try transactionForStatement()
        var plan = try currentPlan(of: prepared)
        if !plan.statement.isReadOnly {
            try requireWritable(plan.statement.command.rawValue)
            plan = try plannedUnderLocks(
                transaction,
                { () throws(DatabaseError) in try currentPlan(of: prepared) },
                changing: \.statement.changedTables
            )
        }
        return try plan.start(
            in: environment(
                transaction,
                parameters: parameters,
                mayPause: mayPause,
                measures: measures
            )
        )
    }

    /// What `plan` makes with the tables that it changes locked: others may have defined them and
    /// their indexes anew while this waited for the locks.
    func plannedUnderLocks<Plan>(
        _ transaction: RelationTransaction,
        _ plan: () throws(DatabaseError) -> Plan,
        changing tables: (Plan) -> [TableDescription]
    ) throws(DatabaseError) -> Plan {
        while true {
            let planned = try plan()
            var isNew = false
            for table in tables(planned) where try transaction.lockForWriting(table) {
                isNew = true
            }
            if !isNew { return planned }
            transaction.beginStatement()
        }
    }

    /// What a statement runs in.
    func environment(
        _ transaction: RelationTransaction,
        parameters: [Value] = [],
        mayPause: Bool = false,
        measures: Bool = false
    ) -> ExecutionEnvironment {
        refreshFormatting()
        return ExecutionEnvironment(
            session: self,
            transaction: transaction,
            catalog: transaction.catalog,
            parameters: parameters,
            mayPause: mayPause,
            vectorSearch: digest.vectorSearch,
            measures: measures
        )
    }

    /// The plan of `prepared`, made again when the catalog or the search path has changed.
    ///
    /// - Throws: 0A000 when the columns of its rows would change.
    func currentPlan(of prepared: PreparedStatement) throws(DatabaseError) -> ExecutablePlan {
        guard let syntax = prepared.statement else {
            throw DatabaseError(.internalError, "an empty statement has no plan")
        }
        let catalog = try openTransaction().catalog
        let stamp = try currentStamp()
        if let plan = prepared.plan, prepared.stamp == stamp { return plan }
        let types = prepared.parameterTypes.map { $0 == .invalid ? .unknown : SQLType($0) }
        let planned: PlannedStatement
        switch try planner(catalog).plan(syntax, parameters: types) {
        case .query(let query), .utility(_, let query?): planned = query
        case .utility(_, nil):
            throw DatabaseError(.internalError, "\(syntax.commandTag) has no plan")
        }
        if prepared.plan != nil, !Self.sameColumns(planned.outputs, prepared.columns) {
            // asyncpg and JDBC prepare again when the routine says that this is the reason.
            throw DatabaseError(
                .featureNotSupported,
                "cached plan must not change result type"
            ).with { $0.routine = "RevalidateCachedQuery" }
        }
        let plan = try ExecutablePlan(planned)
        prepared.plan = plan
        prepared.stamp = stamp
        prepared.parameterTypes = planned.parameters
        prepared.columns = planned.outputs
        return plan
    }

    /// What a plan made now depends on.
    func currentStamp() throws(DatabaseError) -> PlanStamp {
        PlanStamp(
            catalogVersion: try openTransaction().catalog.version,
            settingsVersion: settings.planVersion
        )
    }

    private static func sameColumns(
        _ left: [PlannedStatement.OutputColumn],
        _ right: [PlannedStatement.OutputColumn]
    ) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { $0.type == $1.type && $0.name == $1.name }
    }

    /// A planner for the catalog and settings of now.
    func planner(_ catalog: any CatalogReader) -> Planner {
        Planner(catalog: catalog, context: EvaluationContext(session: self))
    }

    /// The schemas of the search path that exist, `$user` replaced; without `pg_catalog` unless
    /// it is named.
    func searchPath(in catalog: any CatalogReader) -> [String] {
        refreshDigest()
        return digest.searchPath.compactMap { name in
            let name = name == "$user" ? user : name
            return catalog.schema(named: name) != nil || name == "pg_catalog"
                || name == "information_schema" ? name : nil
        }
    }
}
