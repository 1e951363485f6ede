// SPDX-License-Identifier: Apache-2.0

import Expressions
import Schemas
import Values

/// Errors about names that are not found, with PostgreSQL's hints.
extension Binder {
    func undefinedColumn(_ name: String, _ position: Int?, _ scope: Scope) -> DatabaseError {
        DatabaseError(
            .undefinedColumn,
            "column \"\(name)\" does not exist",
            hint: hiddenColumnHint(name, scope) ?? similarColumnHint(name, table: nil, scope),
            position: position
        )
    }

    /// The hint that a column of the name exists where it cannot be referenced from.
    private func hiddenColumnHint(_ name: String, _ scope: Scope) -> String? {
        var current: Scope? = scope
        while let level = current {
            if let item = level.hidden?.items.first(where: { $0.column(named: name) != nil }),
                let table = item.name
            {
                return """
                    There is a column named "\(name)" in table "\(table)", but it cannot be \
                    referenced from this part of the query.
                    """
            }
            current = level.parent
        }
        return nil
    }

    /// "Perhaps you meant to reference the column …", when a visible column's name is close.
    ///
    /// PostgreSQL weighs by edit distance, at most half the length of the name and at most three.
    func similarColumnHint(_ name: String, table: String?, _ scope: Scope) -> String? {
        var best: [(table: String, column: String)] = []
        var bestDistance = 4
        var current: Scope? = scope
        while let level = current {
            for item in level.items {
                guard let itemName = item.name else { continue }
                var penalty = 0
                if let table, !table.isSame(as: itemName) {
                    penalty = editDistance(Array(table.utf8), Array(itemName.utf8))
                }
                for column in item.columns {
                    let wanted = Array(name.utf8)
                    let distance = editDistance(wanted, Array(column.name.utf8)) + penalty
                    guard distance <= 3, distance * 2 <= wanted.count || distance == 0 else {
                        continue
                    }
                    if distance < bestDistance {
                        bestDistance = distance
                        best = [(itemName, column.name)]
                    } else if distance == bestDistance {
                        best.append((itemName, column.name))
                    }
                }
            }
            current = level.parent
        }
        switch best.count {
        case 1:
            return """
                Perhaps you meant to reference the column \
                "\(best[0].table).\(best[0].column)".
                """
        case 2:
            return """
                Perhaps you meant to reference the column "\(best[0].table).\(best[0].column)" \
                or the column "\(best[1].table).\(best[1].column)".
                """
        default: return nil
        }
    }

    func missingFromItem(
        _ name: String,
        schema: String?,
        _ position: Int?,
        _ scope: Scope
    ) -> DatabaseError {
        var current: Scope? = scope
        while let level = current {
            if level.hidden?.items.contains(where: { $0.name?.isSame(as: name) ?? false }) ?? false
                || level.items.contains(where: { $0.name?.isSame(as: name) ?? false })
            {
                return DatabaseError(
                    .undefinedTable,
                    "invalid reference to FROM-clause entry for table \"\(name)\"",
                    hint: """
                        There is an entry for table "\(name)", but it cannot be referenced from \
                        this part of the query.
                        """,
                    position: position
                )
            }
            // An aliased table can only be named by its alias.
            if let alias = level.items.first(where: { isScan($0, ofTable: name) })?.name {
                return DatabaseError(
                    .undefinedTable,
                    "invalid reference to FROM-clause entry for table \"\(name)\"",
                    hint: "Perhaps you meant to reference the table alias \"\(alias)\".",
                    position: position
                )
            }
            current = level.parent
        }
        return DatabaseError(
            .undefinedTable,
            "missing FROM-clause entry for table \"\(name)\"",
            position: position
        )
    }

    private func isScan(_ item: RangeItem, ofTable name: String) -> Bool {
        switch item.base {
        case .table: item.table?.name.isSame(as: name) ?? false
        case .catalog(_, let relation): relation.name.isSame(as: name)
        case nil: false
        }
    }

    /// The Levenshtein distance, cut off above 4.
    private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if abs(left.count - right.count) > 3 { return 4 }
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let substituted = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        return min(row[right.count], 4)
    }
}
