// SPDX-License-Identifier: Apache-2.0

package import Values

/// Splits the input of COPY FROM into rows of fields; pure, fed with chunks of any size.
///
/// Usage: ``append(_:)`` what arrived, then call ``next(limit:)`` until it hands out no more rows;
/// after ``finish()``, until ``isAtEnd``.
package protocol CopyDecoding {
    /// The fields of the rows handed out last, row by row.
    var fields: [CopyField] { get }
    /// The rows handed out last.
    var rows: [CopyRow] { get }
    /// Whether the data has ended: by its own marker, or because the input ended.
    var isAtEnd: Bool { get }
    /// The line (the row, in the binary format) being read, from 1.
    var line: Int { get }
    /// The unfinished line as far as it is known; nil in the binary format.
    var lineText: ArraySlice<UInt8>? { get }

    /// Adds input; a copy of the bytes is kept.
    mutating func append(_ input: UnsafeRawBufferPointer)
    /// Says that no more input will come.
    mutating func finish()
    /// Hands out up to `limit` further rows; none when more input is needed.
    ///
    /// - Throws: 22P04, 22P03 or 22021. The rows before the bad one are handed out first.
    mutating func next(limit: Int) throws(DatabaseError)
    /// Lends the two buffers that ``CopyField`` refers to: the input, and unescaped fields.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result
}

extension CopyBuffer {
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer { (input) throws(Failure) in
            try scratch.withUnsafeBufferPointer { (unescaped) throws(Failure) in
                try body(input, unescaped)
            }
        }
    }
}
