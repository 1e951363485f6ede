// SPDX-License-Identifier: Apache-2.0

import Execution
public import Planning
import Values

/// A statement bound to its parameters: an open query whose rows are taken in any portions.
///
/// The protocol's portals and SQL's cursors are the same thing.
public final class Portal {
    let name: String
    let statement: PreparedStatement
    let parameters: [Value]
    /// The formats the client wants columns in: none, one for all, or one each; 1 is binary.
    public let resultFormats: [Int16]
    /// DECLARE … SCROLL: rows are kept, so that it can go backwards.
    var isScrollable = false
    /// DECLARE … WITH HOLD: it outlives its transaction.
    var isHeld = false
    /// DECLARE … BINARY.
    var isBinary = false
    /// The text of DECLARE, for `pg_cursors`.
    var declaration = ""
    /// Rows that INSERT, UPDATE or DELETE changed.
    var affected = 0
    /// Where SQL's FETCH stands: 0 before the first row, n on row n, one more after the last.
    var cursorRow = 0
    /// The row FETCH stands on, of a cursor that only goes forwards.
    var lastRow: Batch?
    var rows = PortalRows()

    init(
        name: String,
        statement: PreparedStatement,
        parameters: [Value],
        resultFormats: [Int16] = []
    ) {
        self.name = name
        self.statement = statement
        self.parameters = parameters
        self.resultFormats = resultFormats
    }

    /// The columns of its rows.
    public var columns: [PlannedStatement.OutputColumn] { statement.columns }

    /// Whether its rows no longer depend on the transaction.
    var isMaterialized: Bool { rows.isMaterialized }
}

/// The rows of a portal: a running statement, or rows kept from one.
struct PortalRows {
    private enum Source {
        case notStarted
        case running(RunningStatement)
        case complete
    }

    private var source = Source.notStarted
    /// Rows read from the statement and not yet given out; or, when they are kept, all rows read.
    private var kept: [Batch] = []
    private var isKeeping = false
    /// The next row to give out, counted over ``kept``.
    private(set) var position = 0
    private var keptCount = 0

    /// Whether the statement has been started.
    var isStarted: Bool {
        if case .notStarted = source { false } else { true }
    }

    /// Whether all rows are kept and the statement is over.
    var isMaterialized: Bool {
        if case .complete = source { isKeeping } else { false }
    }

    /// Whether no row is left.
    var isAtEnd: Bool {
        if case .complete = source { position >= keptCount } else { false }
    }

    /// Gives the portal its running statement.
    mutating func start(_ statement: RunningStatement, keepsRows: Bool) {
        source = .running(statement)
        isKeeping = keepsRows
    }

    /// Marks a portal that has no rows as done.
    mutating func finish() { source = .complete }

    /// The next rows, at most `limit`; nil when there are none.
    mutating func next(limit: Int) throws(DatabaseError) -> Batch? {
        if limit == .max, !isKeeping, position >= keptCount { return try take() }
        while position >= keptCount {
            if !isKeeping {
                kept = []
                keptCount = 0
                position = 0
            }
            guard try load() else { return nil }
        }
        var start = 0
        for batch in kept {
            if position < start + batch.count {
                let first = position - start
                let end = first + min(batch.count - first, limit)
                position += end - first
                if first == 0, end == batch.count { return batch }
                return batch.gathering(Array(first..<end))
            }
            start += batch.count
        }
        return nil
    }

    /// The next rows of the running statement; nil when there are none.
    private mutating func take() throws(DatabaseError) -> Batch? {
        guard case .running(let statement) = source else { return nil }
        if let batch = try statement.next() { return batch }
        statement.close()
        source = .complete
        return nil
    }

    private mutating func load() throws(DatabaseError) -> Bool {
        guard let batch = try take() else { return false }
        kept.append(batch)
        keptCount += batch.count
        return true
    }

    /// Reads all rows and keeps them, so that they outlive the transaction.
    mutating func materialize() throws(DatabaseError) {
        if !isKeeping, position > 0 {
            // Rows already given out are dropped: only what follows is asked for again.
            let rest = try remainder()
            kept = rest
            keptCount = rest.reduce(0) { $0 + $1.count }
            position = 0
        }
        isKeeping = true
        while try load() {}
    }

    private mutating func remainder() throws(DatabaseError) -> [Batch] {
        var rest: [Batch] = []
        while position < keptCount, let batch = try next(limit: .max) { rest.append(batch) }
        return rest
    }

    /// Moves to row `target` (0 is before the first row) of a portal that keeps its rows; returns
    /// where it ended, which is less when there are not so many.
    mutating func seek(_ target: Int) throws(DatabaseError) -> Int {
        while keptCount < target, try load() {}
        position = max(0, min(target, keptCount))
        return position
    }

    /// All rows there are, read to the end, of a portal that keeps its rows.
    mutating func readAll() throws(DatabaseError) -> Int {
        while try load() {}
        return keptCount
    }

    /// Row `index`, from 0, of a portal that keeps its rows; nil past the end.
    mutating func row(_ index: Int) throws(DatabaseError) -> Batch? {
        while keptCount <= index, try load() {}
        var start = 0
        for batch in kept {
            if index < start + batch.count { return batch.gathering([index - start]) }
            start += batch.count
        }
        return nil
    }

    /// The statement, while it runs.
    var running: RunningStatement? {
        if case .running(let statement) = source { statement } else { nil }
    }

    /// Gives up the statement.
    mutating func close() {
        running?.close()
        source = .complete
        kept = []
        keptCount = 0
        position = 0
    }
}
