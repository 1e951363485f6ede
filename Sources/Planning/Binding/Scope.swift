// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Values

/// What names mean at one query level, and what binding its expressions collects.
final class Scope {
    /// The query around this one, for names that are not found here.
    let parent: Scope?
    /// The frame that this level's expressions are evaluated in.
    let frame: Frame
    /// What FROM offers so far.
    var items: [RangeItem] = []
    /// FROM items that exist but cannot be seen from here; for hints in errors.
    var hidden: Scope?
    /// The common tables that can be named here, the innermost last.
    var commonTables: [CommonTableReference] = []
    /// What the expression being bound is for.
    var purpose = Purpose.other
    /// The aggregate calls found at this level.
    var aggregates: [Plan.Aggregation.Call] = []
    /// GROUPING(…) calls found, with their arguments before grouping.
    var groupings: [(id: ColumnID, arguments: [Expression], position: Int?)] = []
    /// The window function calls found, by window.
    var windows: [WindowUse] = []
    /// The windows that WINDOW defines.
    var namedWindows: [Syntax.WindowDefinition] = []
    /// The set-returning calls found; a call's arguments refer only to calls before it.
    var setCalls: [Plan.SetProjection.Item] = []
    /// Whether an aggregate's arguments are being bound: nested ones are errors.
    var isInsideAggregate = false
    /// Whether a window function's arguments are being bound.
    var isInsideWindow = false
    /// The construct, if any, that may leave parts of itself unevaluated: sets are errors there.
    var conditional: String?
    /// Where columns were first used outside of aggregates, for errors found after binding.
    var columnPositions: [ColumnID: Int] = [:]
    /// How often a column of this level was referred to.
    var references = 0
    /// Whether rows of stored tables in FROM may be locked, and so need their ids.
    var locksRows = false
    /// System columns asked for, by the first column id of their scan.
    var systemColumns: [ColumnID: [SystemColumn]] = [:]

    /// A window with the calls over it.
    struct WindowUse {
        var partition: [Expression]
        var order: [SortKey]
        var frame: Plan.Window.Frame
        var calls: [Plan.Window.Call]
    }

    /// A system column of a scan.
    struct SystemColumn {
        var id: ColumnID
        var type: SQLType
        var name: String
    }

    /// A level in `frame` whose names are looked up in `parent` after its own, and that sees the
    /// `commonTables` of the place around it.
    init(parent: Scope?, frame: Frame, commonTables: [CommonTableReference]) {
        self.parent = parent
        self.frame = frame
        self.commonTables = commonTables
    }

    /// A level directly inside of this one, in the same frame.
    func inner() -> Scope {
        let scope = Scope(parent: self, frame: frame, commonTables: commonTables)
        scope.locksRows = locksRows
        return scope
    }

    /// A level inside of this one, in a frame of its own.
    func innerFrame() -> Scope {
        Scope(parent: self, frame: Frame(parent: frame), commonTables: commonTables)
    }

    /// A level for an input of the set operation that this level is.
    func besideQuery() -> Scope {
        Scope(parent: parent, frame: frame, commonTables: commonTables)
    }

    /// A level beside this one's FROM items: it sees none of them, but all that is around.
    func beside() -> Scope {
        let scope = Scope(parent: parent, frame: frame, commonTables: commonTables)
        scope.hidden = self
        scope.locksRows = locksRows
        return scope
    }
}

/// A common table that queries can name.
struct CommonTableReference {
    var name: String
    var number: Int
    /// Its columns; ids are those of its plan.
    var columns: [QueryColumn]
    /// Whether naming it reads the working table of the recursive query being bound.
    var isWorkTable = false
    /// How many of ``Binder/recursionBarriers`` are around the recursive term.
    var barriers = 0
    /// Why it cannot be named here, if so: a forward reference, a data-modifying one without
    /// RETURNING, a misplaced recursive reference.
    var refusal: (@Sendable (_ position: Int?) -> DatabaseError)?
}

/// What an expression is for; decides which calls it may contain, and names it in errors.
enum Purpose: String {
    case other = ""
    case selectTarget = "SELECT"
    case whereClause = "WHERE"
    case having = "HAVING"
    case filter = "FILTER"
    case joinCondition = "JOIN conditions"
    case functionInFrom = "functions in FROM"
    case groupBy = "GROUP BY"
    case orderBy = "ORDER BY"
    case distinctOn = "DISTINCT ON"
    case windowDefinition = "window definitions"
    case limit = "LIMIT"
    case offset = "OFFSET"
    case insertTarget = "INSERT"
    case updateSource = "UPDATE"
    case returning = "RETURNING"
    case values = "VALUES"
    case check = "check constraints"
    case defaultExpression = "DEFAULT expressions"
    case indexExpression = "index expressions"
    case indexPredicate = "index predicates"
    case generated = "column generation expressions"
    case alterType = "transform expressions"
    case callArgument = "CALL arguments"
    case copyWhere = "COPY FROM WHERE conditions"
    case executeParameter = "EXECUTE parameters"

    /// Whether aggregates may appear.
    var allowsAggregates: Bool {
        switch self {
        case .selectTarget, .having, .orderBy, .distinctOn, .windowDefinition: true
        default: false
        }
    }

    /// Whether window functions may appear.
    var allowsWindows: Bool {
        switch self {
        case .selectTarget, .orderBy, .distinctOn: true
        default: false
        }
    }

    /// Whether set-returning functions may appear.
    var allowsSets: Bool {
        switch self {
        case .selectTarget, .orderBy, .distinctOn, .groupBy, .insertTarget: true
        default: false
        }
    }

    /// The error of a system column that may not appear: most expressions over a row by itself,
    /// before it is written, cannot have one.
    func refusal(ofSystemColumn name: String) -> DatabaseError? {
        switch self {
        case .indexExpression, .indexPredicate:
            DatabaseError(
                .featureNotSupported,
                "index creation on system columns is not supported"
            )
        case .check where name != "tableoid":
            DatabaseError(
                .invalidColumnReference,
                "system column \"\(name)\" reference in check constraint is invalid"
            )
        case .generated where name != "tableoid":
            DatabaseError(
                .invalidColumnReference,
                "cannot use system column \"\(name)\" in column generation expression"
            )
        case .alterType where name == "tableoid": nil
        case .check, .generated, .alterType, .copyWhere:
            DatabaseError(
                .featureNotSupported,
                "system columns are not supported in \(rawValue)"
            )
        default: nil
        }
    }

    /// Whether subqueries may appear.
    var allowsSubqueries: Bool {
        switch self {
        case .check, .defaultExpression, .indexExpression, .indexPredicate, .generated,
            .alterType, .copyWhere, .executeParameter, .callArgument:
            false
        default: true
        }
    }
}
