// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Expressions

/// Runs the case files: expressions whose types, results and errors a real PostgreSQL gave.
///
/// A case is an expression on a line of its own and, indented below it, the type and the text of
/// the result, or `ERROR`, the SQLSTATE and the message. `NULL` is a NULL, rows of a set are
/// separated by ` | `, line breaks are spelled `\n`.
@Suite struct CaseTests {
    static let files = [
        "strings", "bytes", "numbers", "arrays", "aggregates", "vectors", "patterns", "json",
        "dates", "formats",
    ]

    @Test("results are PostgreSQL's", arguments: files)
    func run(file: String) throws {
        let lines = try CaseFile.lines(file, of: #filePath)
        var expression: String?
        for line in lines where !line.isEmpty && !line.hasPrefix("#") {
            guard line.hasPrefix("    ") else {
                expression = line
                continue
            }
            let expected = String(line.dropFirst(4))
            guard let text = expression else { continue }
            let actual = CaseRunner().outcome(of: text)
            #expect(actual == expected, "\(file): \(text)")
        }
    }
}

/// Evaluates the expression of one case.
struct CaseRunner {
    let session = TestSession()

    init() { session.formatting.timeZone = "America/New_York" }

    func outcome(of text: String) -> String {
        let context = EvaluationContext(session: session)
        var binder = ExpressionBinder(Resolver(context: context))
        do {
            switch try binder.bind(text) {
            case .expression(let expression):
                let folded = expression.folded(in: context)
                let value = try Evaluator(folded).value(context)
                return try "\(expression.type.name) \(shown(value, expression.type, context))"
            case .set(let call, let function): return try rows(call, function, context)
            case .aggregate(let call, let aggregate, let rows, let types):
                return try aggregated(call, aggregate, rows, types, context)
            }
        } catch let error as DatabaseError {
            return "ERROR \(error.state.code) \(error.message)"
        } catch {
            return "unreadable: \(error)"
        }
    }

    private func shown(
        _ value: Value,
        _ type: SQLType,
        _ context: EvaluationContext
    ) throws -> String {
        if value.isNull { return "NULL" }
        return try TextForm.write(value, as: type, context).split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).joined(separator: "\\n")
    }

    private func aggregated(
        _ call: ResolvedCall,
        _ aggregate: Aggregate,
        _ rows: [[Expression]],
        _ types: [SQLType],
        _ context: EvaluationContext
    ) throws -> String {
        var columns = types.map { Column($0) }
        for row in rows {
            for (index, field) in row.enumerated() {
                columns[index].append(try Evaluator(field).value(context))
            }
        }
        let batch = Batch(columns: columns, count: rows.count)
        var inputs = try call.arguments.map { try Evaluator($0).evaluate(batch, context) }
        if aggregate.directArguments != nil, let keys = inputs.last {
            let order = (0..<rows.count).sorted {
                Value.compare(keys[$0], keys[$1], as: keys.type) < 0
            }
            inputs = inputs.map { $0.gathering(order) }
        }
        let accumulator = aggregate.makeAccumulator(context, inputs.map(\.type), call.type)
        accumulator.reserve(groups: 2)
        // The second group stays empty; the first sees the rows in two batches.
        let half = rows.count / 2
        for part in [Array(0..<half), Array(half..<rows.count)] {
            try accumulator.accumulate(
                inputs.map { $0.gathering(part) },
                groups: part.map { _ in 0 }
            )
        }
        let result = try accumulator.finish()
        return try "\(call.type.name) \(shown(result[0], call.type, context))"
    }

    private func rows(
        _ call: ResolvedCall,
        _ function: Function,
        _ context: EvaluationContext
    ) throws -> String {
        var arguments: [Value] = []
        for argument in call.arguments {
            arguments.append(try Evaluator(argument).value(context))
        }
        let types = call.columnTypes
        let series = try call.series(arguments, context)
        var rows: [[Value]] = []
        while let columns = try series.next(2) {
            rows += (0..<columns[0].count).map { row in columns.map { $0[row] } }
        }
        let texts = try rows.map { row in
            let fields = try zip(row, types).map { value, type in
                value.isNull ? "" : try shown(value, type, context)
            }
            if types.count == 1 { return row[0].isNull ? "NULL" : fields[0] }
            let record = RecordValue(types: types, values: row)
            return try shown(.record(record), .record, context)
        }
        let type = types.count == 1 ? types[0].name : "record"
        return texts.isEmpty ? type : "\(type) \(texts.joined(separator: " | "))"
    }
}
