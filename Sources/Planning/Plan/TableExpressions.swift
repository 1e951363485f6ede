// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Schemas

/// The bound expressions that belong to a table: what writing a row has to evaluate.
///
/// INSERT, UPDATE, COPY, CREATE INDEX and ALTER TABLE all use it. All expressions are over ``row``.
public struct TableExpressions: Sendable {
    /// The table.
    public var table: TableDescription
    /// The ids of the row's columns as stored, one per live column, in order.
    public var row: [Plan.ScanColumn]
    /// The default of each column that has one and is not generated; identity columns draw from
    /// their sequence.
    ///
    /// Refers to no columns.
    public var defaults: [Plan.Assignment]
    /// GENERATED ALWAYS AS (…) STORED, computed after everything else.
    public var generated: [Plan.Assignment]
    /// CHECK constraints: violated when false (not when NULL).
    public var checks: [Check]
    /// The indexes.
    public var indexes: [Index]

    /// A CHECK constraint.
    public struct Check: Sendable {
        /// Its name.
        public var name: String
        /// What must be true.
        public var condition: Expression

        package init(name: String, condition: Expression) {
            self.name = name
            self.condition = condition
        }
    }

    /// An index of the table with its expressions.
    public struct Index: Sendable {
        /// The index.
        public var description: IndexDescription
        /// The value of each key.
        public var keys: [Expression]
        /// The WHERE of a partial index: only rows for which it is true are indexed.
        public var predicate: Expression?

        package init(description: IndexDescription, keys: [Expression], predicate: Expression?) {
            self.description = description
            self.keys = keys
            self.predicate = predicate
        }
    }

    package init(
        table: TableDescription,
        row: [Plan.ScanColumn],
        defaults: [Plan.Assignment] = [],
        generated: [Plan.Assignment] = [],
        checks: [Check] = [],
        indexes: [Index] = []
    ) {
        self.table = table
        self.row = row
        self.defaults = defaults
        self.generated = generated
        self.checks = checks
        self.indexes = indexes
    }
}
