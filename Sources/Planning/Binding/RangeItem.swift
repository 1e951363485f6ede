// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Something in FROM that columns can be taken from: PostgreSQL's "range table entry" with what the
/// name space knows of it.
struct RangeItem {
    /// The name columns are qualified with; nil for a join or subquery without one.
    var name: String?
    /// The schema of the table, when the item is a table without alias.
    var schema: String?
    /// The columns that names and `*` find.
    var columns: [RangeColumn]
    /// Whether unqualified names and `*` find the columns.
    var showsColumns = true
    /// Whether qualified names find the item.
    var showsName = true
    /// Where system columns come from, when the item has any.
    var base: Base?
    /// The table's row to lock or change, when the item is a stored table.
    var table: TableDescription?
    /// The rows of stored tables it is made of, each named by its id: that of the table itself, or
    /// those of the tables inside of a simple subquery.
    var rows: [Plan.RowReference] = []
    /// Whether `SELECT name` is the function's one column rather than a record of it.
    var isScalarFunction = false
    /// Whether it is the working table of a recursive query.
    var isWorkTable = false

    /// A stored or computed table at the leaf of the FROM tree.
    enum Base {
        /// A scan, named by the alias and the first of its column ids.
        case table(first: ColumnID, oid: OID)
        case catalog(first: ColumnID, relation: CatalogRelation)
    }

    /// The column called `name`.
    func column(named name: String) -> RangeColumn? {
        columns.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}

/// A column of a ``RangeItem``.
struct RangeColumn {
    var name: String
    /// Its value in the frame of the scope that the item is in.
    var expression: Expression
    /// The table column it comes from unchanged.
    var origin: Origin?

    /// A column of a stored table or computed relation.
    struct Origin {
        var table: OID
        var attribute: Int16
    }

    var type: SQLType { expression.type }
}
