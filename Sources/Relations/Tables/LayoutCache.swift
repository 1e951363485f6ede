// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Values

/// The layouts of tables in use, so that point look-ups do not work them out again.
final class LayoutCache: Sendable {
    private let layouts = Lock<[OID: TableLayout]>([:])

    /// The layout of `table`.
    func layout(of table: TableDescription) throws(DatabaseError) -> TableLayout {
        if let layout = layouts.withLock({ $0[table.oid] }), layout.describes(table) {
            return layout
        }
        let layout = try TableLayout(table)
        layouts.withLock { layouts in
            if layouts.count > 10_000 { layouts.removeAll() }
            layouts[table.oid] = layout
        }
        return layout
    }
}
