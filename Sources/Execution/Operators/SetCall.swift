// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// A call of a set-returning function, compiled.
struct SetCall: Sendable {
    let function: Function
    let arguments: [Evaluator]
    private let argumentTypes: [SQLType]
    let type: SQLType

    init(
        _ function: Function,
        _ arguments: [Evaluator],
        _ argumentTypes: [SQLType],
        _ type: SQLType
    ) {
        self.function = function
        self.arguments = arguments
        self.argumentTypes = argumentTypes
        self.type = type
    }

    /// The value of one row in a select list: its only column, or a record of several.
    func value(_ fields: [Value]?) -> Value {
        guard let fields else { return .null }
        if fields.count == 1 { return fields[0] }
        let types = function.outputs.map { SQLType($0.type) }
        guard types.count == fields.count else { return .null }
        return .record(RecordValue(types: types, values: fields))
    }

    /// The rows of one call with those argument values, one value per output column each.
    func rows(
        _ values: [Value],
        _ context: EvaluationContext
    ) throws(DatabaseError) -> [[Value]] {
        let call = CallContext(
            evaluation: context,
            argumentTypes: argumentTypes,
            resultType: type
        )
        let types = function.outputs.count > 1 ? function.outputs.map { SQLType($0.type) } : [type]
        let series = try function.series(call, columns: types, values)
        var rows: [[Value]] = []
        while let columns = try series.next(Batch.capacity) {
            for row in 0..<(columns.first?.count ?? 0) { rows.append(columns.map { $0[row] }) }
        }
        return rows
    }
}
