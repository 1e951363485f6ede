// SPDX-License-Identifier: Apache-2.0

/// What a session can tell the computed relations that are about sessions; implemented by Sessions
/// beside ``Expressions/SessionEnvironment``.
///
/// A session that does not implement it has no settings, prepared statements or cursors to show.
///
/// Rows are given as the columns that have a value, by the relation's names.
public protocol SessionCatalog: AnyObject {
    /// The rows of `pg_settings`, `pg_stat_activity`, `pg_prepared_statements`, `pg_cursors`,
    /// `pg_locks` and other relations that are about sessions; nil for relations that are not.
    func rows(ofRelation name: String) -> [[String: CatalogValue]]?
}

/// A value in a row that a session gives.
public enum CatalogValue: Sendable {
    case text(String)
    case bool(Bool)
    case integer(Int64)
    /// Microseconds since 2000-01-01 UTC.
    case timestamp(Int64)
    case texts([String])
    /// Types, for `pg_prepared_statements.parameter_types`.
    case types([UInt32])
}
