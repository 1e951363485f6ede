// SPDX-License-Identifier: Apache-2.0

extension VectorTable {
    /// Puts slots into another order: slot i becomes what slot `order[i]` was.
    ///
    /// Nobody else may use the table meanwhile. Sparse vectors stay where they are, and only their
    /// offsets move.
    ///
    /// - Complexity: one pass over all columns, in place.
    func reorder(_ order: [UInt32]) {
        let vectors = shape.element == .sparse ? offsets : exact
        let all = [codes, lowCodes, factors, fullFactors, errors, rows, sparseRoom, vectors]
        for column in all where column.width > 0 {
            let width = column.width
            let base = column.base
            var isDone = [Bool](repeating: false, count: order.count)
            let spare = UnsafeMutableRawPointer.allocate(byteCount: width, alignment: 64)
            defer { spare.deallocate() }
            for start in order.indices where !isDone[start] {
                spare.copyMemory(from: base + start * width, byteCount: width)
                var place = start
                while true {
                    isDone[place] = true
                    let source = Int(order[place])
                    if source == start { break }
                    (base + place * width).copyMemory(from: base + source * width, byteCount: width)
                    place = source
                }
                (base + place * width).copyMemory(from: spare, byteCount: width)
            }
        }
    }
}
