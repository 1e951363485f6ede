// SPDX-License-Identifier: Apache-2.0

import Execution
import Parsing
import Planning
import Relations
public import Values

/// The extended protocol's steps: prepare, bind, describe, execute, close, sync.
extension Session {
    /// Parses and plans one statement under `name`; the empty name is replaced, others must be
    /// free.
    ///
    /// `parameterTypes`: The types of `$1`, `$2`, …, as far as the client knows them.
    /// - Throws: 42P05 when the name is taken, 42601 when the text has several statements, and what
    ///   parsing and planning throw.
    @discardableResult
    public func prepare(
        _ sql: String,
        name: String,
        parameterTypes: [OID]
    ) throws(DatabaseError) -> PreparedStatement {
        try statement { () throws(DatabaseError) in
            let parsed = try Parser.parse(sql)
            guard parsed.count <= 1 else {
                throw DatabaseError(
                    .syntaxError,
                    "cannot insert multiple commands into a prepared statement"
                )
            }
            if !name.isEmpty, preparedStatements[name] != nil {
                throw DatabaseError(
                    .duplicatePreparedStatement,
                    "prepared statement \"\(name)\" already exists"
                )
            }
            let prepared = PreparedStatement(
                name: name,
                text: sql,
                statement: parsed.first?.statement,
                declaredTypes: parameterTypes,
                preparedAt: statementStart
            )
            try requireUsable(prepared)
            try analyze(prepared)
            preparedStatements[name] = prepared
            return prepared
        }
    }

    /// Finds out a statement's parameters and columns.
    func analyze(_ prepared: PreparedStatement) throws(DatabaseError) {
        guard let syntax = prepared.statement else { return }
        switch syntax {
        case .select, .insert, .update, .delete, .declareCursor, .explain, .createTableAs, .copy:
            let catalog = try transactionForStatement().catalog
            let types = prepared.declaredTypes.map { $0 == .invalid ? .unknown : SQLType($0) }
            switch try planner(catalog).plan(syntax, parameters: types) {
            case .query(let planned):
                prepared.plan = try ExecutablePlan(planned)
                prepared.stamp = try currentStamp()
                prepared.parameterTypes = planned.parameters
                prepared.columns = planned.outputs
            case .utility(_, let planned):
                prepared.parameterTypes = planned?.parameters ?? []
                prepared.columns = try utilityColumns(syntax)
            }
        default:
            guard transactionState != .failed else { return }
            prepared.columns = try utilityColumns(syntax)
        }
    }

    /// The prepared statement called `name`.
    ///
    /// - Throws: 26000 when there is none.
    public func preparedStatement(_ name: String) throws(DatabaseError) -> PreparedStatement {
        guard let prepared = preparedStatements[name] else {
            throw DatabaseError(
                .invalidSQLStatementName,
                name.isEmpty
                    ? "unnamed prepared statement does not exist"
                    : "prepared statement \"\(name)\" does not exist"
            )
        }
        return prepared
    }

    /// Binds parameters as they came over the wire.
    ///
    /// Formats are none (all text), one for all, or one each; 1 is binary.
    ///
    /// - Throws: 08P01 when the counts do not fit, 42P03 when the portal exists, and what reading
    ///   the values throws.
    @discardableResult
    public func bind(
        portal name: String,
        statement statementName: String,
        formats: [Int16],
        values: ParameterBytes,
        resultFormats: [Int16]
    ) throws(DatabaseError) -> Portal {
        try statement { () throws(DatabaseError) in
            let prepared = try preparedStatement(statementName)
            try requireUsable(prepared)
            let types = prepared.parameterTypes
            let count = values.ranges.count
            guard formats.count <= 1 || formats.count == count else {
                throw DatabaseError(
                    .protocolViolation,
                    "bind message has \(formats.count) parameter formats but \(count) parameters"
                )
            }
            guard count == types.count else {
                throw DatabaseError(
                    .protocolViolation,
                    "bind message supplies \(count) parameters, but prepared statement "
                        + "\"\(statementName)\" requires \(types.count)"
                )
            }
            return try bind(
                portal: name,
                prepared,
                parameters: try read(values, formats: formats, as: types),
                resultFormats: resultFormats
            )
        }
    }

    /// The values of parameters of `types`.
    private func read(
        _ values: ParameterBytes,
        formats: [Int16],
        as types: [OID]
    ) throws(DatabaseError) -> [Value] {
        var parameters: [Value] = []
        parameters.reserveCapacity(types.count)
        // Only text needs it, and it takes longer than most values.
        var formatting: Formatting?
        for (index, range) in values.ranges.enumerated() {
            guard let range else {
                parameters.append(.null)
                continue
            }
            let bytes = values.bytes.span.extracting(range)
            let format = formats.isEmpty ? 0 : formats[formats.count == 1 ? 0 : index]
            switch format {
            case 0:
                let chosen = formatting ?? bindFormatting()
                formatting = chosen
                parameters.append(try TypeCodec.parse(bytes, as: SQLType(types[index]), chosen))
            case 1:
                parameters.append(try TypeCodec.decodeBinary(bytes, as: SQLType(types[index])))
            default:
                throw DatabaseError(.invalidParameterValue, "unsupported format code: \(format)")
            }
        }
        return parameters
    }

    /// Binds values to the unnamed statement; text is read as the type a parameter turned out to
    /// have, unless that is a text type already.
    ///
    /// - Throws: 08P01 when the count does not fit, and what reading the text throws.
    @discardableResult
    public func bind(portal name: String, parameters: [Value?]) throws(DatabaseError) -> Portal {
        try statement { () throws(DatabaseError) in
            let prepared = try preparedStatement("")
            let types = prepared.parameterTypes
            guard parameters.count == types.count else {
                throw DatabaseError(
                    .protocolViolation,
                    "bind message supplies \(parameters.count) parameters, but prepared statement "
                        + "\"\" requires \(types.count)"
                )
            }
            let formatting = bindFormatting()
            var values: [Value] = []
            for (parameter, type) in zip(parameters, types) {
                if case .text(let text)? = parameter, SQLType(type).representation != .text {
                    values.append(try TypeCodec.parse(text, as: SQLType(type), formatting))
                } else {
                    values.append(parameter ?? .null)
                }
            }
            return try bind(portal: name, prepared, parameters: values)
        }
    }

    /// Binds parameters that are values already.
    func bind(
        portal name: String,
        _ prepared: PreparedStatement,
        parameters: [Value],
        resultFormats: [Int16] = []
    ) throws(DatabaseError) -> Portal {
        if !name.isEmpty, portals[name] != nil {
            throw DatabaseError(.duplicateCursor, "cursor \"\(name)\" already exists")
        }
        if prepared.plan != nil, transactionState != .failed {
            _ = try transactionForStatement()
            _ = try currentPlan(of: prepared)
        }
        let count = resultFormats.count
        guard count <= 1 || prepared.columns.isEmpty || count == prepared.columns.count else {
            throw DatabaseError(
                .protocolViolation,
                "bind message has \(count) result formats but query has "
                    + "\(prepared.columns.count) columns"
            )
        }
        let portal = Portal(
            name: name,
            statement: prepared,
            parameters: parameters,
            resultFormats: resultFormats
        )
        portals[name]?.rows.close()
        portals[name] = portal
        return portal
    }

    /// How parameters are read: in the open transaction's catalog, when there is one.
    private func bindFormatting() -> Formatting {
        var formatting = digest.formatting
        formatting.now = transaction == nil ? statementStart : transactionStart
        formatting.objectNames = names
        return formatting
    }

    /// The portal called `name`.
    ///
    /// - Throws: 34000 when there is none.
    public func portal(_ name: String) throws(DatabaseError) -> Portal {
        guard let portal = portals[name] else {
            throw DatabaseError(.invalidCursorName, "portal \"\(name)\" does not exist")
        }
        return portal
    }

    /// What became of an Execute.
    public enum ExecuteOutcome: Sendable, Equatable {
        /// The statement is done; its command tag.
        case complete(String)
        /// The row limit was reached; there may be more.
        case suspended
        /// The statement was empty.
        case empty
    }

    /// Runs a portal until it is done or has given `limit` rows; 0 is no limit.
    ///
    /// The caller reports the outcome to the client; an implicit transaction stays open until
    /// ``sync()``.
    public func execute(
        portal name: String,
        limit: Int,
        to receiver: any ResultReceiver
    ) throws(DatabaseError) -> ExecuteOutcome {
        try statement { () throws(DatabaseError) in
            let portal = try portal(name)
            let prepared = portal.statement
            guard let syntax = prepared.statement else { return .empty }
            try requireUsable(prepared)
            queryText = prepared.text
            switch syntax {
            case _ where prepared.isQuery:
                return try executePlan(portal, limit: limit, to: receiver)
            default:
                if portal.rows.isStarted { return .complete(syntax.commandTag) }
                let tag = try runUtility(portal, syntax, to: receiver, describes: false)
                portal.rows.finish()
                return .complete(tag)
            }
        }
    }

    private func executePlan(
        _ portal: Portal,
        limit: Int,
        to receiver: any ResultReceiver
    ) throws(DatabaseError) -> ExecuteOutcome {
        let prepared = portal.statement
        if !portal.rows.isStarted {
            let running = try start(
                prepared,
                parameters: portal.parameters,
                mayPause: limit > 0
            )
            // A change runs to its end before its first row goes out.
            let isChange = prepared.plan?.statement.command != .select
            portal.rows.start(running, keepsRows: portal.isScrollable)
            if isChange {
                try portal.rows.materialize()
                portal.affected = running.affectedRows
            }
        }
        var rows = 0
        while limit == 0 || rows < limit {
            let wanted = limit == 0 ? Int.max : limit - rows
            guard let batch = try portal.rows.next(limit: wanted) else {
                return .complete(prepared.tag(rows: rows, affected: portal.affected))
            }
            rows += batch.count
            if prepared.returnsRows { try receiver.receive(batch) }
        }
        // PostgreSQL suspends when the limit is reached, even with no row left.
        return .suspended
    }

    /// Closes a prepared statement; one that does not exist is no error.
    public func close(statement name: String) { preparedStatements[name] = nil }

    /// Closes a portal; one that does not exist is no error.
    public func close(portal name: String) {
        portals[name]?.rows.close()
        portals[name] = nil
    }

    /// Ends the implicit transaction, if one is open, as Sync does.
    public func sync() throws(DatabaseError) {
        if transactionState == .implicit {
            try statement { () throws(DatabaseError) in try commitTransaction() }
        }
        reportChangedParameters()
    }
}
