// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Testing
import Values
import Vectors

@Suite struct StoredScanTests {
    private typealias Make = PlanBuilding
    private let table: TestTable

    init() throws { table = try TestTable() }

    private func fill(_ count: Int32) throws {
        try table.run(
            table.insertion((0..<count).map { (id: $0, size: $0 % 10, embedding: nil) })
        )
    }

    private func indexScan(
        _ change: (inout Plan.IndexScan) -> Void,
        isUnique: Bool = true
    ) -> Plan {
        var node = Plan.IndexScan(
            target: table.target(),
            index: isUnique ? table.index : table.sizeIndex
        )
        change(&node)
        return Plan(.indexScan(node), Make.output(101))
    }

    @Test("a scan reads every row once, in batches, and filters")
    func tableScan() throws {
        try fill(2_500)
        #expect(try table.integers(table.scan()).count == 2_500)
        let filter = try Make.call("=", Make.int(102), .constant(.int32(3), .int4))
        #expect(try table.integers(table.scan(filter: filter)).count == 250)
    }

    @Test("index ranges hold exactly the rows between their bounds")
    func ranges() throws {
        try fill(100)
        let ten = Expression.constant(.int64(10), .int8)
        let twelve = Expression.constant(.int32(12), .int4)
        #expect(
            try table.integers(
                indexScan {
                    $0.lower = .init(ten, isInclusive: false)
                    $0.upper = .init(twelve, isInclusive: true)
                }
            ) == [[11], [12]]
        )
        #expect(
            try table.integers(
                indexScan {
                    $0.lower = .init(twelve, isInclusive: true)
                    $0.upper = .init(.constant(.int32(14), .int4), isInclusive: false)
                    $0.isBackward = true
                }
            ) == [[13], [12]]
        )
    }

    @Test("values outside of the key's type match nothing, or bound nothing")
    func wideValues() throws {
        try fill(3)
        let huge = Expression.constant(.int64(1 << 40), .int8)
        #expect(try table.integers(indexScan { $0.prefix = [.equal(huge)] }) == [])
        #expect(
            try table.integers(indexScan { $0.upper = .init(huge, isInclusive: true) }).count == 3
        )
        #expect(
            try table.integers(indexScan { $0.lower = .init(huge, isInclusive: true) }) == []
        )
        let null = Expression.constant(.null, .int4)
        #expect(try table.integers(indexScan { $0.prefix = [.equal(null)] }) == [])
    }

    @Test("several values of a key are visited once each, in order")
    func anyOf() throws {
        try fill(50)
        let array = ArrayValue(
            elementType: .int4,
            [.int32(7), .null, .int32(3), .int32(7), .int32(99)]
        )
        let expression = Expression.constant(.array(array), SQLType(OID(1_007)))
        #expect(
            try table.integers(indexScan { $0.prefix = [.anyOf(expression)] }) == [[3], [7]]
        )
        #expect(
            try table.integers(
                indexScan {
                    $0.prefix = [.anyOf(expression)]
                    $0.isBackward = true
                }
            ) == [[7], [3]]
        )
    }

    @Test("an index-only scan and a fetch give the same rows")
    func indexOnly() throws {
        try fill(30)
        let plan = { (isOnly: Bool) in
            var target = table.target()
            target.fetched = [TestTable.row[1]]
            return Plan(
                .indexScan(
                    Plan.IndexScan(
                        target: target,
                        index: table.sizeIndex,
                        prefix: [.equal(.constant(.int32(4), .int4))],
                        isIndexOnly: isOnly
                    )
                ),
                Make.output(102)
            )
        }
        #expect(try table.integers(plan(true)) == [[4], [4], [4]])
        #expect(try table.integers(plan(false)) == [[4], [4], [4]])
    }

    // MARK: - Vectors

    private func search(
        _ query: [Float]?,
        limit: Int64?,
        operatorName: String = "<->",
        filter: Expression? = nil
    ) throws -> [[Value]] {
        let vector = SQLType(.vector)
        let distance = Function(
            oid: OID(0),
            name: "distance",
            arguments: [.vector, .vector],
            result: .float8,
            body: .unavailable
        )
        let plan = Plan(
            .vectorSearch(
                Plan.VectorSearch(
                    target: table.target(filter: filter),
                    vector: .column(ColumnID(103), vector),
                    distance: distance,
                    operatorName: operatorName,
                    query: .constant(
                        query.map { .vector(Vector(trusted: $0)) } ?? .null,
                        vector
                    ),
                    distanceColumn: ColumnID(50),
                    limit: limit.map { Make.count($0) }
                )
            ),
            Make.output(101) + [Plan.Output(ColumnID(50), .float8)]
        )
        return try table.run(plan).rows
    }

    private func fillVectors() throws {
        try table.run(
            table.insertion([
                (id: 1, size: 1, embedding: [3, 4]), (id: 2, size: 2, embedding: nil),
                (id: 3, size: 1, embedding: [0, 1]), (id: 4, size: 2, embedding: [0, 0]),
                (id: 5, size: 1, embedding: [0, -1]), (id: 6, size: 2, embedding: nil),
            ])
        )
    }

    private func ids(_ rows: [[Value]]) -> [Int?] { rows.map { $0[0].integer } }

    @Test("the nearest rows come first, equal ones by row, those without a vector last")
    func nearest() throws {
        try fillVectors()
        let rows = try search([0, 0], limit: nil)
        #expect(ids(rows) == [4, 3, 5, 1, 2, 6])
        let distances = rows.map { row -> Double? in
            if case .float64(let value) = row[1] { value } else { nil }
        }
        #expect(distances == [0, 1, 1, 5, nil, nil])
        #expect(ids(try search([0, 0], limit: 2)) == [4, 3])
        #expect(ids(try search([0, 0], limit: 5)) == [4, 3, 5, 1, 2])
        #expect(ids(try search([0, 0], limit: 0)) == [])
        #expect(ids(try search(nil, limit: 3)) == [1, 2, 3])
    }

    @Test("NaN, the cosine distance from a zero vector, sorts after all numbers")
    func notANumber() throws {
        try fillVectors()
        #expect(ids(try search([0, 1], limit: 4, operatorName: "<=>")) == [3, 1, 5, 4])
    }

    @Test("a filter is met by everything found")
    func filtered() throws {
        try fillVectors()
        let filter = try Make.call("=", Make.int(102), .constant(.int32(2), .int4))
        #expect(ids(try search([0, 0], limit: 10, filter: filter)) == [4, 2, 6])
        #expect(ids(try search([0, 0], limit: 1, filter: filter)) == [4])
    }

    @Test("vectors of another dimension are an error")
    func dimensions() throws {
        try fillVectors()
        var state: SQLState?
        do {
            _ = try search([0, 0, 0], limit: 1)
        } catch let failure as DatabaseError {
            state = failure.state
            #expect(failure.message == "different vector dimensions 2 and 3")
        }
        #expect(state == .dataException)
    }

    @Test("a search agrees with sorting all distances", arguments: [1, 7, 100, 5_000])
    func againstSorting(_ limit: Int64) throws {
        var state: UInt64 = 88_172_645_463_325_252
        func random() -> Float {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Float(state % 2_000) / 1_000 - 1
        }
        let vectors = (0..<3_000).map { _ in [random(), random(), random(), random()] }
        try table.run(
            table.insertion(
                vectors.enumerated().map {
                    (id: Int32($0.offset), size: Int32($0.offset % 7), embedding: $0.element)
                }
            )
        )
        let query: [Float] = [0.1, -0.2, 0.3, 0.4]
        func expected(_ rows: [Int]) throws -> [Int?] {
            let scored = try rows.map { row in
                (
                    try Vector(trusted: vectors[row]).distance(
                        to: Vector(trusted: query),
                        .l2
                    ), row
                )
            }
            return scored.sorted { $0 < $1 }.prefix(Int(limit)).map { $0.1 }
        }
        #expect(ids(try search(query, limit: limit)) == (try expected(Array(0..<3_000))))
        let filter = try Make.call("=", Make.int(102), .constant(.int32(3), .int4))
        #expect(
            ids(try search(query, limit: limit, filter: filter))
                == (try expected((0..<3_000).filter { $0 % 7 == 3 }))
        )
    }
}
