// SPDX-License-Identifier: Apache-2.0

import Expressions
import Planning
import Relations
import Values

extension ExecutionBuilder {
    mutating func lockRows(
        _ node: Plan.RowLocking,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let layout = Layout(node.input.columns)
        let input = try maker(node.input)
        var targets: [LockRowsOperator.Target] = []
        for target in node.targets {
            targets.append(
                LockRowsOperator.Target(
                    rows: try TargetRows(target.row, layout, &self),
                    strength: RowLock(target.strength),
                    wait: RowLockWait(target.wait)
                )
            )
        }
        let slots = try outputSlots(plan, layout)
        let compiled = targets
        let isRowByRow = isLimited
        return { (frame) throws(DatabaseError) in
            LockRowsOperator(frame, try input(frame), compiled, slots, isRowByRow: isRowByRow)
        }
    }

    mutating func insert(
        _ node: Plan.Insert,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let (source, readsAhead) = try changeSource(node.source)
        let layout = Layout(node.source.columns)
        let writer = try TableWriter(node.table, &self)
        var conflict = ConflictAction.fail
        if let clause = node.onConflict {
            let arbiters = Set(clause.arbiters)
            if let update = clause.update {
                conflict = .update(
                    arbiters,
                    try ConflictUpdate(update, node.table, writer, &self)
                )
            } else {
                conflict = .skip(arbiters)
            }
        }
        let specification = InsertOperator.Specification(
            writer: writer,
            values: try RowAssignments(node.values, layout, writer, &self),
            conflict: conflict,
            systemColumns: ScanSource(node.table.table, node.systemColumns),
            returning: try ReturningColumns(
                plan,
                node.returning,
                writer.layout.joined(Layout(node.systemColumns)),
                &self
            )
        )
        return { (frame) throws(DatabaseError) in
            InsertOperator(frame, specification, try source(frame), readsAhead: readsAhead)
        }
    }

    mutating func update(
        _ node: Plan.Update,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let (source, readsAhead) = try changeSource(node.source)
        let layout = Layout(node.source.columns)
        let writer = try TableWriter(node.table, &self)
        let specification = UpdateOperator.Specification(
            writer: writer,
            target: try TargetRows(node.target, layout, &self),
            current: ScanSource(node.table.table, node.table.row),
            assignments: try RowAssignments(node.assignments, layout, writer, &self),
            generated: Set(node.table.generated.map(\.column)),
            systemColumns: ScanSource(node.table.table, node.systemColumns),
            returning: try ReturningColumns(
                plan,
                node.returning,
                writer.layout.joined(Layout(node.systemColumns)).joined(layout),
                &self
            )
        )
        return { (frame) throws(DatabaseError) in
            UpdateOperator(frame, specification, try source(frame), readsAhead: readsAhead)
        }
    }

    mutating func delete(
        _ node: Plan.Delete,
        _ plan: Plan
    ) throws(DatabaseError) -> OperatorMaker {
        let (source, readsAhead) = try changeSource(node.source)
        let layout = Layout(node.source.columns)
        let specification = DeleteOperator.Specification(
            writer: try TableWriter(node.table, &self),
            target: try TargetRows(node.target, layout, &self),
            current: ScanSource(node.table.table, node.table.row),
            returning: try ReturningColumns(plan, node.returning, layout, &self)
        )
        return { (frame) throws(DatabaseError) in
            DeleteOperator(frame, specification, try source(frame), readsAhead: readsAhead)
        }
    }

    /// The maker of the source of a change, and whether all its rows must be read before the first
    /// change.
    ///
    /// Scans see the table as it was when they began, so a source with one scan that begins at once
    /// may be read as it goes. Others may begin again later, and would see what has been changed.
    /// Subplans would not: a statement that has some sees its transaction's writes as of its start.
    private mutating func changeSource(
        _ plan: Plan
    ) throws(DatabaseError) -> (maker: OperatorMaker, readsAhead: Bool) {
        let source = try maker(plan)
        return (source, !plan.isChain)
    }
}

extension Plan {
    /// Whether it is one scan, or rows written out, under operators of one input.
    fileprivate var isChain: Bool {
        switch node {
        case .values, .tableScan, .vectorSearch, .functionScan, .catalogScan: true
        // Each range of an index is read when its turn comes.
        case .indexScan(let node): !node.prefix.contains { $0.isList }
        case .filter(let node): node.input.isChain
        case .project(let node): node.input.isChain
        case .projectSet(let node): node.input.isChain
        case .sort(let node): node.input.isChain
        case .topN(let node): node.input.isChain
        case .limit(let node): node.input.isChain
        case .lockRows(let node): node.input.isChain
        default: false
        }
    }
}

extension Plan.IndexScan.KeyCondition {
    /// Whether it stands for several ranges.
    fileprivate var isList: Bool {
        if case .anyOf = self { true } else { false }
    }
}
