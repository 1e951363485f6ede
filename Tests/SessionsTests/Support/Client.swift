// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Sessions
import Values

/// A cluster, with as many sessions as a test asks for.
final class TestInstance: Sendable {
    let instance: Instance

    /// A cluster in memory.
    init() throws { instance = try Instance(try Cluster(inMemory: ClusterOptions())) }

    /// The cluster in the directory `path`.
    init(path: String) throws { instance = try Instance(try Cluster(path: path)) }

    deinit { instance.cluster.close() }

    func client(database: String = "postgres") throws -> Client {
        Client(try Session(instance: instance, database: database, user: "postgres"))
    }
}

/// A session whose results are texts: `a|b` a row, NULL as `~`.
final class Client: ResultReceiver, SessionObserver {
    let session: Session
    private var columns: [PlannedStatement.OutputColumn] = []
    private(set) var rows: [String] = []
    private(set) var tags: [String] = []
    private(set) var notices: [String] = []
    private var notifications: [String] = []
    private(set) var copied: [UInt8] = []
    /// What COPY FROM STDIN is given.
    var copyInput: [CopyInput] = []

    init(_ session: Session) {
        self.session = session
        session.observer = self
    }

    /// Runs a query text and returns its rows.
    @discardableResult
    func run(_ sql: String) throws -> [String] {
        rows = []
        tags = []
        try session.query(sql, to: self)
        return rows
    }

    /// The SQLSTATE that a query text fails with; nil when it does not.
    func failure(_ sql: String) -> String? {
        do {
            try run(sql)
            return nil
        } catch let error as DatabaseError {
            return error.state.code
        } catch {
            return "\(error)"
        }
    }

    func describe(_ columns: [PlannedStatement.OutputColumn], isBinary: Bool) {
        self.columns = columns
    }

    func receive(_ batch: Batch) {
        for row in 0..<batch.count {
            let values = batch.columns.map { column -> String in
                let value = column[row]
                return value.isNull ? "~" : TypeCodec.text(value, as: column.type, Formatting())
            }
            rows.append(values.joined(separator: "|"))
        }
    }

    func complete(_ tag: String) { tags.append(tag) }

    func completeEmpty() { tags.append("") }

    func beginCopyIn(columns: Int, isBinary: Bool) {}

    func nextCopyIn() -> CopyInput { copyInput.isEmpty ? .done : copyInput.removeFirst() }

    func beginCopyOut(columns: Int, isBinary: Bool) { copied = [] }

    func copyOut(_ bytes: [UInt8]) { copied += bytes }

    func endCopyOut() {}

    func notice(_ notice: DatabaseError) { notices.append(notice.message) }

    func parameterChanged(_ name: String, to value: String) {}

    func notification(channel: String, payload: String, from processID: Int32) {
        notifications.append("\(channel) \(payload)")
    }

    /// The notifications delivered since the last call: channel and payload.
    func takeNotifications() -> [String] {
        defer { notifications = [] }
        return notifications
    }
}
