// SPDX-License-Identifier: Apache-2.0

public import Planning
public import Values

/// Where a session's results go: the server writes them to the socket, the library collects them.
///
/// Calls come on the session's thread; a receiver that blocks slows the statement down, which is
/// the backpressure.
public protocol ResultReceiver: AnyObject {
    /// The columns of the rows that follow; `isBinary` when they come from a BINARY cursor, whose
    /// rows are binary although nobody asked for that here.
    func describe(
        _ columns: [PlannedStatement.OutputColumn],
        isBinary: Bool
    ) throws(DatabaseError)
    /// Rows, in the columns last described.
    func receive(_ batch: Batch) throws(DatabaseError)
    /// The statement is done; `tag` is PostgreSQL's command tag, such as `INSERT 0 1`.
    func complete(_ tag: String) throws(DatabaseError)
    /// The query text held no statement.
    func completeEmpty() throws(DatabaseError)

    /// COPY FROM STDIN begins: `columns` columns in text or binary.
    func beginCopyIn(columns: Int, isBinary: Bool) throws(DatabaseError)
    /// The next piece the client sends.
    func nextCopyIn() throws(DatabaseError) -> CopyInput
    /// COPY TO STDOUT begins.
    func beginCopyOut(columns: Int, isBinary: Bool) throws(DatabaseError)
    /// Bytes of a COPY TO STDOUT; one call is one CopyData message.
    func copyOut(_ bytes: [UInt8]) throws(DatabaseError)
    /// COPY TO STDOUT is complete.
    func endCopyOut() throws(DatabaseError)
}

/// What a client sends during COPY FROM STDIN.
public enum CopyInput: Sendable {
    case data([UInt8])
    case done
    /// CopyFail with the client's reason.
    case failed(String)
}

/// What a session reports besides results, whenever it happens.
public protocol SessionObserver: AnyObject {
    /// A NOTICE or WARNING.
    func notice(_ notice: DatabaseError)
    /// A setting that clients are told about has a new value.
    func parameterChanged(_ name: String, to value: String)
    /// A NOTIFY arrived.
    func notification(channel: String, payload: String, from processID: Int32)
}
