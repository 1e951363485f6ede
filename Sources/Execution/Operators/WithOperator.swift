// SPDX-License-Identifier: Apache-2.0

import Values

/// Defines common tables for its body.
final class WithOperator: Operator {
    /// A common table's number, what makes its rows, and whether it changes data.
    struct Definition: Sendable {
        let number: Int
        let make: OperatorMaker
        let isChange: Bool
    }

    private let definitions: [Definition]
    private let makeBody: OperatorMaker
    private let slots: [Int]?
    private var tables: [CommonTable] = []
    private var body: Operator?

    init(
        _ frame: PlanFrame,
        _ definitions: [Definition],
        _ makeBody: @escaping OperatorMaker,
        _ slots: [Int]?
    ) {
        self.definitions = definitions
        self.makeBody = makeBody
        self.slots = slots
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        if body == nil { body = try start() }
        return try body?.next()?.selecting(slots)
    }

    private func start() throws(DatabaseError) -> Operator {
        for definition in definitions {
            let table = CommonTable(try definition.make(frame))
            tables.append(table)
            run.commonTables[definition.number] = table
        }
        let changed = run.affectedRows
        for (definition, table) in zip(definitions, tables) where definition.isChange {
            try table.complete()
        }
        // The command tag counts the rows of the statement proper.
        run.affectedRows = changed
        return try makeBody(frame)
    }

    override func rescan() throws(DatabaseError) {
        guard let body else { return }
        for (definition, table) in zip(definitions, tables) {
            try table.rescan()
            run.generations[definition.number, default: 0] += 1
        }
        try body.rescan()
    }

    override func close() {
        body?.close()
        for table in tables { table.close() }
    }
}
