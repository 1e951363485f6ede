// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// LIMIT and OFFSET, compiled.
struct RowBounds: Sendable {
    let limit: Evaluator?
    let offset: Evaluator?

    /// The offset, and the limit or nil for all rows.
    ///
    /// - Throws: 2201W and 2201X when one is negative.
    func values(
        _ context: EvaluationContext
    ) throws(DatabaseError) -> (offset: Int, limit: Int?) {
        let offset = try Self.count(self.offset, context) ?? 0
        guard offset >= 0 else {
            throw DatabaseError(
                .invalidRowCountInResultOffsetClause,
                "OFFSET must not be negative"
            )
        }
        let limit = try Self.count(self.limit, context)
        if let limit, limit < 0 {
            throw DatabaseError(.invalidRowCountInLimitClause, "LIMIT must not be negative")
        }
        return (offset, limit)
    }

    private static func count(
        _ evaluator: Evaluator?,
        _ context: EvaluationContext
    ) throws(DatabaseError) -> Int? {
        guard let evaluator else { return nil }
        switch try evaluator.value(context) {
        case .null: return nil
        case .int64(let count): return Int(count)
        case .int32(let count): return Int(count)
        case .int16(let count): return Int(count)
        default: throw DatabaseError(.internalError, "row count is not an integer")
        }
    }
}
