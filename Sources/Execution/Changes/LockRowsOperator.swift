// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Values

/// FOR UPDATE and its like: passes on the input's rows once the rows they come from are locked.
final class LockRowsOperator: Operator {
    /// One table whose rows are locked.
    struct Target: Sendable {
        let rows: TargetRows
        let strength: RowLock
        let wait: RowLockWait
    }

    private let input: Operator
    private let targets: [Target]
    private let slots: [Int]?
    /// Whether not all rows may be asked for: those that are not must not be locked.
    private let isRowByRow: Bool
    /// What has been read of the input, and how much of that was locked.
    private var waiting: Batch?
    private var position = 0

    init(
        _ frame: PlanFrame,
        _ input: Operator,
        _ targets: [Target],
        _ slots: [Int]?,
        isRowByRow: Bool
    ) {
        self.input = input
        self.targets = targets
        self.slots = slots
        self.isRowByRow = isRowByRow || frame.run.environment.mayPause
        super.init(frame)
    }

    override func next() throws(DatabaseError) -> Batch? {
        while var batch = try nextRows() {
            for target in targets {
                try run.checkInterrupts()
                let rowIDs = try target.rows.rowIDs(batch)
                let kept = try target.rows.lock(
                    &batch,
                    rowIDs,
                    target.strength,
                    wait: target.wait,
                    frame
                )
                batch = batch.keeping(kept)
            }
            if batch.count > 0 { return batch.selecting(slots) }
        }
        return nil
    }

    /// The rows to be locked next.
    private func nextRows() throws(DatabaseError) -> Batch? {
        if !isRowByRow { return try input.next() }
        if position >= waiting?.count ?? 0 {
            waiting = try input.next()
            position = 0
        }
        defer { position += 1 }
        return waiting?.slice(position..<position + 1)
    }

    override func rescan() throws(DatabaseError) {
        waiting = nil
        position = 0
        try input.rescan()
    }

    override func close() { input.close() }
}

extension RowLock {
    /// The lock for a clause; FOR KEY SHARE takes what FOR SHARE does, FOR NO KEY UPDATE what FOR
    /// UPDATE does: stronger than asked for, never weaker.
    init(_ strength: Plan.RowLocking.Strength) {
        switch strength {
        case .keyShare, .share: self = .share
        case .noKeyUpdate, .update: self = .exclusive
        }
    }
}

extension RowLockWait {
    /// What a clause says about waiting.
    init(_ wait: Plan.RowLocking.Wait) {
        switch wait {
        case .block: self = .block
        case .skipLocked: self = .skipLocked
        case .noWait: self = .noWait
        }
    }
}
