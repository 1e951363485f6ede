// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

extension Expression {
    /// The same expression with every column replaced by its slot in `layout`.
    ///
    /// - Throws: XX000 when a column is not in `layout`.
    func resolved(_ layout: Layout) throws(DatabaseError) -> Expression {
        try mapped { (part) throws(DatabaseError) in
            guard case .column(let id, let type) = part else { return part }
            return .input(try layout.require(id), type)
        }
    }

    /// The columns the expression refers to, with their types; some may be listed twice.
    var columnTypes: [(ColumnID, SQLType)] {
        var columns: [(ColumnID, SQLType)] = []
        forEachPart { part in
            if case .column(let id, let type) = part { columns.append((id, type)) }
        }
        return columns
    }
}
