// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Schemas
public import Values

extension Plan {
    /// Rows written out: VALUES, or for SELECT without FROM one row without columns.
    public struct RowValues: Sendable {
        /// Each row has an expression per output column; expressions refer to no input columns.
        ///
        /// No rows at all stand for a query proven empty.
        public var rows: [[Expression]]

        package init(rows: [[Expression]]) { self.rows = rows }
    }

    /// What every scan of a stored table has in common.
    public struct ScanTarget: Sendable {
        /// The table.
        public var table: TableDescription
        /// The name the query knows it by, for EXPLAIN.
        public var alias: String
        /// The columns read, whether output, filtered by or both; nothing else is read.
        public var fetched: [ScanColumn]
        /// The condition rows must meet, over the fetched columns; nil for every row.
        public var filter: Expression?

        package init(
            table: TableDescription,
            alias: String,
            fetched: [ScanColumn],
            filter: Expression? = nil
        ) {
            self.table = table
            self.alias = alias
            self.fetched = fetched
            self.filter = filter
        }
    }

    /// A column that a scan reads.
    public struct ScanColumn: Sendable, Hashable {
        /// The column that receives the value.
        public var id: ColumnID
        /// The type of the result.
        public var type: SQLType
        /// What makes the rows.
        public var source: Source

        /// Where it comes from.
        public enum Source: Sendable, Hashable {
            /// The table's column of that number.
            case column(Int16)
            /// The hidden row id, as a bigint; names the row for UPDATE, DELETE and FOR UPDATE.
            case rowID
            /// The row id as `ctid` shows it.
            case ctid
            /// The OID of the table.
            case tableOID
            /// xmin, xmax, cmin, cmax: kept for clients that select them.
            case transaction(String)
        }

        package init(_ id: ColumnID, _ type: SQLType, _ source: Source) {
            self.id = id
            self.type = type
            self.source = source
        }
    }

    /// All rows of a table, in the order of their row ids.
    public struct TableScan: Sendable {
        /// The rows of the table.
        public var target: ScanTarget

        package init(target: ScanTarget) { self.target = target }
    }

    /// The rows of a table in one or more ranges of an ordered index, in index order.
    ///
    /// With several values for a key the ranges are visited in ascending order of the key, so the
    /// output is ordered as by the whole index whenever ``isOrdered``.
    public struct IndexScan: Sendable {
        /// The rows of the table.
        public var target: ScanTarget
        /// The index.
        public var index: IndexDescription
        /// Conditions on the leading keys, one per key.
        public var prefix: [KeyCondition]
        /// Bounds on the key after the prefix, in the direction of its type's ordering (not turned
        /// around by DESC).
        public var lower: Bound?
        /// The upper bound.
        public var upper: Bound?
        /// The key after the prefix must not be NULL, as with any comparison, or IS NOT NULL.
        public var excludesNulls: Bool
        /// Whether the index is read from its end.
        public var isBackward: Bool
        /// Whether something above relies on the order.
        public var isOrdered: Bool
        /// Whether every fetched column is a key or included column, so that rows need not be read.
        public var isIndexOnly: Bool
        /// The conditions that the ranges stand for, for EXPLAIN and for re-checks.
        public var conditions: [Expression]
        /// The columns of the conditions, for EXPLAIN: they need not be fetched.
        public var conditionColumns: [ScanColumn]

        /// A condition on one key of the prefix.
        ///
        /// Values are evaluated once per run of the scan and refer to no columns. Their type is the
        /// key's, or another integer type when the key is an integer; a value outside of the key's
        /// range then matches nothing.
        public enum KeyCondition: Sendable {
            /// `key = value`; NULL matches nothing.
            case equal(Expression)
            /// `key = ANY (array)`: one array value; NULL elements match nothing.
            case anyOf(Expression)
            /// `key IS NULL`.
            case isNull
        }

        /// One end of a range.
        public struct Bound: Sendable {
            /// Its value.
            public var value: Expression
            /// Whether the value itself is in the range.
            public var isInclusive: Bool

            package init(_ value: Expression, isInclusive: Bool) {
                self.value = value
                self.isInclusive = isInclusive
            }
        }

        package init(
            target: ScanTarget,
            index: IndexDescription,
            prefix: [KeyCondition] = [],
            lower: Bound? = nil,
            upper: Bound? = nil,
            excludesNulls: Bool = false,
            isBackward: Bool = false,
            isOrdered: Bool = false,
            isIndexOnly: Bool = false,
            conditions: [Expression] = [],
            conditionColumns: [ScanColumn] = []
        ) {
            self.target = target
            self.index = index
            self.prefix = prefix
            self.lower = lower
            self.upper = upper
            self.excludesNulls = excludesNulls
            self.isBackward = isBackward
            self.isOrdered = isOrdered
            self.isIndexOnly = isIndexOnly
            self.conditions = conditions
            self.conditionColumns = conditionColumns
        }
    }

    /// The rows of a table in ascending order of the distance of a vector to a query vector.
    ///
    /// Rows whose distance is NULL come last. With a ``limit`` only so many rows are output, nearest
    /// first; without one rows stream in order as long as they are asked for.
    public struct VectorSearch: Sendable {
        /// The rows of the table.
        public var target: ScanTarget
        /// The vector, over the fetched columns: nearly always one column.
        public var vector: Expression
        /// The distance function: the one behind `<->`, `<#>`, `<=>`, `<+>`, `<~>` or `<%>`; its
        /// arguments are the vector and the query.
        public var distance: Function
        /// The operator's name, for EXPLAIN.
        public var operatorName: String
        /// The query vector; refers to no columns, evaluated once per run.
        public var query: Expression
        /// Receives the distance (float8) when it is output; nil when nobody asks for it.
        public var distanceColumn: ColumnID?
        /// How many rows: LIMIT plus OFFSET, as a bigint; NULL means all.
        public var limit: Expression?
        /// How neighbours are found.
        public var access: Access
        /// With a vector index: the scan of an ordered index that finds the rows meeting a part of
        /// the filter, as another way to begin; nil when there is none.
        public var matching: IndexScan?
        /// How many rows are thought to meet the filter, of how many.
        public var expected: Expected

        /// Rows that are thought to meet a filter, and all rows.
        public struct Expected: Sendable {
            /// Rows that meet the filter.
            public var matching: Double
            /// Rows that ``VectorSearch/matching`` finds.
            public var found: Double
            /// Rows of the table.
            public var all: Double

            package init(matching: Double, found: Double, all: Double) {
                self.matching = matching
                self.found = found
                self.all = all
            }
        }

        /// How neighbours are found.
        public enum Access: Sendable {
            /// By computing every distance.
            case exact
            /// Through a vector index.
            case index(IndexDescription)
        }

        package init(
            target: ScanTarget,
            vector: Expression,
            distance: Function,
            operatorName: String,
            query: Expression,
            distanceColumn: ColumnID? = nil,
            limit: Expression? = nil,
            access: Access = .exact,
            matching: IndexScan? = nil,
            expected: Expected = Expected(matching: 1, found: 1, all: 1)
        ) {
            self.target = target
            self.vector = vector
            self.distance = distance
            self.operatorName = operatorName
            self.query = query
            self.distanceColumn = distanceColumn
            self.limit = limit
            self.access = access
            self.matching = matching
            self.expected = expected
        }
    }

    /// The rows of functions in FROM, side by side; a function that ends early is filled with NULLs.
    public struct FunctionScan: Sendable {
        /// The functions.
        public var functions: [Item]
        /// WITH ORDINALITY: receives 1, 2, … as a bigint.
        public var ordinality: ColumnID?
        /// The name the query knows it by, for EXPLAIN.
        public var alias: String
        /// Only rows for which it is true count.
        public var filter: Expression?

        /// One function of ROWS FROM.
        public struct Item: Sendable {
            /// What makes the rows.
            public var source: Source
            /// The function's columns, all of them, in order; what is output of them is the plan's
            /// ``Plan/columns``.
            public var columns: [Output]

            package init(source: Source, columns: [Output]) {
                self.source = source
                self.columns = columns
            }
        }

        /// What makes an item's rows.
        public enum Source: Sendable {
            /// A set-returning function; its `Function.Body.rows` have one value per column.
            case set(Function, arguments: [Expression], type: SQLType)
            /// Anything else: one row; a record's fields when the item has several columns.
            case scalar(Expression)
        }

        package init(
            functions: [Item],
            ordinality: ColumnID? = nil,
            alias: String,
            filter: Expression? = nil
        ) {
            self.functions = functions
            self.ordinality = ordinality
            self.alias = alias
            self.filter = filter
        }
    }

    /// The rows of a relation of `pg_catalog` or `information_schema` that is computed.
    public struct CatalogScan: Sendable {
        /// The relation.
        public var relation: CatalogRelation
        /// The name the query knows it by, for EXPLAIN.
        public var alias: String
        /// The columns wanted: `position` counts the relation's columns from 0;
        /// negative ones are ``CatalogRelation/systemColumns``.
        public var fetched: [(id: ColumnID, position: Int)]
        /// The condition rows must meet, over the fetched columns.
        public var filter: Expression?

        package init(
            relation: CatalogRelation,
            alias: String,
            fetched: [(id: ColumnID, position: Int)],
            filter: Expression? = nil
        ) {
            self.relation = relation
            self.alias = alias
            self.fetched = fetched
            self.filter = filter
        }
    }
}
