// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// ALTER COLUMN SET STATISTICS.
///
/// Source: PostgreSQL 15 manual, reference page "ALTER TABLE".
extension DefinitionExecutor {
    private static let greatestStatisticsTarget = 10_000

    /// Sets how many values the statistics of a column list; -1 for `default_statistics_target`.
    ///
    /// - Throws: 22023, 42703, 0A000.
    func setStatisticsTarget(
        _ wanted: Int,
        ofColumn name: String?,
        _ number: Int?,
        in table: inout TableDescription
    ) throws(DatabaseError) {
        guard let name else {
            throw DatabaseError(
                .featureNotSupported,
                "cannot refer to non-index column by number"
            )
        }
        guard wanted >= -1 else {
            throw DatabaseError(
                .invalidParameterValue,
                "statistics target \(wanted) is too low"
            )
        }
        if wanted > Self.greatestStatisticsTarget {
            session.notice(
                DatabaseError(
                    .invalidParameterValue,
                    "lowering statistics target to \(Self.greatestStatisticsTarget)",
                    severity: .warning
                )
            )
        }
        let index = try columnIndex(name, of: table)
        table.columns[index].statisticsTarget =
            wanted < 0 ? nil : Int16(min(wanted, Self.greatestStatisticsTarget))
        try transaction.put(.relation(.table(table)))
    }

    /// Why the statistics of an index's column cannot be set: only expressions have some, with the
    /// target of all.
    func noStatistics(
        ofColumn number: Int,
        of index: IndexDescription
    ) -> DatabaseError {
        guard index.keys.indices.contains(number - 1) else {
            return DatabaseError(
                .undefinedColumn,
                "column number \(number) of relation \"\(index.name)\" does not exist"
            )
        }
        if let column = index.keys[number - 1].column {
            guard case .table(let table)? = catalog.relation(index.table) else {
                return DatabaseError(.internalError, "an index without a table")
            }
            return DatabaseError(
                .featureNotSupported,
                "cannot alter statistics on non-expression column "
                    + "\"\(table.column(numbered: column)?.name ?? "")\" of index \"\(index.name)\"",
                hint: "Alter statistics on table column instead."
            )
        }
        return DatabaseError(
            .featureNotSupported,
            "a statistics target of an index expression is not supported",
            hint: "Set default_statistics_target and analyze the table."
        )
    }
}
