// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Values

/// Where each column of a batch stands: columns in plans have names, in batches positions.
struct Layout {
    private var slots: [ColumnID: Int] = [:]
    /// The types of the columns, by slot.
    private(set) var types: [SQLType] = []

    /// The layout of batches with `columns` in that order.
    init(_ columns: [Plan.Output]) {
        for column in columns { add(column.id, column.type) }
    }

    /// The layout of batches of scanned columns.
    init(_ columns: [Plan.ScanColumn]) {
        for column in columns { add(column.id, column.type) }
    }

    /// An empty layout.
    init() {}

    /// How many columns there are.
    var count: Int { types.count }

    /// Adds a column after the others.
    ///
    /// When two have the same id, the first one is meant.
    mutating func add(_ id: ColumnID, _ type: SQLType) {
        if slots[id] == nil { slots[id] = types.count }
        types.append(type)
    }

    /// This layout with the columns of `other` after its own.
    func joined(_ other: Layout) -> Layout {
        var result = self
        result.types += other.types
        for (id, slot) in other.slots where result.slots[id] == nil {
            result.slots[id] = count + slot
        }
        return result
    }

    /// The slot of column `id`, nil when it is not here.
    func slot(_ id: ColumnID) -> Int? { slots[id] }

    /// The slot of column `id`.
    ///
    /// - Throws: XX000 when the plan refers to a column that its input does not have.
    func require(_ id: ColumnID) throws(DatabaseError) -> Int {
        guard let slot = slots[id] else {
            throw DatabaseError(
                .internalError,
                "column \(id.rawValue) is not available in the plan's input"
            )
        }
        return slot
    }
}
