// SPDX-License-Identifier: Apache-2.0

import Execution
import Parsing
import Planning
public import Values

extension Session {
    /// Runs the statements of a query text one after the other, as the simple protocol's Query
    /// does.
    ///
    /// Outside a block they are one transaction. It commits before the last statement is reported
    /// as complete, so what a client has been told is done is done.
    ///
    /// - Throws: The first error; statements after it are not run.
    public func query(_ sql: String, to receiver: any ResultReceiver) throws(DatabaseError) {
        let statements = try statement { () throws(DatabaseError) in
            try statementCache.statements(of: sql)
        }
        if statements.isEmpty {
            try receiver.completeEmpty()
            return
        }
        isMultiStatement = statements.count > 1
        queryText = sql
        defer { isMultiStatement = false }
        for (index, prepared) in statements.enumerated() {
            try statement { () throws(DatabaseError) in
                try requireUsable(prepared)
                // Only a statement the client holds on to promises its columns.
                if prepared.stamp != nil, try prepared.stamp != currentStamp() {
                    prepared.plan = nil
                }
                let portal = Portal(name: "", statement: prepared, parameters: [])
                let tag = try run(portal, to: receiver, describes: true)
                if transactionState == .implicit, index == statements.count - 1 {
                    try commitTransaction()
                }
                try receiver.complete(tag)
            }
        }
        reportChangedParameters()
    }

    /// Runs a portal to its end; returns the command tag.
    func run(
        _ portal: Portal,
        to receiver: any ResultReceiver,
        describes: Bool
    ) throws(DatabaseError) -> String {
        guard let syntax = portal.statement.statement else { return "" }
        return portal.statement.isQuery
            ? try runPlan(portal, to: receiver, describes: describes)
            : try runUtility(portal, syntax, to: receiver, describes: describes)
    }

    private func runPlan(
        _ portal: Portal,
        to receiver: any ResultReceiver,
        describes: Bool
    ) throws(DatabaseError) -> String {
        let running = try start(portal.statement, parameters: portal.parameters)
        defer { running.close() }
        if describes, !portal.columns.isEmpty || portal.statement.returnsRows {
            try receiver.describe(portal.columns, isBinary: false)
        }
        var rows = 0
        while let batch = try running.next() {
            rows += batch.count
            if portal.statement.returnsRows { try receiver.receive(batch) }
        }
        return portal.statement.tag(rows: rows, affected: running.affectedRows)
    }
}

extension PreparedStatement {
    /// Whether it is run by its plan, rather than by a command of its own.
    var isQuery: Bool {
        switch statement {
        case .select(let query):
            if case .select(let select) = query.body { select.into == nil } else { true }
        case .insert, .update, .delete: true
        default: false
        }
    }

    /// Whether running it gives rows, maybe without columns.
    var returnsRows: Bool {
        plan.map { $0.statement.command == .select || !$0.statement.outputs.isEmpty } ?? false
    }

    /// The command tag of a planned statement.
    func tag(rows: Int, affected: Int) -> String {
        switch plan?.statement.command {
        case .select, nil: CommandTags.select.tag(rows)
        case .insert: CommandTags.insert.tag(affected)
        case .update: CommandTags.update.tag(affected)
        case .delete: CommandTags.delete.tag(affected)
        }
    }
}
