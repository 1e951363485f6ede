// SPDX-License-Identifier: Apache-2.0

public import Expressions

/// What COPY FROM fills: a table, and which of its columns the input has.
public struct CopyTarget: Sendable {
    /// The table and the expressions that go with its rows.
    public var table: TableExpressions
    /// The columns of the input, in its order; the others get their defaults.
    public var columns: [Int16]
    /// COPY … WHERE: rows for which it is not true are left out.
    ///
    /// Over ``TableExpressions/row``.
    public var filter: Expression?

    /// A target of rows with `columns`.
    public init(table: TableExpressions, columns: [Int16], filter: Expression? = nil) {
        self.table = table
        self.columns = columns
        self.filter = filter
    }
}
