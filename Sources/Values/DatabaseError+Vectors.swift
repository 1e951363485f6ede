// SPDX-License-Identifier: Apache-2.0

public import Vectors

extension DatabaseError {
    /// What a vector operation reports, with its code as an SQLSTATE.
    public init(
        _ error: VectorError,
        file: String = #fileID,
        line: Int = #line
    ) {
        self.init(
            SQLState(code: error.code),
            error.message,
            detail: error.detail,
            file: file,
            line: line
        )
    }

    /// What `body` returns; what it throws becomes a ``DatabaseError``.
    @inlinable
    public static func wrap<Result>(
        _ body: () throws(VectorError) -> Result
    ) throws(DatabaseError) -> Result {
        do { return try body() } catch { throw DatabaseError(error) }
    }
}
