// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// What is known of the values of an expression over the rows of a table.
struct EstimatedVariable {
    /// The type of the expression.
    var type: SQLType
    /// What ANALYZE found; nil when it never ran, or has not looked at this.
    var statistics: ColumnStatistics?
    /// Rows of the table; nil when the expression is not over one table.
    var rowCount: Double?
    /// Whether a unique index says that no two rows have the same value.
    var isUnique = false

    /// The share of NULLs.
    var nullFraction: Double { statistics.map { Double($0.nullFraction) } ?? 0 }

    /// How many different values there are, if that is known rather than assumed.
    var knownDistinctCount: Double? {
        if isUnique, let rowCount { return max(1, rowCount * (1 - nullFraction)) }
        if let rowCount, let known = statistics?.distinctCount(among: rowCount) {
            return max(1, known.rounded())
        }
        return type.oid == .bool ? 2 : nil
    }

    /// How many different values there are; PostgreSQL assumes 200 where nothing is known.
    var distinctCount: Double { knownDistinctCount ?? min(200, max(1, rowCount ?? 200)) }

    /// The share of rows whose value is neither NULL nor among the common ones.
    var uncommonShare: Double {
        guard let statistics else { return 1 }
        return min(max(1 - nullFraction - statistics.commonShare, 0), 1)
    }

    /// How many different values are not among the common ones.
    var uncommonCount: Double {
        max(1, distinctCount - Double(statistics?.commonValues.count ?? 0))
    }
}

extension Estimator {
    /// What is known of `expression`; nil when it is nothing that varies by row.
    func variable(_ expression: Expression) -> EstimatedVariable? {
        if expression.columns.isEmpty { return nil }
        var result = EstimatedVariable(type: expression.type)
        if let origin = origins.origin(of: expression) {
            result.statistics = catalog.statistics(of: origin.table.oid)?.column(origin.column)
            result.rowCount = rows(of: origin.table)
            result.isUnique = catalog.indexes(of: origin.table.oid).contains { index in
                index.isUnique && index.isReadable && index.predicateSQL == nil
                    && index.keys.count == 1 && index.keys[0].column == origin.column
            }
        } else if let (statistics, table) = origins.key(expression) {
            result.statistics = statistics
            result.rowCount = rows(of: table)
        }
        return result
    }

    /// The value of an operand that is the same for all rows; nil when it is known only when the
    /// statement runs.
    func known(_ expression: Expression) -> Value? {
        switch expression {
        case .constant(let value, _): return value
        case .column, .input, .subquery: return nil
        default:
            guard expression.isScanConstant, !expression.contains(where: Self.isUnknown) else {
                return nil
            }
            return try? Evaluator(expression).value(context)
        }
    }

    /// Whether a part of an expression has no value before the statement runs.
    private static func isUnknown(_ part: Expression) -> Bool {
        switch part {
        case .parameter, .outer, .subquery: true
        default: false
        }
    }
}
