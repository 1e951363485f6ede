// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Parsing
import Planning
import Platform
import Relations
import Values

/// EXPLAIN.
///
/// Source: PostgreSQL 15 manual, reference page "EXPLAIN".
extension Session {
    /// The one column of EXPLAIN's result.
    static func explainColumns(
        _ options: ExplainOptions
    ) -> [PlannedStatement.OutputColumn] {
        [.init(name: "QUERY PLAN", type: options.format == .json ? SQLType(.json) : .text)]
    }

    func explain(
        _ statement: Syntax.Explain,
        _ portal: Portal,
        to receiver: any ResultReceiver,
        describes: Bool
    ) throws(DatabaseError) -> String {
        let options = try ExplainOptions(statement.options)
        let prepared = PreparedStatement(
            name: "",
            text: "",
            statement: try explained(statement.statement),
            declaredTypes: portal.statement.parameterTypes,
            preparedAt: statementStart
        )
        _ = try transactionForStatement()
        let began = MonotonicTime.now
        let plan = try currentPlan(of: prepared)
        let planning = Self.milliseconds(since: began)
        var counters: [NodeCounters] = []
        var execution: Double?
        if options.isAnalyze {
            let start = MonotonicTime.now
            let running = try self.start(
                prepared,
                parameters: portal.parameters,
                measures: true
            )
            defer { running.close() }
            while try running.next() != nil {}
            execution = Self.milliseconds(since: start)
            counters = running.counters
        }
        let explanation = Explanation(
            plan.statement,
            options,
            context: EvaluationContext(session: self)
        ) { number in
            counters.indices.contains(number) ? ExplainCounters(counters[number]) : nil
        }
        let rows = explanation.rows(planning: planning, execution: execution)
        let columns = Self.explainColumns(options)
        if describes { try receiver.describe(columns, isBinary: false) }
        try receiver.receive(
            Batch(columns: [Column(columns[0].type, .text(rows))], count: rows.count)
        )
        return "EXPLAIN"
    }

    private static func milliseconds(since start: MonotonicTime) -> Double {
        Double(MonotonicTime.now.nanoseconds(since: start)) / 1e6
    }

    private func explained(
        _ statement: Syntax.Statement
    ) throws(DatabaseError) -> Syntax.Statement {
        switch statement {
        case .select, .insert, .update, .delete: return statement
        case .declareCursor(let cursor): return .select(cursor.query)
        case .createTableAs(let create): return try explained(create.source)
        case .execute(let execute):
            guard let inner = try preparedStatement(execute.name).statement else {
                throw DatabaseError(.syntaxError, "an empty statement cannot be explained")
            }
            return inner
        default:
            throw DatabaseError(
                .featureNotSupported,
                "EXPLAIN of \(statement.commandTag) is not supported"
            )
        }
    }
}

extension ExplainCounters {
    private static func details(_ counters: NodeCounters) -> [(label: String, value: String)] {
        guard let search = counters.vectorSearch else { return [] }
        var details: [(label: String, value: String)] = []
        if let strategy = counters.vectorStrategy { details.append(("Strategy", strategy)) }
        details += [
            ("Nodes Visited", String(search.nodesVisited)),
            ("Codes Compared", String(search.codesScored)),
            ("Vectors Rescored", String(search.vectorsRescored)),
            ("Delta Rows", String(search.deltaRows)),
            ("Overlay Rows", String(search.overlayRows)),
        ]
        return details
    }

    /// What the executor counted, in EXPLAIN's units.
    fileprivate init(_ counters: NodeCounters) {
        self.init(
            rows: counters.rows,
            loops: counters.loops,
            startupMilliseconds: Double(counters.startupNanoseconds) / 1e6,
            totalMilliseconds: Double(counters.totalNanoseconds) / 1e6,
            filteredRows: counters.filteredRows,
            details: Self.details(counters)
        )
    }
}
