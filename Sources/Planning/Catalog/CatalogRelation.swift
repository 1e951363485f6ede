// SPDX-License-Identifier: Apache-2.0

public import Values

/// A relation of `pg_catalog` or `information_schema`, or a sequence: its shape.
///
/// Execution computes its rows.
public struct CatalogRelation: Sendable, Hashable {
    /// `pg_catalog` or `information_schema`; a sequence's own.
    public let schema: String
    /// Its name in the schema.
    public let name: String
    /// Its row in `pg_class`, as PostgreSQL 15 numbers it.
    public let oid: OID
    /// Whether PostgreSQL has a view there rather than a table.
    public let isView: Bool
    /// Its columns, numbered from 1 in order.
    public let columns: [Column]

    /// One column.
    public struct Column: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its type; domains of `information_schema` are replaced by what is below them.
        public let type: SQLType
        /// Whether `pg_attribute` says so; rows never break it.
        public let isNotNull: Bool
    }

    /// The columns every table has besides its own, with the positions that
    /// ``Plan/CatalogScan/fetched`` uses for them: PostgreSQL's attribute numbers.
    public static let systemColumns: [(name: String, type: SQLType, position: Int)] = [
        ("ctid", SQLType(.tid), -1), ("xmin", SQLType(.xid), -2), ("cmin", SQLType(.cid), -3),
        ("xmax", SQLType(.xid), -4), ("cmax", SQLType(.cid), -5), ("tableoid", .oid, -6),
    ]
}
