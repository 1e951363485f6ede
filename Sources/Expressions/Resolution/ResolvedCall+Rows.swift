// SPDX-License-Identifier: Apache-2.0

public import Values

extension ResolvedCall {
    /// The rows of one call of a function that returns a set, with its output columns.
    ///
    /// - Parameters:
    ///   - arguments: A value for each of ``arguments``.
    ///   - context: The running statement.
    /// - Returns: No rows when the function is strict and an argument is NULL.
    public func rows(
        _ arguments: [Value],
        _ context: EvaluationContext
    ) throws(DatabaseError) -> [[Value]] {
        guard case .set(let function) = routine, case .rows(let compute) = function.body else {
            throw DatabaseError(.internalError, "function does not return a set")
        }
        if function.isStrict, arguments.contains(where: \.isNull) { return [] }
        let call = CallContext(
            evaluation: context,
            argumentTypes: self.arguments.map(\.type),
            resultType: type
        )
        return try compute(call, arguments)
    }
}
