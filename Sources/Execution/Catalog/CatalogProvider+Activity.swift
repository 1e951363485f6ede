// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Schemas
import Values

extension CatalogProvider {
    /// Relations about sessions and about what has been counted.
    static let activity: [String: CatalogProvider] = {
        var providers: [String: CatalogProvider] = [:]
        let sessions = [
            "pg_settings", "pg_stat_activity", "pg_prepared_statements", "pg_cursors", "pg_locks",
            "pg_timezone_names", "pg_timezone_abbrevs", "pg_config", "pg_stat_ssl",
            "pg_stat_gssapi", "pg_stat_progress_create_index",
        ]
        for name in sessions {
            providers[name] = CatalogProvider { source throws(DatabaseError) in
                sessionRows(name, source)
            }
        }
        for name in ["pg_stat_all_indexes", "pg_stat_user_indexes", "pg_statio_user_indexes"] {
            providers[name] = CatalogProvider { source throws(DatabaseError) in
                indexStatistics(source)
            }
        }
        providers["pg_stat_database"] = CatalogProvider { source throws(DatabaseError) in
            source.catalog.databases().map { database in
                ["datid": .id(database.oid), "datname": .text(database.name)]
            }
        }
        return providers
    }()

    private static func indexStatistics(_ source: CatalogSource) -> [CatalogRow] {
        source.indexes.map { index in
            let scanned = source.transaction.scanCounts(ofStorage: index.storageID)
            return [
                "relid": .id(index.table), "indexrelid": .id(index.oid),
                "schemaname": .text(source.schemaName(index.schema)),
                "relname": .text(source.table(index.table)?.name ?? ""),
                "indexrelname": .text(index.name),
                "idx_scan": .int64(scanned.scans), "idx_tup_read": .int64(scanned.rows),
                "idx_tup_fetch": .int64(scanned.rows),
            ]
        }
    }

    /// The rows that the session gives, in the representations of the relation's columns.
    private static func sessionRows(_ name: String, _ source: CatalogSource) -> [CatalogRow] {
        guard let session = source.session as? any SessionCatalog,
            let relation = CatalogRelations.relation(named: name, in: "pg_catalog")
        else { return [] }
        let types = Dictionary(
            relation.columns.map { ($0.name, $0.type) },
            uniquingKeysWith: { first, _ in first }
        )
        return (session.rows(ofRelation: name) ?? []).map { given in
            var row: CatalogRow = [:]
            for (name, value) in given {
                guard let type = types[name] else { continue }
                row.fields.append((name, value.value(as: type)))
            }
            return row
        }
    }
}

extension CatalogValue {
    /// The value in the representation of `type`; NULL when it has none.
    fileprivate func value(as type: SQLType) -> Value {
        switch (self, type.representation) {
        case (.text(let text), .text): .text(text)
        case (.bool(let value), .bool): .bool(value)
        case (.integer(let value), .int16): .int16(Int16(clamping: value))
        case (.integer(let value), .int32): .int32(Int32(clamping: value))
        case (.integer(let value), .int64), (.timestamp(let value), .int64): .int64(value)
        case (.integer(let value), .oid): .oid(UInt32(truncatingIfNeeded: value))
        case (.texts(let texts), .value):
            .array(ArrayValue(elementType: .text, texts.map { .text($0) }))
        case (.types(let types), .value):
            .array(ArrayValue(elementType: .regtype, types.map { .oid($0) }))
        default: .null
        }
    }
}
