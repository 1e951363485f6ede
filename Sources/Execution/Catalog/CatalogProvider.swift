// SPDX-License-Identifier: Apache-2.0

import Planning
import Platform
import Relations
import Schemas
import Values

/// Computes the rows of one relation of `pg_catalog` or `information_schema`, or of a sequence.
struct CatalogProvider: Sendable {
    /// Rows that are always the same: built-in objects.
    let fixed: FixedRows?
    /// Rows that depend on the catalog or the session.
    let rows: @Sendable (CatalogSource) throws(DatabaseError) -> [CatalogRow]

    /// Rows that are all computed.
    init(_ rows: @escaping @Sendable (CatalogSource) throws(DatabaseError) -> [CatalogRow]) {
        fixed = nil
        self.rows = rows
    }

    /// Built-in rows, then computed ones.
    init(
        fixed: @escaping @Sendable () -> [CatalogRow],
        _ rows: @escaping @Sendable (CatalogSource) throws(DatabaseError) -> [CatalogRow] = {
            _ in []
        }
    ) {
        self.fixed = FixedRows(fixed)
        self.rows = rows
    }

    /// The provider of `relation`; relations without one are empty.
    static func provider(of relation: CatalogRelation) -> CatalogProvider? {
        switch relation.schema {
        case "pg_catalog": pgCatalog[relation.name]
        case "information_schema": informationSchema[relation.name]
        default: sequence(relation.oid)
        }
    }

    /// The one row of a sequence.
    private static func sequence(_ oid: OID) -> CatalogProvider {
        CatalogProvider { source throws(DatabaseError) in
            guard case .sequence(let sequence)? = source.catalog.relation(oid) else { return [] }
            let (last, isCalled) = try source.transaction.currentValue(sequence)
            return [
                ["last_value": .int64(last), "log_cnt": .int64(0), "is_called": .bool(isCalled)]
            ]
        }
    }

    private static let pgCatalog: [String: CatalogProvider] =
        classes.merging(types) { first, _ in first }
        .merging(routines) { first, _ in first }
        .merging(accessMethods) { first, _ in first }
        .merging(constraints) { first, _ in first }
        .merging(dependencies) { first, _ in first }
        .merging(databases) { first, _ in first }
        .merging(roles) { first, _ in first }
        .merging(listings) { first, _ in first }
        .merging(activity) { first, _ in first }
        .merging(tableStatistics) { first, _ in first }

    private static let informationSchema: [String: CatalogProvider] =
        standardRelations.merging(standardColumns) { first, _ in first }
        .merging(standardConstraints) { first, _ in first }
}

/// Rows that are the same for everybody: made when first asked for, kept as columns.
final class FixedRows: Sendable {
    private let make: @Sendable () -> [CatalogRow]
    private let made = Lock<Batch?>(nil)

    init(_ make: @escaping @Sendable () -> [CatalogRow]) { self.make = make }

    /// The rows with all columns of `relation`.
    func batch(_ relation: CatalogRelation) -> Batch {
        made.withLock { batch in
            if let batch { return batch }
            let rows = relation.batch(make(), Array(relation.columns.indices))
            batch = rows
            return rows
        }
    }
}
