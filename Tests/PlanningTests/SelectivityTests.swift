// SPDX-License-Identifier: Apache-2.0

import Expressions
import Parsing
import Schemas
import Testing
import Values

@testable import Planning

/// Selectivities from statistics that the tests make up.
@Suite("Selectivity")
struct SelectivityTests {
    /// `m`: 10,000 rows with statistics; `n`: 1,000 rows without.
    private static let catalog: SampleCatalog = {
        var declaration = SampleCatalog.Declaration()
        let columns: [ColumnDescription] = [
            ColumnDescription("id", .int4, notNull: true),
            ColumnDescription("kind", .text),
            ColumnDescription("size", .int4),
            ColumnDescription("flag", .bool),
            ColumnDescription("at", SQLType(.timestamptz)),
            ColumnDescription("name", .text),
        ]
        declaration.table("m", columns, rows: 10_000)
        declaration.index("m_pkey", on: "m", ["id"])
        declaration.table("n", columns, rows: 1_000)
        let table = declaration.tables[0].oid
        let hour: Int64 = 3_600_000_000
        declaration.statistics[table] = TableStatistics(
            table: table,
            storageID: table.rawValue,
            rowCount: 10_000,
            pageCount: 100,
            lastRowID: 10_000,
            columns: [
                ColumnStatistics(number: 1, type: .int4, distinctCount: -1),
                ColumnStatistics(
                    number: 2,
                    type: .text,
                    nullFraction: 0.1,
                    distinctCount: 102,
                    commonValues: [.text("red"), .text("blue")],
                    commonFrequencies: [0.5, 0.2]
                ),
                ColumnStatistics(
                    number: 3,
                    type: .int4,
                    nullFraction: 0.2,
                    distinctCount: 1_001,
                    commonValues: [.int32(500)],
                    commonFrequencies: [0.3],
                    histogram: (0...10).map { .int32($0 * 100) }
                ),
                ColumnStatistics(
                    number: 4,
                    type: .bool,
                    nullFraction: 0.1,
                    distinctCount: 2,
                    commonValues: [.bool(false), .bool(true)],
                    commonFrequencies: [0.6, 0.3]
                ),
                ColumnStatistics(
                    number: 5,
                    type: SQLType(.timestamptz),
                    distinctCount: -1,
                    histogram: (0...100).map { .int64(Int64($0) * hour) }
                ),
                ColumnStatistics(
                    number: 6,
                    type: .text,
                    distinctCount: -1,
                    histogram: (0...200).map { .text("name \(String($0 + 1_000))") }
                ),
            ]
        )
        return SampleCatalog(declaration)
    }()

    private func share(
        _ condition: String,
        of table: String = "m",
        parameters: [SQLType] = []
    ) throws -> Double {
        let plan = try plan(
            "SELECT * FROM \(table) WHERE \(condition)",
            parameters: parameters,
            catalog: Self.catalog
        ).plan
        let target: Plan.ScanTarget
        switch plan.node {
        case .tableScan(let scan): target = scan.target
        case .indexScan(var scan):
            scan.target.filter = Expression.conjunction(scan.conditions)
            scan.target.fetched += scan.conditionColumns
            target = scan.target
        default: throw DatabaseError(.internalError, "not a scan")
        }
        return Estimator(
            catalog: Self.catalog,
            context: EvaluationContext(session: PlanningSession(Self.catalog)),
            origins: ColumnOrigins(target)
        ).selectivity(target.filter.conjuncts)
    }

    @Test(
        "follows from statistics",
        arguments: [
            ("kind = 'red'", 0.5), ("kind <> 'red'", 0.4), ("kind = 'green'", 0.002),
            ("kind IN ('red', 'blue')", 0.7), ("kind = ANY (ARRAY['red', 'green'])", 0.502),
            ("kind NOT IN ('red', 'blue')", 0.1), ("kind IS NULL", 0.1),
            ("kind IS NOT NULL", 0.9), ("NOT kind = 'red'", 0.4),
            ("kind IS DISTINCT FROM 'red'", 0.5), ("kind LIKE 'red'", 0.5),
            ("size = 500", 0.3), ("size = 7", 0.0005), ("size = 7::bigint", 0.0005),
            ("size < 250", 0.1245), ("size <= 250", 0.125), ("size > 250", 0.675),
            ("250 < size", 0.675), ("size >= 500", 0.5505), ("size > 5000", 0.0005),
            ("size BETWEEN 200 AND 300", 0.0505), ("size > 200 AND size < 300", 0.0495),
            ("size > 200 AND size > 800", 0.1), ("size::float8 < 2.5e2", 1.0 / 3),
            ("flag", 0.3), ("NOT flag", 0.6), ("flag = false", 0.6), ("flag IS TRUE", 0.3),
            ("flag IS NOT FALSE", 0.4), ("flag IS UNKNOWN", 0.1), ("flag AND kind = 'red'", 0.15),
            ("flag OR kind = 'red'", 0.65),
            ("at < timestamptz '2000-01-02 02:00+00'", 0.26),
            ("at < date '2000-01-03'", 0.48),
            ("at >= timestamptz '2000-01-05 04:00+00' - interval '10 hours'", 0.1),
            ("id = 8", 0.0001), ("name LIKE 'name 11%'", 0.5), ("name NOT LIKE 'name 11%'", 0.5),
        ]
    )
    func known(_ condition: String, _ expected: Double) throws {
        let found = try share(condition)
        #expect(abs(found - expected) < 0.006 && (expected > 0.01 || found < expected * 3 + 1e-8))
    }

    @Test(
        "is PostgreSQL's default without them",
        arguments: [
            ("kind = 'red'", 0.005), ("kind <> 'red'", 0.995), ("size < 5", 1.0 / 3),
            ("size BETWEEN 1 AND 2", 0.005), ("kind IS NULL", 0.005), ("flag", 0.5),
            ("NOT flag", 0.5), ("flag = true", 0.5), ("kind IN ('a', 'b')", 0.01),
            ("kind LIKE 'a%'", 0.005), ("starts_with(kind, 'a')", 1.0 / 3),
            ("kind || 'x' = 'yx'", 0.005),
        ]
    )
    func unknown(_ condition: String, _ expected: Double) throws {
        #expect(abs(try share(condition, of: "n") - expected) < 1e-6)
    }

    @Test("of a parameter is generic")
    func parameters() throws {
        #expect(abs(try share("kind = $1", parameters: [.text]) - 0.9 / 102) < 1e-6)
        #expect(abs(try share("size < $1", parameters: [.int4]) - 1.0 / 3) < 1e-6)
    }

    @Test("of LIKE takes the fixed part of a pattern")
    func patterns() {
        #expect(LikePattern("abc").isExact)
        #expect(LikePattern("a\\%c").prefix == "a%c")
        #expect(LikePattern("ab%").prefix == "ab" && LikePattern("ab%").restShare == 1)
        #expect(LikePattern("%ab").prefix.isEmpty)
        #expect(LikePattern.successor(of: "ab") == "ac")
        #expect(LikePattern.successor(of: "a\u{10FFFF}") == "b")
        #expect(LikePattern.successor(of: "\u{10FFFF}") == nil)
    }
}
