// SPDX-License-Identifier: Apache-2.0

public import Values

/// A relation of `pg_catalog` or `information_schema`: its shape; Execution computes its rows.
public struct CatalogRelation: Sendable {
    public let schema: String
    public let name: String
    /// Its row in `pg_class`, as PostgreSQL 15 numbers it where the number is fixed.
    public let oid: OID
    public let isView: Bool
    public let columns: [Column]

    /// One column; columns are numbered from 1 in order.
    public struct Column: Sendable, Hashable {
        public let name: String
        public let type: SQLType

        public init(_ name: String, _ type: SQLType) {
            self.name = name
            self.type = type
        }
    }

    public init(schema: String, name: String, oid: OID, isView: Bool, columns: [Column]) {
        self.schema = schema
        self.name = name
        self.oid = oid
        self.isView = isView
        self.columns = columns
    }
}
