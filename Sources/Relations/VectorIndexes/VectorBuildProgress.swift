// SPDX-License-Identifier: Apache-2.0

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
