// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// INSERT.
    func insert(_ node: UnsafePointer<PgInsertStmt>) throws(DatabaseError) -> Syntax.Insert {
        let overriding: Syntax.Insert.Overriding =
            switch node.pointee.override {
            case .userValue: .user
            case .systemValue: .system
            default: .none
            }
        return .init(
            with: try with(node.pointee.withClause),
            relation: try relation(node.pointee.relation),
            columns: try map(node.pointee.cols) { node throws(DatabaseError) in
                try assignmentTarget(node.cast())
            },
            source: try optional(node.pointee.selectStmt) { node throws(DatabaseError) in
                try query(node)
            },
            overriding: overriding,
            onConflict: try optional(node.pointee.onConflictClause) { node throws(DatabaseError) in
                try onConflict(node)
            },
            returning: try targets(node.pointee.returningList)
        )
    }

    private func assignmentTarget(
        _ node: UnsafePointer<PgResTarget>
    ) throws(DatabaseError) -> Syntax.AssignmentTarget {
        .init(
            name: name(node.pointee.name),
            indirection: try indirections(node.pointee.indirection),
            position: position(node.pointee.location)
        )
    }

    /// The targets and values of SET.
    ///
    /// The targets of one `(a, b) = source` name the same node, which is converted once: a tree
    /// that repeats its parts could grow without a bound.
    private func assignments(
        _ list: UnsafePointer<PgList>?
    ) throws(DatabaseError) -> [Syntax.Assignment] {
        var shared: (node: RawNode, source: Syntax.Expression)?
        return try map(list) { node throws(DatabaseError) in
            let target: UnsafePointer<PgResTarget> = node.cast()
            let value = try required(target.pointee.val)
            guard let raw = value.cast(.multiAssignRef, as: PgMultiAssignRef.self)?.pointee else {
                return .init(
                    target: try assignmentTarget(target),
                    value: try expression(value)
                )
            }
            let node = try required(raw.source)
            let source: Syntax.Expression
            if let shared, shared.node == node {
                source = shared.source
            } else {
                source = try nested { () throws(DatabaseError) in try expression(node) }
                shared = (node, source)
            }
            return .init(
                target: try assignmentTarget(target),
                value: .multiAssignment(
                    .init(source: source, index: Int(raw.colno) - 1, count: Int(raw.ncolumns))
                )
            )
        }
    }

    private func onConflict(
        _ node: UnsafePointer<PgOnConflictClause>
    ) throws(DatabaseError) -> Syntax.OnConflict {
        let action: Syntax.OnConflict.Action =
            if node.pointee.action == .update {
                .update(
                    try assignments(node.pointee.targetList),
                    filter: try optionalExpression(node.pointee.whereClause)
                )
            } else {
                .nothing
            }
        return .init(
            arbiter: try arbiter(node.pointee.infer),
            action: action,
            arbiterPosition: node.pointee.infer.flatMap { position($0.pointee.location) },
            position: position(node.pointee.location)
        )
    }

    private func arbiter(
        _ node: UnsafePointer<PgInferClause>?
    ) throws(DatabaseError) -> Syntax.OnConflict.Arbiter {
        guard let raw = node?.pointee else { return .any }
        if let name = String(cName: raw.conname) { return .constraint(name) }
        return .columns(
            try indexElements(raw.indexElems),
            filter: try optionalExpression(raw.whereClause)
        )
    }

    /// UPDATE.
    func update(_ node: UnsafePointer<PgUpdateStmt>) throws(DatabaseError) -> Syntax.Update {
        .init(
            with: try with(node.pointee.withClause),
            relation: try relation(node.pointee.relation),
            assignments: try assignments(node.pointee.targetList),
            from: try fromItems(node.pointee.fromClause),
            filter: try optionalExpression(node.pointee.whereClause),
            returning: try targets(node.pointee.returningList)
        )
    }

    /// DELETE.
    func delete(_ node: UnsafePointer<PgDeleteStmt>) throws(DatabaseError) -> Syntax.Delete {
        .init(
            with: try with(node.pointee.withClause),
            relation: try relation(node.pointee.relation),
            using: try fromItems(node.pointee.usingClause),
            filter: try optionalExpression(node.pointee.whereClause),
            returning: try targets(node.pointee.returningList)
        )
    }
}
