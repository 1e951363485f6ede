// SPDX-License-Identifier: Apache-2.0

public import Values

extension BackendEncoder {
    /// Data is expected from the client.
    public mutating func copyInResponse(_ format: FormatCode, columnCount: Int) {
        copyResponse("G", format, columnCount)
    }

    /// Data follows.
    public mutating func copyOutResponse(_ format: FormatCode, columnCount: Int) {
        copyResponse("H", format, columnCount)
    }

    /// Data flows both ways.
    public mutating func copyBothResponse(_ format: FormatCode, columnCount: Int) {
        copyResponse("W", format, columnCount)
    }

    private mutating func copyResponse(
        _ kind: Unicode.Scalar,
        _ format: FormatCode,
        _ columnCount: Int
    ) {
        message(kind) {
            $0.bytes.append(UInt8(truncatingIfNeeded: format.rawValue))
            $0.count(columnCount)
            for _ in 0..<columnCount { $0.int16(format.rawValue) }
        }
    }

    /// Data being copied out, for instance one row; its bytes are appended to ``bytes``.
    public struct CopyData: Sendable {
        fileprivate let start: Int
    }

    /// Begins a piece of data.
    public mutating func beginCopyData() -> CopyData { CopyData(start: begin("d")) }

    /// Ends a piece of data: what was appended since it began.
    ///
    /// - Throws: 54000 when it is longer than ``maximumRowBytes``; it is taken back.
    public mutating func endCopyData(_ data: CopyData) throws(DatabaseError) {
        let length = bytes.count - data.start
        guard length <= Self.maximumRowBytes else {
            bytes.removeSubrange((data.start - 1)...)
            throw .rowTooLong(length)
        }
        end(data.start)
    }

    /// All data has been sent.
    public mutating func copyDone() { message("c") { _ in } }
}
