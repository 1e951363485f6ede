// SPDX-License-Identifier: Apache-2.0

import Platform

extension SavedIndex {
    /// Replaces the number that was saved with the index at `path`, in its place.
    ///
    /// Only the first 512 bytes are written, which a disk writes as a whole: a loss of power leaves
    /// the old number or the new one.
    ///
    /// - Parameters:
    ///   - path: The file; nobody saves to it meanwhile.
    ///   - sequence: The new number.
    /// - Throws: ``IndexError/damaged(_:)`` when the header is not what was written, or
    ///   ``IndexError/system(_:)``.
    public static func replaceSequence(
        at path: String,
        with sequence: UInt64
    ) throws(IndexError) {
        // Also checks the header.
        _ = try IndexFileReader(path)
        var header = [UInt8](repeating: 0, count: IndexFile.headerBytes)
        func put<Number: FixedWidthInteger>(_ number: Number, _ offset: Int) {
            withUnsafeBytes(of: number.littleEndian) { bytes in
                for (index, byte) in bytes.enumerated() { header[offset + index] = byte }
            }
        }
        do {
            let file = try File(path, .update)
            var span = header.mutableSpan
            let count = try span.withUnsafeMutableBytes { (bytes) throws(PlatformError) in
                try file.read(at: 0, into: bytes)
            }
            guard count == IndexFile.headerBytes else { return }
            put(sequence, IndexFile.numbersOffset + 8 * TableNumber.sequence)
            put(UInt32(0), IndexFile.checksumOffset)
            put(header.withUnsafeBytes { IndexFile.checksum($0) }, IndexFile.checksumOffset)
            try header.span.extracting(..<sectorBytes).withUnsafeBytes {
                (bytes) throws(PlatformError) in
                try file.write(bytes, at: 0)
            }
            try file.synchronize()
        } catch { throw .system(error) }
    }

    /// What a disk writes as a whole.
    private static let sectorBytes = 512
}
