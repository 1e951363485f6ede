// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Parsing
public import Schemas
public import Values

/// What becomes of a statement.
public enum Planned: Sendable {
    /// A SELECT, VALUES, INSERT, UPDATE or DELETE, ready to run.
    case query(PlannedStatement)
    /// Any other statement, for Sessions to carry out.
    ///
    /// `query` is the plan of the query inside of EXPLAIN, CREATE TABLE AS, SELECT INTO, DECLARE
    /// CURSOR and COPY (query); the statement's parameters are those of it.
    case utility(Syntax.Statement, query: PlannedStatement?)
}

/// Makes plans: resolves names and types, then improves the result.
///
/// Pure: the same statement, catalog and settings give the same plan. Confined to the session's
/// thread.
public struct Planner {
    /// What exists.
    public let catalog: any CatalogReader
    /// The session, whose search path finds names and whose settings literals are read with.
    public let context: EvaluationContext

    /// A planner for statements of `context`'s session.
    public init(catalog: any CatalogReader, context: EvaluationContext) {
        self.catalog = catalog
        self.context = context
    }

    /// The plan of `statement`.
    ///
    /// `parameters` are the types of `$1`, `$2`, … as far as the client gives them, unknown for
    /// those to be inferred; more of them may appear unless `allowsMoreParameters` is false.
    ///
    /// - Throws: Everything PostgreSQL reports when it analyses a statement: 42xxx, and 22xxx for
    ///   literals that their type cannot read.
    public func plan(
        _ statement: Syntax.Statement,
        parameters: [SQLType] = [],
        allowsMoreParameters: Bool = true
    ) throws(DatabaseError) -> Planned {
        let session = Statement(self, ParameterTypes(parameters, isOpen: allowsMoreParameters))
        switch statement {
        case .select(var query):
            guard case .select(var select) = query.body, select.into != nil else {
                return .query(try session.plan(statement))
            }
            select.into = nil
            query.body = .select(select)
            return .utility(statement, query: try session.plan(.select(query)))
        case .insert, .update, .delete: return .query(try session.plan(statement))
        default:
            guard let inner = statement.innerQuery else { return .utility(statement, query: nil) }
            return .utility(
                statement,
                query: try session.plan(inner, wantsFirstRows: statement.declaresCursor)
            )
        }
    }
}

/// The planning of one statement.
struct Statement {
    let planner: Planner
    let parameters: ParameterTypes
    let binder: Binder

    init(_ planner: Planner, _ parameters: ParameterTypes) {
        self.planner = planner
        self.parameters = parameters
        binder = Binder(
            catalog: planner.catalog,
            resolver: Resolver(context: planner.context, parameters: parameters)
        )
    }

    /// The plan of `statement`.
    ///
    /// `wantsFirstRows` asks for a plan whose first rows come early, even if all would come later.
    func plan(
        _ statement: Syntax.Statement,
        wantsFirstRows: Bool = false
    ) throws(DatabaseError) -> PlannedStatement {
        let scope = Scope(parent: nil, frame: Frame(parent: nil), commonTables: [])
        var bound: BoundQuery
        let command: PlannedStatement.Command
        switch statement {
        case .select(let query):
            bound = try binder.bind(query: query, scope)
            command = .select
        case .insert(let insert):
            bound = try binder.bind(insert: insert, scope)
            command = .insert
        case .update(let update):
            bound = try binder.bind(update: update, scope)
            command = .update
        case .delete(let delete):
            bound = try binder.bind(delete: delete, scope)
            command = .delete
        default:
            throw DatabaseError(.featureNotSupported, "this statement cannot be planned")
        }
        return try finish(&bound, command: command, wantsFirstRows: wantsFirstRows)
    }

    /// Improves a bound query and wraps it up.
    func finish(
        _ bound: inout BoundQuery,
        command: PlannedStatement.Command,
        wantsFirstRows: Bool = false
    ) throws(DatabaseError) -> PlannedStatement {
        binder.keepOnlyShown(&bound)
        let types = try parameters.decided()

        var optimizer = Optimizer(binder: binder, wantsFirstRows: wantsFirstRows)
        let plan = try optimizer.optimize(bound.plan)
        try binder.checkParameters([plan] + optimizer.subplans.map(\.plan))
        return PlannedStatement(
            plan: plan,
            subplans: optimizer.subplans,
            parameters: types.map(\.oid),
            outputs: bound.columns.map { outputColumn($0) },
            recordTypes: binder.recordTypes,
            command: command,
            isReadOnly: binder.isReadOnly,
            catalogVersion: planner.catalog.version,
            nodeCount: optimizer.nodeCount,
            columnCount: binder.nextColumn
        )
    }

    private func outputColumn(_ column: QueryColumn) -> PlannedStatement.OutputColumn {
        PlannedStatement.OutputColumn(
            name: column.name,
            type: column.type.oid == .record ? .record : column.type,
            table: column.origin?.table ?? .invalid,
            attribute: column.origin?.attribute ?? 0
        )
    }
}

extension Syntax.Statement {
    /// Whether it, or what it explains, declares a cursor.
    fileprivate var declaresCursor: Bool {
        switch self {
        case .declareCursor: true
        case .explain(let explain): explain.statement.declaresCursor
        default: false
        }
    }

    /// The statement inside of this one that has a plan.
    fileprivate var innerQuery: Syntax.Statement? {
        switch self {
        case .explain(let explain):
            switch explain.statement {
            case .select, .insert, .update, .delete: explain.statement
            default: explain.statement.innerQuery
            }
        case .createTableAs(let create): create.source.plannable
        case .declareCursor(let declare): .select(declare.query)
        case .copy(let copy):
            if case .query(let query) = copy.source { query.plannable } else { nil }
        default: nil
        }
    }

    private var plannable: Syntax.Statement? {
        switch self {
        case .select, .insert, .update, .delete: self
        default: nil
        }
    }
}
