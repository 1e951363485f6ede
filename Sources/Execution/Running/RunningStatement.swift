// SPDX-License-Identifier: Apache-2.0

import Relations
public import Values

/// A statement being run: hands out the rows of its result batch by batch.
///
/// Belongs to the thread of its session.
public final class RunningStatement {
    private let run: StatementRun
    private let root: Operator
    private var isOpen = true

    init(_ run: StatementRun, _ root: Operator) {
        self.run = run
        self.root = root
    }

    deinit { close() }

    /// The next rows, at least one and about ``Values/Batch/capacity``; nil when there are no more.
    ///
    /// A statement that changes rows has changed them all once this has returned nil.
    ///
    /// - Throws: What the statement's expressions and changes throw; 57014 when it is cancelled,
    ///   53200 when it needs too much memory. Afterwards only ``close()`` may be called.
    public func next() throws(DatabaseError) -> Batch? {
        guard isOpen else { return nil }
        // Statements between two portions of a cursor's rows do not change what it sees.
        let transaction = run.transaction
        let other = transaction.readAgain(at: run.snapshot)
        defer { if let other { _ = transaction.readAgain(at: other) } }
        if let batch = try root.next() { return batch }
        close()
        return nil
    }

    /// How many rows INSERT, UPDATE or DELETE has changed so far.
    public var affectedRows: Int { run.affectedRows }

    /// The counters of each plan node by ``Planning/Plan/id``; empty unless the environment asked
    /// for them.
    public var counters: [NodeCounters] { run.counters }

    /// Gives up cursors and memory; harmless when repeated.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        root.close()
        run.close()
    }
}
