// SPDX-License-Identifier: Apache-2.0

import Expressions
import Platform
import Relations
import Schemas
public import Values

/// How far the build of an index is, as `pg_stat_progress_create_index` shows it.
public struct IndexBuildStatus: Sendable, Equatable {
    /// The table.
    public var table: OID
    /// The index.
    public var index: OID
    /// CREATE INDEX, REINDEX, or one of them CONCURRENTLY.
    public var command: String
    /// What is being done.
    public var phase: String
    /// Rows done.
    public var rowsDone: Int
    /// Rows there are, estimated.
    public var rowsTotal: Int
}

/// Tells of the progress of one build: `pg_stat_progress_create_index` always, the client by a
/// NOTICE every few seconds.
///
/// Confined to the session's thread.
final class BuildNotices {
    private static let intervalMilliseconds = 5_000

    private let index: IndexDescription
    private let command: String
    private let executor: DefinitionExecutor
    private var next = MonotonicTime.after(milliseconds: intervalMilliseconds)

    init(_ index: IndexDescription, _ command: String, _ executor: DefinitionExecutor) {
        self.index = index
        self.command = command
        self.executor = executor
    }

    /// Tells how far the build is.
    ///
    /// - Throws: 57014 when the statement is to end.
    func report(_ progress: VectorBuildProgress) throws(DatabaseError) {
        try executor.session.checkInterrupts()
        executor.reportBuild(
            IndexBuildStatus(
                table: index.table,
                index: index.oid,
                command: command,
                phase: progress.phase,
                rowsDone: progress.rowsDone,
                rowsTotal: progress.rowsTotal
            )
        )
        let now = MonotonicTime.now
        guard next < now else { return }
        next = .after(milliseconds: Self.intervalMilliseconds)
        let percent = progress.rowsDone * 100 / max(progress.rowsTotal, 1)
        executor.notice(
            .successfulCompletion,
            "\(progress.phase): \(percent)% of index \"\(index.name)\"",
            detail: "\(progress.rowsDone) of \(progress.rowsTotal) rows are done."
        )
    }
}
