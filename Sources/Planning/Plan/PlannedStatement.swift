// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Schemas
public import Values

/// A SELECT, VALUES, INSERT, UPDATE or DELETE ready to be run any number of times.
public struct PlannedStatement: Sendable {
    /// What computes it.
    public var plan: Plan
    /// The subqueries that expressions refer to by number: `subplans[n]` is number n.
    public var subplans: [Subplan]
    /// The types of `$1`, `$2`, …, given or inferred.
    public var parameters: [OID]
    /// What the client sees, in order: names for the plan's output columns, which there are no more
    /// of.
    ///
    /// Empty for a change without RETURNING.
    public var outputs: [OutputColumn]
    /// The shapes of records made in the statement: the modifier of a `record` type is a position
    /// in it, -1 when the shape is not known.
    public var recordTypes: [[RecordField]]
    /// What the command tag says.
    public var command: Command
    /// Whether it changes no data and locks no rows; otherwise it fails with 25006 in a READ ONLY
    /// transaction. (Functions such as `nextval` look for themselves.)
    public var isReadOnly: Bool
    /// The ``Schemas/CatalogReader/version`` it was made under; under another it is stale.
    public var catalogVersion: UInt64
    /// How many nodes there are in the plan and the subplans; ``Plan/id`` is below it.
    public var nodeCount: Int
    /// One more than the greatest ``ColumnID``.
    public var columnCount: Int

    /// What the command tag says.
    public enum Command: String, Sendable {
        case select = "SELECT"
        case insert = "INSERT"
        case update = "UPDATE"
        case delete = "DELETE"
    }

    /// A column of the result, as RowDescription shows it.
    public struct OutputColumn: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// The type of the result.
        public var type: SQLType
        /// The table column it comes from unchanged, for clients that ask; 0 when computed.
        public var table: OID
        /// The column's number in it.
        public var attribute: Int16

        package init(name: String, type: SQLType, table: OID = .invalid, attribute: Int16 = 0) {
            self.name = name
            self.type = type
            self.table = table
            self.attribute = attribute
        }
    }

    package init(
        plan: Plan,
        subplans: [Subplan] = [],
        parameters: [OID] = [],
        outputs: [OutputColumn],
        recordTypes: [[RecordField]] = [],
        command: Command,
        isReadOnly: Bool,
        catalogVersion: UInt64,
        nodeCount: Int,
        columnCount: Int
    ) {
        self.plan = plan
        self.subplans = subplans
        self.parameters = parameters
        self.outputs = outputs
        self.recordTypes = recordTypes
        self.command = command
        self.isReadOnly = isReadOnly
        self.catalogVersion = catalogVersion
        self.nodeCount = nodeCount
        self.columnCount = columnCount
    }
}

/// A subquery inside an expression.
public struct Subplan: Sendable {
    /// What computes it.
    public var plan: Plan
    /// How many `Expression.outer` values it takes.
    ///
    /// With none its rows are the same for a whole run of the statement and may be kept.
    public var argumentCount: Int
    /// The common tables it scans that are defined outside of it: when one of them starts over,
    /// kept rows are stale.
    public var commonTables: [Int]

    package init(
        plan: Plan,
        argumentCount: Int,
        commonTables: [Int] = []
    ) {
        self.plan = plan
        self.argumentCount = argumentCount
        self.commonTables = commonTables
    }
}

extension PlannedStatement {
    /// The tables that the statement and its common tables change.
    public var changedTables: [TableDescription] { plan.changedTables }
}

extension Plan {
    fileprivate var changedTables: [TableDescription] {
        let below = inputs.flatMap(\.changedTables)
        return switch node {
        case .insert(let insert): below + [insert.table.table]
        case .update(let update): below + [update.target.table]
        case .delete(let delete): below + [delete.target.table]
        default: below
        }
    }
}
