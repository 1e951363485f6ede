// SPDX-License-Identifier: Apache-2.0

extension JSONB {
    /// The bytes to store, which ``init(stored:)`` reads.
    var storedBytes: ArraySlice<UInt8> { bytes[range] }

    /// The document in `stored`, after a check of its structure, so that reading it cannot fail.
    ///
    /// - Throws: XX001.
    /// - Complexity: linear in the count of values.
    init(stored: [UInt8]) throws(DatabaseError) {
        self.init(stored, 0..<stored.count)
        // Values still to be checked, with their depth.
        var pending: [(range: Range<Int>, depth: Int)] = [(range, 0)]
        while let (range, depth) = pending.popLast() {
            guard range.count >= 1, depth <= JSONScanner.maximumDepth else {
                throw .damagedRow("jsonb value of \(range.count) bytes at depth \(depth)")
            }
            let value = JSONB(stored, range)
            switch value.tag {
            case Tag.null, Tag.false, Tag.true, Tag.string: break
            case Tag.number:
                var reader = CompactReader(stored.span.bytes.extracting(value.content))
                _ = try reader.numeric()
                try reader.finish()
            case Tag.array:
                let table = try value.checkedTable(entrySize: 4)
                var position = range.lowerBound
                for index in 0..<value.count {
                    let end = range.lowerBound + Int(value.word(at: table + 4 * index))
                    guard end > position, end <= table else { throw .damagedRow("jsonb array") }
                    pending.append((position..<end, depth + 1))
                    position = end
                }
            case Tag.object:
                let table = try value.checkedTable(entrySize: 12)
                for index in 0..<value.count {
                    let entry = table + 12 * index
                    let key = range.lowerBound + Int(value.word(at: entry))
                    let start = range.lowerBound + Int(value.word(at: entry + 4))
                    let end = range.lowerBound + Int(value.word(at: entry + 8))
                    guard key <= start, start < end, end <= table else {
                        throw .damagedRow("jsonb object")
                    }
                    pending.append((start..<end, depth + 1))
                }
            default: throw .damagedRow("jsonb tag \(value.tag)")
            }
        }
    }

    /// Where the table of a container with entries of `entrySize` bytes begins.
    private func checkedTable(entrySize: Int) throws(DatabaseError) -> Int {
        guard range.count >= 5 else { throw .damagedRow("jsonb container") }
        let table = range.upperBound - 5 - entrySize * count
        guard table >= range.lowerBound else { throw .damagedRow("jsonb container") }
        return table
    }
}
