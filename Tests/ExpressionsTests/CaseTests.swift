// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Expressions

/// Runs the case files: expressions whose types, results and errors a real PostgreSQL gave.
///
/// A case is an expression on a line of its own and, indented below it, the type and the text of the
/// result, or `ERROR`, the SQLSTATE and the message. `NULL` is a NULL, rows of a set are separated
/// by ` | `, line breaks are spelled `\n`.
@Suite struct CaseTests {
    static let files = [
        "strings", "bytes", "numbers",
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

    func outcome(of text: String) -> String {
        let context = EvaluationContext(session: session)
        var binder = ExpressionBinder(Resolver(context: context))
        do {
            switch try binder.bind(text) {
            case .expression(let expression):
                let folded = expression.folded(in: context)
                let value = try Evaluator(folded).value(context)
                return "\(expression.type.name) \(shown(value, expression.type, context))"
            case .set(let call, let function): return try rows(call, function, context)
            }
        } catch let error as DatabaseError {
            return "ERROR \(error.state.code) \(error.message)"
        } catch {
            return "unreadable: \(error)"
        }
    }

    private func shown(_ value: Value, _ type: SQLType, _ context: EvaluationContext) -> String {
        if value.isNull { return "NULL" }
        return TextForm.write(value, as: type, context).split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).joined(separator: "\\n")
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
        let types = call.outputs.count > 1 ? call.outputs.map(\.type) : [call.type]
        let rows = try call.rows(arguments, context)
        let texts = rows.map { row in
            let fields = zip(row, types).map { value, type in
                value.isNull ? "" : shown(value, type, context)
            }
            if types.count == 1 { return row[0].isNull ? "NULL" : fields[0] }
            let record = RecordValue(types: types, values: row)
            return shown(.record(record), .record, context)
        }
        let type = types.count == 1 ? types[0].name : "record"
        return texts.isEmpty ? type : "\(type) \(texts.joined(separator: " | "))"
    }
}
