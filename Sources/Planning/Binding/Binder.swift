// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Values

/// Turns the syntax of one statement into a plan: every name resolved, every type known, nothing
/// yet improved.
///
/// Confined to the session's thread.
///
/// Query levels are ``Scope``s, places that are evaluated repeatedly are ``Frame``s. Each operator's
/// binder returns a plan and the names of its columns as a ``BoundQuery``.
final class Binder {
    let catalog: any CatalogReader
    let resolver: Resolver
    /// The schemas searched for relations without a schema, in order, `pg_catalog` among them.
    let searchPath: [String]
    /// The subqueries of expressions, by number.
    var subplans: [Subplan] = []
    /// The shapes of the records that the statement makes; the modifier of a record type is a
    /// position in it.
    private(set) var recordTypes: [[RecordField]] = []
    /// The names of common tables further on in the lists of WITH being bound.
    var forwardTables: [String] = []
    /// Where parameters were first referred to while their type was not known.
    var unknownParameters: [Int: Int] = [:]
    /// False as soon as something is bound that changes data or locks rows.
    var isReadOnly = true
    /// The stored relations that have been named in FROM.
    var readRelations: Set<OID> = []
    /// What the query itself names, views not expanded, by position; kept only when it is to be
    /// written with other names.
    var mentions: [Int: Mention]?
    /// The views being expanded, to stop at one that contains itself.
    var expandingViews: [OID] = []
    /// The recursive common tables whose working table has been named.
    var usedWorkTables: Set<Int> = []
    /// The constructs around what is being bound that no recursive reference may cross, outermost
    /// first.
    var recursionBarriers: [String] = []
    private var columnCount = 0
    private var commonTableCount = 0
    private var depth = 0

    /// How deeply queries and expressions may nest, views expanded.
    ///
    /// Trees from the parser are at most ``Parser/maximumDepth`` deep.
    static let maximumDepth = Parser.maximumDepth + 200

    init(catalog: any CatalogReader, resolver: Resolver) {
        self.catalog = catalog
        self.resolver = resolver
        searchPath = resolver.searchPath
    }

    /// How many column ids have been given out.
    var nextColumn: Int { columnCount }

    /// A column id that nothing else has.
    func makeColumn() -> ColumnID {
        defer { columnCount += 1 }
        return ColumnID(columnCount)
    }

    /// Column ids in a row that nothing else has; the first of them.
    func makeColumns(_ count: Int) -> ColumnID {
        defer { columnCount += count }
        return ColumnID(columnCount)
    }

    /// A number for a common table.
    func makeCommonTable() -> Int {
        defer { commonTableCount += 1 }
        return commonTableCount
    }

    /// The type of records with those fields.
    func recordType(_ fields: [RecordField]) -> SQLType {
        if let known = recordTypes.firstIndex(of: fields) {
            return SQLType(.record, modifier: Int32(clamping: known))
        }
        recordTypes.append(fields)
        return SQLType(.record, modifier: Int32(clamping: recordTypes.count - 1))
    }

    /// The fields of records of `type`; nil when they are not known.
    func fields(of type: SQLType) -> [RecordField]? {
        let index = Int(type.modifier)
        return type.oid == .record && recordTypes.indices.contains(index)
            ? recordTypes[index] : nil
    }

    /// Looks for parameters that the finished `plans` use without knowing their type.
    ///
    /// - Throws: 42P08 when the type of one was found out only after it had been used where any
    ///   type would do.
    func checkParameters(_ plans: [Plan]) throws(DatabaseError) {
        guard !unknownParameters.isEmpty else { return }
        for expression in plans.flatMap(\.allExpressions) {
            var found: Int?
            expression.forEachPart { part in
                if case .parameter(let number, let type) = part, type.oid == .unknown {
                    found = number
                }
            }
            if let found {
                throw DatabaseError(
                    .ambiguousParameter,
                    "could not determine data type of parameter $\(found)",
                    position: unknownParameters[found]
                )
            }
        }
    }

    /// Runs `body`, whose errors concern what is written at `position`.
    func located<Result>(
        _ position: Int?,
        _ body: () throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        do throws(DatabaseError) {
            return try body()
        } catch {
            throw error.at(position)
        }
    }

    /// Runs `body` one level deeper.
    ///
    /// - Throws: 54001 when that is too deep.
    func descend<Result>(
        _ body: () throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw .stackDepthExceeded }
        return try body()
    }
}

/// A plan with the names of its output columns.
struct BoundQuery {
    var plan: Plan
    /// One per output column that the query shows, in order; the plan may compute more.
    var columns: [QueryColumn]
    /// The rows of stored tables that each row of the query is made of, when they can be locked.
    var rows: [Plan.RowReference] = []
}

/// A named output column of a query.
struct QueryColumn {
    var name: String
    var id: ColumnID
    var type: SQLType
    /// The table column it comes from unchanged.
    var origin: RangeColumn.Origin?
    /// Where it is written, for errors about its type.
    var position: Int?

    var expression: Expression { .column(id, type) }
    var output: Plan.Output { Plan.Output(id, type) }
}

extension String {
    /// Whether both are the same bytes; SQL names compare so.
    func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
