// SPDX-License-Identifier: Apache-2.0

import Execution
import Values

extension CopyDecoding {
    /// The rows of `input`, fed in chunks of `chunk` bytes; NULL is nil.
    static func rows(
        _ make: () -> Self,
        _ input: [UInt8],
        chunk: Int
    ) throws(DatabaseError) -> [[String?]] {
        var decoder = make()
        var result: [[String?]] = []
        var position = 0
        while !decoder.isAtEnd {
            try decoder.next(limit: 3)
            result += decoder.currentRows()
            guard decoder.rows.isEmpty, !decoder.isAtEnd else { continue }
            if position < input.count {
                let end = min(position + chunk, input.count)
                input[position..<end].withUnsafeBytes { decoder.append($0) }
                position = end
            } else {
                decoder.finish()
            }
        }
        return result
    }

    private func currentRows() -> [[String?]] {
        withBytes { input, unescaped in
            rows.map { row in
                fields[row.firstField..<row.firstField + row.fieldCount].map { field in
                    if field.isNull { return nil }
                    let bytes = field.isUnescaped ? unescaped : input
                    return String(
                        decoding: bytes[field.start..<field.start + field.count],
                        as: UTF8.self
                    )
                }
            }
        }
    }
}

func error<T>(_ body: () throws(DatabaseError) -> T) -> DatabaseError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error
    }
}
