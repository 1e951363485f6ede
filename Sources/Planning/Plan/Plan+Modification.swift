// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Schemas
public import Values

extension Plan {
    /// Names a row of a stored table inside the rows of a plan, and says how to check it again.
    ///
    /// In READ COMMITTED, when the row turns out to have been changed by a transaction that
    /// committed meanwhile: read its latest version, put ``columns`` of it into the input row, and
    /// go on only when ``recheck`` is true (nil: always).
    public struct RowReference: Sendable {
        /// The table.
        public var table: TableDescription
        /// The query's name for it, for EXPLAIN.
        public var alias: String
        /// The input column that holds the row id; NULL where an outer join found no row.
        public var rowID: ColumnID
        /// The input columns that come from this row.
        public var columns: [ScanColumn]
        /// The conditions of the query, over the input columns.
        public var recheck: Expression?

        package init(
            table: TableDescription,
            alias: String,
            rowID: ColumnID,
            columns: [ScanColumn],
            recheck: Expression? = nil
        ) {
            self.table = table
            self.alias = alias
            self.rowID = rowID
            self.columns = columns
            self.recheck = recheck
        }
    }

    /// A value for a column of a table, already of the column's type.
    public struct Assignment: Sendable {
        /// The column's number.
        public var column: Int16
        /// Its value.
        public var value: Expression

        package init(column: Int16, value: Expression) {
            self.column = column
            self.value = value
        }
    }

    /// Inserts one row per input row.
    ///
    /// Outputs, with RETURNING, expressions over the row as stored.
    public struct Insert: Sendable {
        /// What makes the rows.
        public var source: Plan
        /// The table and the expressions that go with its rows.
        public var table: TableExpressions
        /// A value over the source's columns for every column that is neither dropped nor
        /// generated; defaults are written out.
        public var values: [Assignment]
        /// What is done about rows in the way; nil for an error.
        public var onConflict: OnConflict?
        /// System columns of the rows written that RETURNING asks for.
        public var systemColumns: [ScanColumn]
        /// Output columns, over ``TableExpressions/row`` and ``systemColumns``.
        public var returning: [NamedExpression]

        package init(
            source: Plan,
            table: TableExpressions,
            values: [Assignment],
            onConflict: OnConflict? = nil,
            systemColumns: [ScanColumn] = [],
            returning: [NamedExpression] = []
        ) {
            self.source = source
            self.table = table
            self.values = values
            self.onConflict = onConflict
            self.systemColumns = systemColumns
            self.returning = returning
        }
    }

    /// ON CONFLICT.
    public struct OnConflict: Sendable {
        /// The unique indexes whose conflicts are meant; empty for all (only DO NOTHING).
        public var arbiters: [OID]
        /// DO UPDATE; nil for DO NOTHING.
        public var update: ConflictUpdate?

        package init(arbiters: [OID], update: ConflictUpdate?) {
            self.arbiters = arbiters
            self.update = update
        }
    }

    /// DO UPDATE.
    ///
    /// Expressions are over ``existing`` and ``excluded``; after the update RETURNING sees the new
    /// row as ``TableExpressions/row``.
    public struct ConflictUpdate: Sendable {
        /// The row in the way.
        public var existing: [ScanColumn]
        /// The row proposed for insertion, after defaults and generated columns.
        public var excluded: [ScanColumn]
        /// The new values.
        public var assignments: [Assignment]
        /// Only rows for which it is true count.
        public var filter: Expression?

        package init(
            existing: [ScanColumn],
            excluded: [ScanColumn],
            assignments: [Assignment],
            filter: Expression?
        ) {
            self.existing = existing
            self.excluded = excluded
            self.assignments = assignments
            self.filter = filter
        }
    }

    /// Changes the rows that the source names; a row named twice is changed once.
    public struct Update: Sendable {
        /// What makes the rows.
        public var source: Plan
        /// The rows of the table.
        public var target: RowReference
        /// The table.
        public var table: TableExpressions
        /// New values, over the source's columns.
        public var assignments: [Assignment]
        /// System columns of the new rows that RETURNING asks for.
        public var systemColumns: [ScanColumn]
        /// Output columns, over ``TableExpressions/row`` (the new row), ``systemColumns`` and the
        /// source's columns.
        public var returning: [NamedExpression]

        package init(
            source: Plan,
            target: RowReference,
            table: TableExpressions,
            assignments: [Assignment],
            systemColumns: [ScanColumn] = [],
            returning: [NamedExpression] = []
        ) {
            self.source = source
            self.target = target
            self.table = table
            self.assignments = assignments
            self.systemColumns = systemColumns
            self.returning = returning
        }
    }

    /// Deletes the rows that the source names; a row named twice is deleted once.
    public struct Delete: Sendable {
        /// What makes the rows.
        public var source: Plan
        /// The rows of the table.
        public var target: RowReference
        /// The table's indexes, whose entries go with the rows.
        public var table: TableExpressions
        /// Output columns, over the source's columns.
        public var returning: [NamedExpression]

        package init(
            source: Plan,
            target: RowReference,
            table: TableExpressions,
            returning: [NamedExpression] = []
        ) {
            self.source = source
            self.target = target
            self.table = table
            self.returning = returning
        }
    }
}
