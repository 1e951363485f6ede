// SPDX-License-Identifier: Apache-2.0

/// Finds the bytes that mean something to a COPY format, thirty-two at a time.
///
/// Most bytes of a vector's text are digits, so the scan decides how fast COPY can be.
struct CopyScanner {
    private let delimiter: SIMD32<UInt8>
    private let special: SIMD32<UInt8>
    private let delimiterByte: UInt8
    private let specialByte: UInt8

    /// A scanner that stops at control characters below 14 (line ends, NUL), at `delimiter` and at
    /// `special`: the backslash of the text format or the quote of CSV.
    init(delimiter: UInt8, special: UInt8) {
        delimiterByte = delimiter
        specialByte = special
        self.delimiter = SIMD32(repeating: delimiter)
        self.special = SIMD32(repeating: special)
    }

    /// The first position in `start..<end` that may be special, else `end`.
    ///
    /// Sets `isASCII` to false when a byte of 128 or above was passed.
    @inline(__always)
    func next(
        _ bytes: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int,
        isASCII: inout Bool
    ) -> Int {
        var position = start
        let control = SIMD32<UInt8>(repeating: 14)
        var high = SIMD4<UInt64>()
        while position &+ 32 <= end {
            let block = UnsafeRawPointer(bytes + position).loadUnaligned(as: SIMD32<UInt8>.self)
            let hits = (block .< control) .| (block .== delimiter) .| (block .== special)
            // Asking four words beats asking thirty-two lanes.
            let words = unsafeBitCast(hits, to: SIMD4<UInt64>.self)
            if words[0] | words[1] | words[2] | words[3] != 0 { break }
            high |= unsafeBitCast(block, to: SIMD4<UInt64>.self)
            position &+= 32
        }
        if (high[0] | high[1] | high[2] | high[3]) & 0x8080_8080_8080_8080 != 0 {
            isASCII = false
        }
        while position < end {
            let byte = bytes[position]
            if byte < 14 || byte == delimiterByte || byte == specialByte { return position }
            if byte >= 0x80 { isASCII = false }
            position &+= 1
        }
        return end
    }
}

/// What ends a line; the first line decides, and mixing is an error.
enum CopyLineEnd: Equatable {
    case unknown, newline, carriageReturn, both
}
