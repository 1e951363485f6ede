// SPDX-License-Identifier: Apache-2.0

public import Schemas
public import Values

/// A vector index as one statement of a transaction sees the table.
///
/// What it returns is exactly visible: rows that others changed after the statement's snapshot, and
/// rows that the transaction itself wrote, come from the transaction's own view of them. Confined
/// to the transaction's thread, and to one statement.
public final class VectorIndexReader {
    /// What the searches of this reader cost so far.
    public private(set) var statistics = VectorSearchStatistics()

    /// Rows that the index holds, as of now.
    public var rowCount: Int { 0 }

    /// The rows nearest to `query`, nearest first; min(`limit`, matching rows) of them.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's type and dimension.
    ///   - limit: Rows wanted.
    ///   - options: How far to look.
    ///   - rows: The only rows that may be returned, in any order; nil for all.
    /// - Throws: 22000 when the query's dimension is another; XX001, 58030.
    public func nearest(
        _ query: Value,
        limit: Int,
        _ options: VectorSearchOptions,
        among rows: [UInt64]? = nil
    ) throws(DatabaseError) -> [VectorMatch] { [] }

    /// All rows, in about the order of their distances to `query`, a batch at a time.
    ///
    /// Rows within a batch are in order; a later batch may hold a row that is a little nearer than
    /// the last of an earlier one (pgvector's `relaxed_order`). No row comes twice, none is missed.
    ///
    /// - Throws: As ``nearest(_:limit:_:among:)``.
    public func stream(
        _ query: Value,
        _ options: VectorSearchOptions
    ) throws(DatabaseError) -> VectorStream { VectorStream() }
}

/// A search without an end; see ``VectorIndexReader/stream(_:_:)``.
public final class VectorStream {
    /// Rows handed out so far.
    public private(set) var rowsRead = 0

    /// The next rows, nearest first; empty at the end.
    public func next() throws(DatabaseError) -> [VectorMatch] { [] }
}

extension RelationTransaction {
    /// The vector index `index` as this statement sees it; nil while it cannot serve, because it is
    /// being loaded or rebuilt: exact search answers then.
    public func vectorReader(
        _ table: TableDescription,
        _ index: IndexDescription
    ) throws(DatabaseError) -> VectorIndexReader? { nil }

    /// Builds the vector index `index` from the rows of its table as this transaction sees them.
    ///
    /// The index is catalogued already, the table locked against changes, and, for an index whose
    /// keys are kept in `entries`, ``buildEntries(_:rowIDs:_:)`` has been called for every row.
    /// Others see it when the transaction commits.
    ///
    /// - Parameters:
    ///   - memoryLimitBytes: `maintenance_work_mem`; beyond it the build still succeeds, but
    ///     `notice` is told that it will take longer.
    ///   - progress: Told, about ten times a second and from this thread, the phase, the rows done
    ///     and the rows there are; throws to cancel.
    /// - Throws: 22000, 53200, 53100, 57014, what `progress` throws.
    public func buildVectorIndex(
        _ index: IndexDescription,
        on table: TableDescription,
        memoryLimitBytes: Int,
        progress: (VectorBuildProgress) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {}

    /// Removes what deleted rows left in `index`, repairs its links and saves it; VACUUM.
    public func vacuumVectorIndex(_ index: IndexDescription) throws(DatabaseError) {}
}

/// How far the build of a vector index has come.
public struct VectorBuildProgress: Sendable, Equatable {
    /// What is being done, as `pg_stat_progress_create_index.phase` words it.
    public var phase: String
    /// Rows done.
    public var rowsDone: Int
    /// Rows there are, estimated.
    public var rowsTotal: Int

    /// Progress made of its parts.
    public init(phase: String, rowsDone: Int, rowsTotal: Int) {
        self.phase = phase
        self.rowsDone = rowsDone
        self.rowsTotal = rowsTotal
    }
}
