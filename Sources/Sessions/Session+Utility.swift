// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// Statements that have no plan of their own.
extension Session {
    /// Runs `syntax`; returns its command tag.
    func runUtility(
        _ portal: Portal,
        _ syntax: Syntax.Statement,
        to receiver: any ResultReceiver,
        describes: Bool
    ) throws(DatabaseError) -> String {
        switch syntax {
        case .transaction(let control): return try run(control)
        case .set(let statement): return try set(statement)
        case .show(let statement): return try show(statement, to: receiver, describes: describes)
        case .prepare(let statement):
            return try prepare(statement, text: portal.statement.text)
        case .execute(let statement):
            return try execute(statement, to: receiver, describes: describes)
        case .deallocate(let statement): return try deallocate(statement)
        case .declareCursor(let cursor): return try declare(cursor, portal)
        case .fetch(let statement):
            return try fetch(statement, to: receiver, describes: describes)
        case .closeCursor(let statement): return try close(statement)
        case .discard(let kind): return try discard(kind)
        case .listen(let channel):
            _ = try openTransaction()
            notificationQueue.listen(channel)
            hasListened = true
            return "LISTEN"
        case .unlisten(let channel):
            _ = try openTransaction()
            notificationQueue.unlisten(channel)
            return "UNLISTEN"
        case .notify(let statement):
            _ = try openTransaction()
            try notificationQueue.notify(
                channel: statement.channel,
                payload: statement.payload ?? "",
                from: processID
            )
            return "NOTIFY"
        case .copy(let statement): return try copy(statement, to: receiver)
        case .explain(let statement):
            return try explain(statement, portal, to: receiver, describes: describes)
        case .lock(let statement): return try lock(statement)
        case .setConstraints: return "SET CONSTRAINTS"
        case .vacuum(let statement): return try vacuum(statement)
        case .checkpoint:
            try cluster.checkpoint()
            return "CHECKPOINT"
        case .createDatabase(let statement):
            try requireNoBlock("CREATE DATABASE")
            return try define(.createDatabase(statement), portal)
        case .dropDatabase(let statement):
            try requireNoBlock("DROP DATABASE")
            return try define(.dropDatabase(statement), portal)
        case .createIndex(let statement) where statement.isConcurrent:
            return try createIndexConcurrently(statement)
        case .reindex(let statement) where statement.isConcurrent:
            return try reindexConcurrently(statement)
        case .drop(let statement) where statement.isConcurrent:
            try requireConcurrentDrop(statement)
            return try define(syntax, portal)
        default: return try define(syntax, portal)
        }
    }

    /// Runs DDL.
    private func define(
        _ syntax: Syntax.Statement,
        _ portal: Portal
    ) throws(DatabaseError) -> String {
        try definitionExecutor(syntax.commandTag).run(
            syntax,
            text: portal.statement.text,
            parameters: portal.parameters
        )
    }

    /// What runs DDL in the transaction of now.
    ///
    /// - Throws: 25006 when `command` may not run in it.
    func definitionExecutor(_ command: String) throws(DatabaseError) -> DefinitionExecutor {
        let transaction = try transactionForStatement()
        try requireWritable(command)
        return DefinitionExecutor(
            transaction: transaction,
            session: self,
            user: user,
            creationSchema: { [self] catalog in
                searchPath(in: catalog).first { $0 != "pg_catalog" }
            },
            makePlanner: { [self] catalog in planner(catalog) },
            makeEnvironment: { [self] transaction in environment(transaction) },
            beginBeside: { [self] () throws(DatabaseError) in
                let beside = try cluster.begin(
                    database: database.oid,
                    isolation: .readCommitted,
                    interrupt: interrupt
                )
                beside.lockTimeoutMilliseconds = digest.lockTimeout
                return beside
            },
            reportBuild: { [instance, processID, database] status in
                let build = status.map { status in
                    SessionRegistry.IndexBuild(
                        processID: processID,
                        database: database.oid,
                        databaseName: database.name,
                        status: status
                    )
                }
                instance.sessions.setIndexBuild(processID, build)
            },
            maintenanceKilobytes: Int(settings.integer("maintenance_work_mem"))
        )
    }

    /// The columns a utility statement's rows have; empty when it has none.
    func utilityColumns(
        _ syntax: Syntax.Statement
    ) throws(DatabaseError) -> [PlannedStatement.OutputColumn] {
        switch syntax {
        case .show(let statement): return showColumns(statement)
        case .explain(let statement):
            return Self.explainColumns(try ExplainOptions(statement.options))
        case .fetch(let statement):
            return statement.isMove ? [] : portals[statement.cursor]?.columns ?? []
        case .execute(let statement):
            return try preparedStatement(statement.name).columns
        default: return []
        }
    }

    // MARK: - PREPARE and EXECUTE

    private func prepare(
        _ statement: Syntax.Prepare,
        text: String
    ) throws(DatabaseError) -> String {
        if preparedStatements[statement.name] != nil {
            throw DatabaseError(
                .duplicatePreparedStatement,
                "prepared statement \"\(statement.name)\" already exists"
            )
        }
        let catalog = try transactionForStatement().catalog
        var types: [OID] = []
        for type in statement.types { types.append(try planner(catalog).type(type).oid) }
        let prepared = PreparedStatement(
            name: statement.name,
            text: text,
            statement: statement.statement,
            declaredTypes: types,
            isFromSQL: true,
            preparedAt: statementStart
        )
        try analyze(prepared)
        preparedStatements[statement.name] = prepared
        return "PREPARE"
    }

    /// The most EXECUTEs inside of each other, far more than anyone needs.
    private static let executeDepthLimit = 100

    private func execute(
        _ statement: Syntax.Execute,
        to receiver: any ResultReceiver,
        describes: Bool
    ) throws(DatabaseError) -> String {
        // The protocol can prepare an EXECUTE, and give its name to one that leads back to it.
        guard executeDepth < Self.executeDepthLimit else { throw DatabaseError.stackDepthExceeded }
        executeDepth += 1
        defer { executeDepth -= 1 }
        let prepared = try preparedStatement(statement.name)
        let expected = prepared.parameterTypes
        guard statement.arguments.count == expected.count else {
            throw DatabaseError(
                .syntaxError,
                "wrong number of parameters for prepared statement \"\(statement.name)\"",
                detail: "Expected \(expected.count) parameters but got "
                    + "\(statement.arguments.count)."
            )
        }
        let transaction = try transactionForStatement()
        var parameters: [Value] = []
        for (argument, type) in zip(statement.arguments, expected) {
            parameters.append(
                try evaluate(argument, as: SQLType(type), in: transaction)
            )
        }
        let portal = Portal(name: "", statement: prepared, parameters: parameters)
        return try run(portal, to: receiver, describes: describes)
    }

    /// The value of an expression that refers to no columns.
    private func evaluate(
        _ expression: Syntax.Expression,
        as type: SQLType,
        in transaction: RelationTransaction
    ) throws(DatabaseError) -> Value {
        let bound = try planner(transaction.catalog).plan(value: expression, as: type)
        return try Evaluator(bound).value(EvaluationContext(session: self))
    }

    private func deallocate(_ statement: Syntax.Deallocate) throws(DatabaseError) -> String {
        guard let name = statement.name else {
            preparedStatements = [:]
            return "DEALLOCATE ALL"
        }
        guard preparedStatements.removeValue(forKey: name) != nil else {
            throw DatabaseError(
                .invalidSQLStatementName,
                "prepared statement \"\(name)\" does not exist"
            )
        }
        return "DEALLOCATE"
    }

    private func discard(_ kind: Syntax.Discard) throws(DatabaseError) -> String {
        switch kind {
        case .all:
            try requireNoBlock("DISCARD ALL")
            portals.closeAll()
            settings.resetAll()
            preparedStatements = [:]
            instance.notifications.unlisten(nil, session: processID)
            instance.advisoryLocks.releaseSession(of: ObjectIdentifier(interrupt))
            sequenceValues.discard()
            return "DISCARD ALL"
        case .plans:
            statementCache = StatementCache()
            return "DISCARD PLANS"
        case .sequences:
            sequenceValues.discard()
            return "DISCARD SEQUENCES"
        case .temporary: return "DISCARD TEMP"
        }
    }

    // MARK: - LOCK

    private func lock(_ statement: Syntax.LockTable) throws(DatabaseError) -> String {
        if transactionState != .block {
            throw DatabaseError(
                .noActiveSQLTransaction,
                "LOCK TABLE can only be used in transaction blocks"
            )
        }
        let transaction = try transactionForStatement()
        for relation in statement.relations {
            let found = try planner(transaction.catalog).relation(relation)
            // Readers need no lock, so the modes up to ROW EXCLUSIVE share, the others exclude.
            try transaction.lockRelation(
                found.oid,
                exclusive: statement.mode > 3,
                wait: !statement.noWait
            )
        }
        transaction.beginStatement()
        return "LOCK TABLE"
    }
}
