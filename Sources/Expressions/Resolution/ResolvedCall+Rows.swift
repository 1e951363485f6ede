// SPDX-License-Identifier: Apache-2.0

public import Values

extension ResolvedCall {
    /// The types of the columns of a function that returns a set.
    public var columnTypes: [SQLType] { outputs.count > 1 ? outputs.map(\.type) : [type] }

    /// The rows of one call of a function that returns a set.
    ///
    /// - Parameters:
    ///   - values: A value for each of ``arguments``.
    ///   - context: The running statement.
    /// - Returns: The rows, to be fetched; none when the function is strict and an argument is
    ///   NULL.
    /// - Throws: What the function throws before its first row.
    public func series(
        _ values: [Value],
        _ context: EvaluationContext
    ) throws(DatabaseError) -> any RowSeries {
        guard case .set(let function) = routine else {
            throw DatabaseError(.internalError, "function does not return a set")
        }
        let call = CallContext(
            evaluation: context,
            argumentTypes: arguments.map(\.type),
            resultType: type
        )
        return try function.series(call, columns: columnTypes, values)
    }
}
