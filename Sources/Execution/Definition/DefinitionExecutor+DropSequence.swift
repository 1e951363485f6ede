// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// DROP SEQUENCE.
extension DefinitionExecutor {
    func remove(
        _ sequence: SequenceDescription,
        _ behavior: Syntax.DropBehavior
    ) throws(DatabaseError) {
        if let owner = sequence.ownedBy, case .table(let table)? = catalog.relation(owner.table),
            let column = table.column(numbered: owner.column), !column.isDropped,
            column.identity != nil
        {
            throw DatabaseError(
                .dependentObjectsStillExist,
                "cannot drop sequence \(sequence.name) because column \(column.name) of table "
                    + "\(table.name) requires it",
                hint: "You can drop column \(column.name) of table \(table.name) instead."
            )
        }
        try removeDefaults(from: sequence, behavior)
        try remove(sequence)
    }

    /// Removes the defaults that draw from `sequence`, or refuses to.
    private func removeDefaults(
        from sequence: SequenceDescription,
        _ behavior: Syntax.DropBehavior
    ) throws(DatabaseError) {
        let name = session.name(.relation, of: sequence.oid) ?? sequence.name
        var details: [String] = []
        for relation in catalog.relations() {
            guard case .table(var table) = relation else { continue }
            let users = table.liveColumns.filter { column in
                planner.relations(namedIn: column.defaultSQL ?? "").contains(sequence.oid)
            }
            if users.isEmpty { continue }
            let tableName = session.name(.relation, of: table.oid) ?? table.name
            for column in users {
                table.columns[Int(column.number) - 1].defaultSQL = nil
                details.append(
                    "default value for column \(column.name) of table \(tableName) depends on "
                        + "sequence \(name)"
                )
            }
            if behavior == .cascade { try transaction.put(.relation(.table(table))) }
        }
        guard behavior == .cascade || details.isEmpty else {
            throw DatabaseError(
                .dependentObjectsStillExist,
                "cannot drop sequence \(name) because other objects depend on it",
                detail: details.joined(separator: "\n"),
                hint: "Use DROP ... CASCADE to drop the dependent objects too."
            )
        }
    }
}
