// SPDX-License-Identifier: Apache-2.0

import Execution
import Parsing
import Planning
import Values

/// SQL cursors: DECLARE, FETCH, MOVE, CLOSE.
///
/// Source: PostgreSQL 15 manual, reference pages "DECLARE" and "FETCH".
extension Session {
    func declare(
        _ cursor: Syntax.DeclareCursor,
        _ outer: Portal
    ) throws(DatabaseError) -> String {
        if !cursor.isHeld, transactionState != .block {
            throw DatabaseError(
                .noActiveSQLTransaction,
                "DECLARE CURSOR can only be used in transaction blocks"
            )
        }
        if portals[cursor.name] != nil {
            throw DatabaseError(.duplicateCursor, "cursor \"\(cursor.name)\" already exists")
        }
        let prepared = PreparedStatement(
            name: "",
            text: outer.statement.text,
            statement: .select(cursor.query),
            declaredTypes: outer.statement.parameterTypes,
            preparedAt: statementStart
        )
        let portal = Portal(name: cursor.name, statement: prepared, parameters: outer.parameters)
        portal.isScrollable = cursor.isScrollable == true
        portal.isHeld = cursor.isHeld
        portal.isBinary = cursor.isBinary
        portal.declaration = outer.statement.text
        let running = try start(prepared, parameters: portal.parameters, mayPause: true)
        portal.rows.start(running, keepsRows: portal.isScrollable)
        portals[cursor.name] = portal
        return "DECLARE CURSOR"
    }

    /// FETCH and MOVE.
    func fetch(
        _ fetch: Syntax.Fetch,
        to receiver: any ResultReceiver,
        describes: Bool
    ) throws(DatabaseError) -> String {
        guard let portal = portals[fetch.cursor], !fetch.cursor.isEmpty else {
            throw DatabaseError(
                .invalidCursorName,
                "cursor \"\(fetch.cursor)\" does not exist"
            )
        }
        if describes, !fetch.isMove {
            try receiver.describe(portal.columns, isBinary: portal.isBinary)
        }
        var count = 0
        try walk(portal, fetch) { batch throws(DatabaseError) in
            count += batch.count
            if !fetch.isMove { try receiver.receive(batch) }
        }
        return "\(fetch.isMove ? "MOVE" : "FETCH") \(count)"
    }

    private func walk(
        _ portal: Portal,
        _ fetch: Syntax.Fetch,
        _ give: (Batch) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        // More than there can be rows, and far from where arithmetic would overflow.
        let most = 1 << 60
        let count = max(-most, min(most, fetch.count))
        switch fetch.direction {
        case .forward where count >= 0 && !portal.isScrollable: try forward(portal, count, give)
        case .forward: try step(portal, count, give)
        case .backward: try step(portal, -count, give)
        case .absolute:
            var target = count
            if target < 0 {
                try requireScroll(portal)
                target = max(0, try portal.rows.readAll() + 1 + target)
            }
            try jump(portal, to: target, give)
        case .relative: try jump(portal, to: max(0, portal.cursorRow + count), give)
        }
    }

    /// Rows in order, from a cursor that only goes forwards.
    private func forward(
        _ portal: Portal,
        _ count: Int,
        _ give: (Batch) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        if count == 0 {
            guard let row = portal.lastRow else { return }
            return try give(row)
        }
        var left = count
        while left > 0, let batch = try portal.rows.next(limit: left) {
            left -= batch.count
            portal.cursorRow += batch.count
            portal.lastRow = batch.gathering([batch.count - 1])
            try give(batch)
        }
        if left > 0 {
            portal.cursorRow += 1
            portal.lastRow = nil
        }
    }

    /// `count` rows onwards, or backwards when negative; 0 is the current row again.
    private func step(
        _ portal: Portal,
        _ count: Int,
        _ give: (Batch) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        try requireScroll(portal)
        if count == 0 {
            if portal.cursorRow > 0, let row = try portal.rows.row(portal.cursorRow - 1) {
                try give(row)
            }
            return
        }
        var left = count.magnitude
        while left > 0 {
            let next = portal.cursorRow + (count > 0 ? 1 : -1)
            if next <= 0 {
                portal.cursorRow = 0
                return
            }
            portal.cursorRow = next
            guard let row = try portal.rows.row(next - 1) else {
                portal.cursorRow = try portal.rows.readAll() + 1
                return
            }
            try give(row)
            left -= 1
        }
    }

    /// The row numbered `target`, from 1; 0 is before the first.
    private func jump(
        _ portal: Portal,
        to target: Int,
        _ give: (Batch) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        if !portal.isScrollable {
            guard target >= portal.cursorRow else { return try requireScroll(portal) }
            while portal.cursorRow < target - 1, portal.cursorRow >= 0 {
                let before = portal.cursorRow
                try forward(portal, target - 1 - portal.cursorRow) { _ in }
                if portal.cursorRow == before || portal.rows.isAtEnd { break }
            }
            return try forward(portal, target == portal.cursorRow ? 0 : 1, give)
        }
        portal.cursorRow = target
        guard target > 0 else { return }
        if let row = try portal.rows.row(target - 1) {
            try give(row)
        } else {
            portal.cursorRow = try portal.rows.readAll() + 1
        }
    }

    private func requireScroll(_ portal: Portal) throws(DatabaseError) {
        guard portal.isScrollable else {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "cursor can only scan forward",
                hint: "Declare it with SCROLL option to enable backward scan."
            )
        }
    }

    func close(_ statement: Syntax.CloseCursor) throws(DatabaseError) -> String {
        guard let name = statement.name else {
            portals.closeAll()
            return "CLOSE CURSOR ALL"
        }
        guard let portal = portals[name] else {
            throw DatabaseError(.invalidCursorName, "cursor \"\(name)\" does not exist")
        }
        portals[name] = nil
        portal.rows.close()
        return "CLOSE CURSOR"
    }

    /// Reads the rows of WITH HOLD cursors before their transaction ends.
    func materializeHeldCursors() throws(DatabaseError) {
        if !portals.hasNamed { return }
        for portal in portals.all where portal.isHeld { try portal.rows.materialize() }
    }
}
