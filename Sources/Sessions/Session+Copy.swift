// SPDX-License-Identifier: Apache-2.0

import Execution
import Parsing
import Planning
import Relations
import Values

/// COPY between the client and a table or query.
///
/// Source: PostgreSQL 15 manual, reference page "COPY" and section 55.2.6 "COPY Operations".
extension Session {
    func copy(
        _ statement: Syntax.Copy,
        to receiver: any ResultReceiver
    ) throws(DatabaseError) -> String {
        guard case .client = statement.destination else {
            throw DatabaseError(
                .insufficientPrivilege,
                "COPY with a server-side file is not supported",
                hint: "Use COPY FROM STDIN or COPY TO STDOUT; psql's \\copy does."
            )
        }
        let options = try CopyOptions(
            statement.options.map(Self.copyOption),
            isFrom: statement.isFrom
        )
        return statement.isFrom
            ? try copyIn(statement, options, receiver) : try copyOut(statement, options, receiver)
    }

    private static func copyOption(_ option: Syntax.Option) -> CopyOptions.Option {
        let argument: CopyOptions.Argument
        switch option.value {
        case nil: argument = .none
        case .star: argument = .star
        case .list(let items): argument = .list(items.compactMap(\.text))
        case .some(let value): argument = .text(value.text ?? "")
        }
        return CopyOptions.Option(option.name, argument, position: option.position)
    }

    private func copyOut(
        _ statement: Syntax.Copy,
        _ options: CopyOptions,
        _ receiver: any ResultReceiver
    ) throws(DatabaseError) -> String {
        let transaction = try transactionForStatement()
        let planned = try plannedUnderLocks(
            transaction,
            { () throws(DatabaseError) in
                let planned = try planner(transaction.catalog).copySource(statement)
                if !planned.isReadOnly { try requireWritable("COPY TO") }
                return planned
            },
            changing: \.changedTables
        )
        let running = try ExecutablePlan(planned).start(in: environment(transaction))
        defer { running.close() }
        let columns = planned.outputs
        var encoder = try CopyEncoder(
            options,
            columns: columns.map { ($0.name, $0.type) },
            formatting: formattingCache
        )
        try receiver.beginCopyOut(
            columns: columns.count,
            isBinary: options.format == .binary
        )
        var bytes: [UInt8] = []
        encoder.begin(into: &bytes)
        if !bytes.isEmpty, options.format != .binary {
            try receiver.copyOut(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        var rows = 0
        while let batch = try running.next() {
            for row in 0..<batch.count {
                try encoder.append(batch, row: row, into: &bytes)
                try receiver.copyOut(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            rows += batch.count
        }
        encoder.end(into: &bytes)
        if !bytes.isEmpty { try receiver.copyOut(bytes) }
        try receiver.endCopyOut()
        return "COPY \(rows)"
    }

    private func copyIn(
        _ statement: Syntax.Copy,
        _ options: CopyOptions,
        _ receiver: any ResultReceiver
    ) throws(DatabaseError) -> String {
        let transaction = try transactionForStatement()
        try requireWritable("COPY FROM")
        let target = try plannedUnderLocks(
            transaction,
            { () throws(DatabaseError) in
                try planner(transaction.catalog).copyTarget(statement)
            },
            changing: { [$0.table.table] }
        )
        var load = try CopyLoad(
            target,
            options,
            in: environment(transaction)
        )
        try receiver.beginCopyIn(
            columns: target.columns.count,
            isBinary: options.format == .binary
        )
        while true {
            try checkInterrupts()
            switch try receiver.nextCopyIn() {
            case .data(let bytes): try load.append(bytes)
            case .done: return "COPY \(try load.finish())"
            case .failed(let reason):
                throw DatabaseError(.queryCanceled, "COPY from stdin failed: \(reason)")
            }
        }
    }
}
