// SPDX-License-Identifier: Apache-2.0

import Planning
import Relations
import Schemas
import Values

extension CatalogProvider {
    /// Relations about what ANALYZE found, and what has been counted of tables.
    static let tableStatistics: [String: CatalogProvider] = {
        var providers: [String: CatalogProvider] = [
            "pg_stats": CatalogProvider { source throws(DatabaseError) in
                analyzedColumns(source).map { $0.viewRow(source) }
            },
            "pg_statistic": CatalogProvider { source throws(DatabaseError) in
                analyzedColumns(source).map(\.row)
            },
        ]
        for name in ["pg_stat_all_tables", "pg_stat_user_tables", "pg_statio_user_tables"] {
            providers[name] = CatalogProvider { source throws(DatabaseError) in
                let indexes = Dictionary(grouping: source.indexes, by: \.table)
                return source.tables.map { activity($0, indexes[$0.oid] ?? [], source) }
            }
        }
        return providers
    }()

    private static func activity(
        _ table: TableDescription,
        _ indexes: [IndexDescription],
        _ source: CatalogSource
    ) -> CatalogRow {
        let scanned = source.transaction.scanCounts(ofStorage: table.storageID)
        let found = indexes.map { source.transaction.scanCounts(ofStorage: $0.storageID) }
        func sum(_ counted: KeyPath<ScanCounts, Int64>) -> Value {
            indexes.isEmpty ? .null : .int64(found.reduce(0) { $0 + $1[keyPath: counted] })
        }
        let counts = source.transaction.rowCounts(of: table)
        let statistics = source.catalog.statistics(of: table.oid)
        func time(_ value: Int64?) -> Value { value.map { .int64($0) } ?? .null }
        return [
            "relid": .id(table.oid), "schemaname": .text(source.schemaName(table.schema)),
            "relname": .text(table.name),
            "seq_scan": .int64(scanned.scans), "seq_tup_read": .int64(scanned.rows),
            "idx_scan": sum(\.scans), "idx_tup_fetch": sum(\.rows),
            "n_tup_ins": .int64(counts.inserted), "n_tup_upd": .int64(counts.updated),
            "n_tup_del": .int64(counts.deleted), "n_tup_hot_upd": .int64(0),
            "n_live_tup": .int64(max(0, counts.live)), "n_dead_tup": .int64(0),
            "n_mod_since_analyze": .int64(counts.changedSinceAnalysis),
            "last_analyze": time(statistics?.analyzedAt),
            "last_autoanalyze": time(statistics?.autoAnalyzedAt),
            "analyze_count": .int64(statistics?.analyzeCount ?? 0),
            "autoanalyze_count": .int64(statistics?.autoAnalyzeCount ?? 0),
        ]
    }

    private static func analyzedColumns(_ source: CatalogSource) -> [AnalyzedColumn] {
        source.tables.flatMap { table -> [AnalyzedColumn] in
            guard let statistics = source.catalog.statistics(of: table.oid) else { return [] }
            let schema = source.schemaName(table.schema)
            var found = statistics.columns.map { column in
                AnalyzedColumn(
                    relation: table.oid,
                    schema: schema,
                    name: table.name,
                    column: table.column(numbered: column.number)?.name ?? "",
                    statistics: column
                )
            }
            for key in statistics.indexKeys {
                guard case .index(let index)? = source.catalog.relation(key.index) else { continue }
                found.append(
                    AnalyzedColumn(
                        relation: index.oid,
                        schema: schema,
                        name: index.name,
                        column: index.expressionName(Int(key.statistics.number) - 1),
                        statistics: key.statistics
                    )
                )
            }
            return found
        }
    }
}

/// The statistics of a column, or of an index expression, with the names they go by.
private struct AnalyzedColumn {
    let relation: OID
    let schema: String
    let name: String
    let column: String
    let statistics: ColumnStatistics

    private var commonValues: Value { array(statistics.commonValues) }
    private var commonFrequencies: Value { numbers(statistics.commonFrequencies) }
    private var histogram: Value { array(statistics.histogram) }

    private func array(_ values: [Value]) -> Value {
        values.isEmpty ? .null : .array(ArrayValue(elementType: statistics.type.oid, values))
    }

    private func numbers(_ values: [Float]) -> Value {
        values.isEmpty
            ? .null
            : .array(ArrayValue(elementType: .float4, values.map { .float32($0) }))
    }

    /// The row of `pg_stats`.
    func viewRow(_ source: CatalogSource) -> CatalogRow {
        [
            "schemaname": .text(schema), "tablename": .text(name), "attname": .text(column),
            "inherited": .bool(false), "null_frac": .float32(statistics.nullFraction),
            "avg_width": .int32(statistics.averageWidth),
            "n_distinct": .float32(statistics.distinctCount),
            "most_common_vals": commonValues, "most_common_freqs": commonFrequencies,
            "histogram_bounds": histogram,
            "correlation": statistics.correlation.map { .float32($0) } ?? .null,
        ]
    }

    /// The row of `pg_statistic`, whose slots are used from the first on.
    ///
    /// Source: PostgreSQL 15 manual, section 53.51; the kinds are those of `pg_statistic.h`.
    var row: CatalogRow {
        var row: CatalogRow = [
            "starelid": .id(relation), "staattnum": .int16(statistics.number),
            "stainherit": .bool(false), "stanullfrac": .float32(statistics.nullFraction),
            "stawidth": .int32(statistics.averageWidth),
            "stadistinct": .float32(statistics.distinctCount),
        ]
        var slot = 0
        func add(_ kind: Int16, _ numbers: Value, _ values: Value) {
            slot += 1
            row.fields += [
                ("stakind\(slot)", .int16(kind)), ("stanumbers\(slot)", numbers),
                ("stavalues\(slot)", values),
            ]
        }
        if !statistics.commonValues.isEmpty { add(1, commonFrequencies, commonValues) }
        if !statistics.histogram.isEmpty { add(2, .null, histogram) }
        if let correlation = statistics.correlation { add(3, numbers([correlation]), .null) }
        return row
    }
}
