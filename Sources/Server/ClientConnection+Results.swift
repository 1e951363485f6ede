// SPDX-License-Identifier: Apache-2.0

import Planning
import Platform
import Sessions
import Values
import Wire

/// Results on their way to the client.
extension ClientConnection: ResultReceiver {
    func describe(
        _ columns: [PlannedStatement.OutputColumn],
        isBinary: Bool
    ) throws(DatabaseError) {
        resultFormats = isBinary ? [1] : []
        // A query's rows may have no columns, and are described all the same.
        if columns.isEmpty { return output.rowDescription([]) }
        describe(columns, formats: resultFormats)
    }

    func receive(_ batch: Batch) throws(DatabaseError) {
        guard let session else { return }
        let formatting = session.formatting
        var row = 0
        while row < batch.count {
            try Self.write(batch, from: &row, resultFormats, formatting, to: &output)
            if output.bytes.count >= Self.flushThreshold { try flush() }
        }
    }

    /// Writes rows until there are no more, or enough bytes to be sent.
    private static func write(
        _ batch: Batch,
        from row: inout Int,
        _ formats: [Int16],
        _ formatting: Formatting,
        to output: inout BackendEncoder
    ) throws(DatabaseError) {
        while row < batch.count, output.bytes.count < flushThreshold {
            let message = output.beginRow(columnCount: batch.columns.count)
            for index in batch.columns.indices {
                if batch.columns[index].isNull(row) {
                    output.nullColumn()
                    continue
                }
                let value = output.beginColumn()
                let column = batch.columns[index]
                do throws(DatabaseError) {
                    if isBinary(index, formats) {
                        try TypeCodec.encodeBinary(column, row: row, into: &output.bytes)
                    } else {
                        try TypeCodec.requirePrintable(column, row: row, formatting)
                        TypeCodec.print(column, row: row, formatting, into: &output.bytes)
                    }
                } catch {
                    output.cancelRow(message)
                    throw error
                }
                output.endColumn(value)
            }
            try output.endRow(message)
            row += 1
        }
    }

    func complete(_ tag: String) throws(DatabaseError) { output.commandComplete(tag) }

    func completeEmpty() throws(DatabaseError) { output.emptyQueryResponse() }

    // MARK: - COPY

    func beginCopyIn(columns: Int, isBinary: Bool) throws(DatabaseError) {
        output.copyInResponse(isBinary ? .binary : .text, columnCount: columns)
        machine.beginCopyIn()
        try flush()
    }

    func nextCopyIn() throws(DatabaseError) -> CopyInput {
        while true {
            switch try machine.next() {
            case .copyData(let message):
                return .data(
                    machine.withBody(of: message) { body in
                        body.withUnsafeBufferPointer { [UInt8]($0) }
                    }
                )
            case .copyDone: return .done
            case .copyFail(let reason): return .failed(reason)
            case nil: try awaitCopyData()
            default: throw DatabaseError(.internalError, "a message came out of its place")
            }
        }
    }

    /// Waits for data as a statement does: a cancel request ends the wait.
    private func awaitCopyData() throws(DatabaseError) {
        while case .woken = try wait(milliseconds: nil) { try session?.checkInterrupts() }
        if try read() { return }
        try session?.checkInterrupts()
        throw DatabaseError(
            .connectionFailure,
            "unexpected EOF on client connection with an open transaction",
            severity: .fatal
        )
    }

    func beginCopyOut(columns: Int, isBinary: Bool) throws(DatabaseError) {
        output.copyOutResponse(isBinary ? .binary : .text, columnCount: columns)
    }

    func copyOut(_ bytes: [UInt8]) throws(DatabaseError) {
        let data = output.beginCopyData()
        output.bytes += bytes
        try output.endCopyData(data)
        if output.bytes.count >= Self.flushThreshold { try flush() }
    }

    func endCopyOut() throws(DatabaseError) { output.copyDone() }
}
