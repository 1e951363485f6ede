// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Values

/// A tree of operators that makes the rows of a query or changes tables.
///
/// The rules every node follows:
///
/// * A node outputs exactly ``columns``, in that order. It computes some of them itself; every other
///   one it passes on from an input that lists the same ``ColumnID``. An input may list more columns
///   than the node passes on: those are only used by the node's own expressions.
/// * Expressions inside a node refer to its inputs' columns (in a scan: to the columns it fetches)
///   by `Expression.column`.
/// * `Expression.outer` refers to the arguments of the nearest enclosing *frame*. Frames are made by
///   subplans (``Subplan``, one argument per `Expression.Subquery.arguments`) and by the right side
///   of a join with ``Join/arguments``. Frames do not nest implicitly: what an inner frame needs of
///   an outer one is passed on as an argument whose expression is itself an `Expression.outer`.
/// * A node may be run again with other frame arguments; it then starts over.
public struct Plan: Sendable {
    /// What the node does.
    public var node: Node
    /// What it outputs.
    public var columns: [Output]
    /// What the optimizer expects of it.
    public var estimate: Estimate
    /// Its number within the statement, from 0, in the order EXPLAIN prints nodes; counters of
    /// EXPLAIN ANALYZE are kept by it.
    ///
    /// -1 until the plan is finished.
    public var id: Int

    /// One output column.
    public struct Output: Sendable, Hashable {
        /// The column that receives the value.
        public var id: ColumnID
        /// The type of the result.
        public var type: SQLType

        package init(_ id: ColumnID, _ type: SQLType) {
            self.id = id
            self.type = type
        }

        /// The expression that refers to this column.
        public var expression: Expression { .column(id, type) }
    }

    /// Costs in PostgreSQL's arbitrary unit (one sequential page read), rows and bytes per row.
    public struct Estimate: Sendable, Hashable {
        /// The cost before the first row.
        public var startupCost: Double
        /// The cost of all rows.
        public var totalCost: Double
        /// How many rows.
        public var rows: Double
        /// Bytes per row.
        public var width: Int

        package init(
            startupCost: Double = 0,
            totalCost: Double = 0,
            rows: Double = 1,
            width: Int = 0
        ) {
            self.startupCost = startupCost
            self.totalCost = totalCost
            self.rows = rows
            self.width = width
        }
    }

    /// A plan that does `node` and outputs `columns`.
    package init(_ node: Node, _ columns: [Output], estimate: Estimate = Estimate(), id: Int = -1) {
        self.node = node
        self.columns = columns
        self.estimate = estimate
        self.id = id
    }

    /// The operators.
    public indirect enum Node: Sendable {
        // Sources of rows.
        case values(RowValues)
        case tableScan(TableScan)
        case indexScan(IndexScan)
        case vectorSearch(VectorSearch)
        case functionScan(FunctionScan)
        case catalogScan(CatalogScan)
        case commonTableScan(CommonTableScan)

        // Operators on rows.
        case filter(Filter)
        case project(Projection)
        case projectSet(SetProjection)
        case sort(Sort)
        case topN(TopN)
        case limit(Limit)
        case unique(Unique)
        case aggregate(Aggregation)
        case window(Window)
        case lockRows(RowLocking)

        // Several inputs.
        case join(Join)
        case append(Append)
        case setOperation(SetOperation)
        case recursiveUnion(RecursiveUnion)
        case with(With)

        // Changes.
        case insert(Insert)
        case update(Update)
        case delete(Delete)
    }
}

/// An expression that gets a name: it is evaluated for each row and output as column `id`.
public struct NamedExpression: Sendable {
    /// The column that receives the value.
    public var id: ColumnID
    /// What it is computed from.
    public var expression: Expression

    package init(_ id: ColumnID, _ expression: Expression) {
        self.id = id
        self.expression = expression
    }
}

/// One key of an ordering.
public struct SortKey: Sendable {
    /// Evaluated over the input's columns; compared by its type's btree ordering.
    public var expression: Expression
    /// Whether greater values come first.
    public var isDescending: Bool
    /// Whether NULLs come first.
    public var nullsFirst: Bool

    package init(_ expression: Expression, isDescending: Bool = false, nullsFirst: Bool = false) {
        self.expression = expression
        self.isDescending = isDescending
        self.nullsFirst = nullsFirst
    }
}

extension Plan {
    /// Whether rows of a stored table are read, here or below.
    public var readsStoredRows: Bool {
        switch node {
        case .tableScan, .indexScan, .vectorSearch: true
        default: inputs.contains { $0.readsStoredRows }
        }
    }
}
