// SPDX-License-Identifier: Apache-2.0

import Planning
import Sessions
import Values
import Wire

/// What each message of a session does.
extension ClientConnection {
    /// Does what the client asks for; false when it asks for the end.
    func perform(
        _ action: ProtocolMachine.Action,
        _ session: Session
    ) throws(DatabaseError) -> Bool {
        guard case .message(let message) = action else {
            throw DatabaseError(.internalError, "a message came out of its place")
        }
        switch message {
        case .query(let text):
            resultFormats = []
            try session.query(text, to: self)
            try ready(session)
        case .parse(let parse):
            try session.prepare(
                parse.query,
                name: parse.name,
                parameterTypes: parse.parameterTypes
            )
            output.parseComplete()
        case .bind(let bind): try self.bind(bind, session)
        case .describe(.statement(let name)):
            let statement = try session.preparedStatement(name)
            output.parameterDescription(statement.parameterTypes)
            describe(statement.columns, formats: [])
        case .describe(.portal(let name)):
            let portal = try session.portal(name)
            describe(portal.columns, formats: portal.resultFormats)
        case .execute(let portal, let maximumRows):
            try execute(portal, maximumRows: maximumRows, session)
        case .close(let object):
            switch object {
            case .statement(let name): session.close(statement: name)
            case .portal(let name): session.close(portal: name)
            }
            output.closeComplete()
        case .flush: try flush()
        case .sync:
            try session.sync()
            try ready(session)
        case .functionCall: throw .functionCallUnsupported
        case .terminate: return false
        }
        return true
    }

    private func bind(
        _ bind: FrontendMessage.Bind,
        _ session: Session
    ) throws(DatabaseError) {
        try session.bind(
            portal: bind.portal,
            statement: bind.statement,
            formats: Self.codes(bind.parameterFormats),
            values: ParameterBytes(bind.body, at: bind.parameters),
            resultFormats: Self.codes(bind.resultFormats)
        )
        output.bindComplete()
    }

    /// The numbers of `formats`; lists of one are not made anew.
    private static func codes(_ formats: [FormatCode]) -> [Int16] {
        formats.count == 1
            ? (formats[0] == .binary ? oneBinary : oneText) : formats.map(\.rawValue)
    }

    private static let oneBinary: [Int16] = [1]
    private static let oneText: [Int16] = [0]

    private func execute(
        _ name: String,
        maximumRows: Int,
        _ session: Session
    ) throws(DatabaseError) {
        resultFormats = try session.portal(name).resultFormats
        switch try session.execute(portal: name, limit: maximumRows, to: self) {
        case .complete(let tag): output.commandComplete(tag)
        case .suspended: output.portalSuspended()
        case .empty: output.emptyQueryResponse()
        }
    }

    /// RowDescription, or NoData.
    func describe(_ columns: [PlannedStatement.OutputColumn], formats: [Int16]) {
        if columns.isEmpty { return output.noData() }
        var fields: [FieldDescription] = []
        fields.reserveCapacity(columns.count)
        for (index, column) in columns.enumerated() {
            fields.append(
                FieldDescription(
                    name: column.name,
                    table: column.table,
                    column: column.attribute,
                    type: column.type.oid,
                    typeSize: TypeDescription.length(of: column.type.oid),
                    typeModifier: column.type.modifier,
                    format: Self.isBinary(index, formats) ? .binary : .text
                )
            )
        }
        output.rowDescription(fields)
    }

    /// Whether column `index` is written in binary.
    static func isBinary(_ index: Int, _ formats: [Int16]) -> Bool {
        switch formats.count {
        case 0: false
        case 1: formats[0] == 1
        default: index < formats.count && formats[index] == 1
        }
    }
}

extension ClientConnection: SessionObserver {
    func notice(_ notice: DatabaseError) {
        output.noticeResponse(notice)
        // When the client is gone, the next message that has to reach it says so.
        if output.bytes.count >= Self.flushThreshold { try? flush() }
    }

    func parameterChanged(_ name: String, to value: String) {
        output.parameterStatus(name: name, value: value)
    }

    func notification(channel: String, payload: String, from processID: Int32) {
        output.notification(processID: processID, channel: channel, payload: payload)
    }
}
