// SPDX-License-Identifier: Apache-2.0

import Sessions
public import Values

/// A connection to a ``Database``: one session with its own transaction and settings.
///
/// Belongs to one thread at a time, so it is not `Sendable`; take one for each thread.
public final class Connection {
    private let session: Session
    /// Called with every NOTICE and WARNING.
    public var onNotice: ((DatabaseError) -> Void)? {
        get { notices.receive }
        set { notices.receive = newValue }
    }
    private let notices = NoticeForwarder()

    init(_ session: Session) {
        self.session = session
        session.observer = notices
    }

    /// Runs `sql`, one statement, with `parameters` for `$1`, `$2`, … and returns how many rows it
    /// inserted, changed, deleted or selected.
    ///
    /// Outside ``transaction(_:)`` it is durable when this returns.
    ///
    /// - Throws: What PostgreSQL reports, with its SQLSTATE.
    @discardableResult
    public func execute(
        _ sql: String,
        _ parameters: (any SQLBindable)?...
    )
        throws(DatabaseError) -> Int
    {
        let rows = RowCollector(keepsRows: false)
        try run(sql, parameters, rows)
        return rows.affected
    }

    /// Runs `sql`, one statement, and returns its rows.
    ///
    /// - Throws: What PostgreSQL reports, with its SQLSTATE.
    public func query(
        _ sql: String,
        _ parameters: (any SQLBindable)?...
    )
        throws(DatabaseError) -> [Row]
    {
        let rows = RowCollector(keepsRows: true)
        try run(sql, parameters, rows)
        return rows.rows
    }

    /// Runs `sql`, any number of statements without parameters, as one transaction unless they say
    /// otherwise.
    public func executeScript(_ sql: String) throws(DatabaseError) {
        try session.query(sql, to: RowCollector(keepsRows: false))
    }

    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Throws: What `body` throws, or why the commit failed, such as 40001; 25P02 when a statement
    ///   failed and `body` went on: nothing that it did is kept then.
    public func transaction<Result>(
        _ body: (Connection) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        try executeScript("BEGIN")
        let result: Result
        do throws(DatabaseError) {
            result = try body(self)
        } catch {
            // The first error is the one to report; a rollback that fails too changes nothing.
            try? executeScript("ROLLBACK")
            throw error
        }
        if session.status == .failed {
            try executeScript("ROLLBACK")
            throw DatabaseError(
                .inFailedSQLTransaction,
                "the transaction was rolled back because a statement in it failed"
            )
        }
        try executeScript("COMMIT")
        return result
    }

    private func run(
        _ sql: String,
        _ parameters: [(any SQLBindable)?],
        _ rows: RowCollector
    ) throws(DatabaseError) {
        let types = parameters.map { $0?.sqlType ?? .invalid }
        // Before the session begins anything: it does not hear of a value that cannot be made.
        var values: [Value?] = []
        for parameter in parameters { values.append(try parameter?.sqlValue) }
        try session.prepare(sql, name: "", parameterTypes: types)
        let portal = try session.bind(portal: "", parameters: values)
        rows.columns = portal.columns
        switch try session.execute(portal: "", limit: 0, to: rows) {
        case .complete(let tag): rows.affected = Int(tag.split(separator: " ").last ?? "") ?? 0
        case .suspended, .empty: break
        }
        try session.sync()
    }
}

/// Passes a session's notices on to whoever set ``Connection/onNotice``.
private final class NoticeForwarder: SessionObserver {
    var receive: ((DatabaseError) -> Void)?

    func notice(_ notice: DatabaseError) { receive?(notice) }

    func parameterChanged(_ name: String, to value: String) {}

    func notification(channel: String, payload: String, from processID: Int32) {}
}
