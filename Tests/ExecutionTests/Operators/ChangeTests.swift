// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Relations
import Schemas
import Testing
import Values

@Suite struct ChangeTests {
    private typealias Make = PlanBuilding
    private let table: TestTable

    init() throws { table = try TestTable() }

    private func insert(_ rows: [(Int32?, Int32?)]) throws {
        try table.run(
            table.insertion(rows.map { (id: $0.0, size: $0.1, embedding: nil) })
        )
    }

    private func update(
        _ assignments: [Plan.Assignment],
        filter: Expression? = nil,
        returning: [Plan.Output] = []
    ) throws -> Plan {
        let target = table.target(filter: filter)
        let source = Plan(
            .tableScan(Plan.TableScan(target: target)),
            Make.output(102, 101) + [Self.rowID]
        )
        return Plan(
            .update(
                Plan.Update(
                    source: source,
                    target: Plan.RowReference(
                        table: table.table,
                        alias: "items",
                        rowID: ColumnID(100),
                        columns: target.fetched,
                        recheck: filter
                    ),
                    table: try renamed(),
                    assignments: assignments,
                    returning: returning.map { NamedExpression($0.id, $0.expression) }
                )
            ),
            returning
        )
    }

    static let rowID = Plan.Output(ColumnID(100), .int8)

    /// The table's expressions with the new row under other ids than the scan.
    private func renamed() throws -> TableExpressions {
        var expressions = try table.expressions()
        func rename(_ expression: Expression) throws(DatabaseError) -> Expression {
            try expression.mapped { (part) throws(DatabaseError) in
                guard case .column(let id, let type) = part else { return part }
                return .column(ColumnID(id.rawValue + 100), type)
            }
        }
        expressions.row = expressions.row.map {
            Plan.ScanColumn(ColumnID($0.id.rawValue + 100), $0.type, $0.source)
        }
        for index in expressions.generated.indices {
            expressions.generated[index].value = try rename(expressions.generated[index].value)
        }
        for index in expressions.checks.indices {
            expressions.checks[index].condition = try rename(
                expressions.checks[index].condition
            )
        }
        for index in expressions.indexes.indices {
            expressions.indexes[index].keys = try expressions.indexes[index].keys.map(rename)
        }
        return expressions
    }

    @Test("inserted rows are stored with their generated columns and returned")
    func insertion() throws {
        let result = try table.run(
            table.insertion(
                [(id: 1, size: 10, embedding: nil), (id: 2, size: nil, embedding: nil)],
                returning: Make.output(104, 102)
            )
        )
        #expect(result.affected == 2)
        #expect(result.rows.map { $0.map(\.integer) } == [[2, 10], [3, nil]])
        #expect(try table.integers(table.scan()) == [[1, 10, 2], [2, nil, 3]])
    }

    @Test("rows that break a constraint are refused with the row in the detail")
    func constraints() throws {
        try insert([(1, 1)])
        let null = error { () throws(DatabaseError) in
            try table.run(table.unchecked([(id: nil, size: 2, embedding: [1, 2])]))
        }
        #expect(null?.state == .notNullViolation)
        #expect(
            null?.message
                == "null value in column \"id\" of relation \"items\" violates not-null constraint"
        )
        #expect(null?.fields.detail == "Failing row contains (null, 2, [1,2], null).")
        #expect(null?.fields.column == "id")
        let check = error { () throws(DatabaseError) in
            try table.run(table.unchecked([(id: 5, size: 1_000, embedding: nil)]))
        }
        #expect(check?.state == .checkViolation)
        #expect(
            check?.message
                == "new row for relation \"items\" violates check constraint \"items_size_check\""
        )
        #expect(check?.fields.detail == "Failing row contains (5, 1000, null, 6).")
        let unique = error { () throws(DatabaseError) in
            try table.run(
                table.unchecked([
                    (id: 7, size: 1, embedding: nil), (id: 1, size: 1, embedding: nil),
                ])
            )
        }
        #expect(unique?.state == .uniqueViolation)
        #expect(unique?.fields.detail == "Key (id)=(1) already exists.")
        #expect(try table.integers(table.scan()) == [[1, 1, 2]])
    }

    @Test("ON CONFLICT DO NOTHING leaves rows out, also those in the way of each other")
    func doNothing() throws {
        try insert([(1, 10)])
        let result = try table.run(
            table.insertion(
                [
                    (id: 1, size: 11, embedding: nil), (id: 2, size: 20, embedding: nil),
                    (id: 2, size: 21, embedding: nil),
                ],
                onConflict: Plan.OnConflict(arbiters: [], update: nil),
                returning: Make.output(101, 102)
            )
        )
        #expect(result.affected == 1)
        #expect(result.rows.map { $0.map(\.integer) } == [[2, 20]])
    }

    private func upsert(_ rows: [(id: Int32?, size: Int32?, embedding: [Float]?)]) throws -> Plan {
        let existing = TestTable.row.map {
            Plan.ScanColumn(ColumnID($0.id.rawValue + 200), $0.type, $0.source)
        }
        let excluded = TestTable.row.map {
            Plan.ScanColumn(ColumnID($0.id.rawValue + 300), $0.type, $0.source)
        }
        let sum = try Make.call("+", Make.int(302), Make.int(402), .int4)
        return try table.insertion(
            rows,
            onConflict: Plan.OnConflict(
                arbiters: [table.index.oid],
                update: Plan.ConflictUpdate(
                    existing: existing,
                    excluded: excluded,
                    assignments: [Plan.Assignment(column: 2, value: sum)],
                    filter: try Make.call("<", Make.int(302), .constant(.int32(50), .int4))
                )
            ),
            returning: Make.output(101, 102)
        )
    }

    @Test("ON CONFLICT DO UPDATE sees the row in the way and the one proposed")
    func doUpdate() throws {
        try insert([(1, 10), (2, 50)])
        let result = try table.run(
            upsert([
                (id: 1, size: 5, embedding: nil), (id: 2, size: 5, embedding: nil),
                (id: 3, size: 7, embedding: nil),
            ])
        )
        #expect(result.rows.map { $0.map(\.integer) } == [[1, 15], [3, 7]])
        #expect(result.affected == 2)
        #expect(try table.integers(table.scan()) == [[1, 15, 2], [2, 50, 3], [3, 7, 4]])
    }

    @Test("ON CONFLICT DO UPDATE refuses to change a row twice")
    func twice() throws {
        let failure = error { () throws(DatabaseError) in
            try table.run(
                (try? upsert([
                    (id: 9, size: 1, embedding: nil), (id: 9, size: 2, embedding: nil),
                ])) ?? Make.rows([1], [])
            )
        }
        #expect(failure?.state == .cardinalityViolation)
        #expect(
            failure?.message == "ON CONFLICT DO UPDATE command cannot affect row a second time"
        )
    }

    @Test("an update changes values, generated columns and index entries")
    func update() throws {
        try insert([(1, 10), (2, 20), (3, 30)])
        let more = try Make.call("+", Make.int(101), .constant(.int32(10), .int4), .int4)
        let plan = try update(
            [Plan.Assignment(column: 1, value: more)],
            filter: try Make.call(">", Make.int(102), .constant(.int32(10), .int4)),
            returning: Make.output(201, 204, 102)
        )
        let result = try table.run(plan)
        #expect(result.affected == 2)
        #expect(result.rows.map { $0.map(\.integer) } == [[12, 13, 20], [13, 14, 30]])
        #expect(try table.integers(table.scan()) == [[1, 10, 2], [12, 20, 13], [13, 30, 14]])
        #expect(try table.integers(lookup(.int32(2))) == [])
        #expect(try table.integers(lookup(.int32(12))) == [[12, 20]])
    }

    @Test("a delete removes rows and their entries, and returns them")
    func delete() throws {
        try insert([(1, 10), (2, 20)])
        let target = table.target(
            filter: try Make.call("=", Make.int(101), .constant(.int32(1), .int4))
        )
        let plan = Plan(
            .delete(
                Plan.Delete(
                    source: Plan(
                        .tableScan(Plan.TableScan(target: target)),
                        Make.output(101, 102) + [Self.rowID]
                    ),
                    target: Plan.RowReference(
                        table: table.table,
                        alias: "items",
                        rowID: ColumnID(100),
                        columns: target.fetched
                    ),
                    table: try renamed(),
                    returning: [NamedExpression(ColumnID(5), Make.int(102))]
                )
            ),
            Make.output(5)
        )
        let result = try table.run(plan)
        #expect(result.affected == 1)
        #expect(result.rows.map { $0.map(\.integer) } == [[10]])
        #expect(try table.integers(table.scan()) == [[2, 20, 3]])
        #expect(try table.integers(lookup(.int32(1))) == [])
    }

    private func lookup(_ id: Value) -> Plan {
        Plan(
            .indexScan(
                Plan.IndexScan(
                    target: table.target(),
                    index: table.index,
                    prefix: [.equal(.constant(id, .int4))]
                )
            ),
            Make.output(101, 102)
        )
    }

    @Test("an update in READ COMMITTED follows a row changed meanwhile, and checks it again")
    func concurrentUpdate() throws {
        try insert([(1, 10), (2, 20), (3, 20)])
        let first = try table.begin()
        // The statement of `first` has its snapshot before the others change rows.
        first.beginStatement()
        func set(_ id: Int32, _ size: Int32) throws {
            try table.run(
                update(
                    [Plan.Assignment(column: 2, value: .constant(.int32(size), .int4))],
                    filter: try Make.call("=", Make.int(101), .constant(.int32(id), .int4))
                )
            )
        }
        try set(2, 25)
        try set(3, 5)
        let plan = try update(
            [
                Plan.Assignment(
                    column: 2,
                    value: try Make.call(
                        "+",
                        Make.int(102),
                        .constant(.int32(1), .int4),
                        .int4
                    )
                )
            ],
            filter: try Make.call(">", Make.int(102), .constant(.int32(15), .int4))
        )
        let running = try ExecutablePlan(
            PlannedStatement(
                plan: plan,
                outputs: [],
                command: .update,
                isReadOnly: false,
                catalogVersion: 0,
                nodeCount: 0,
                columnCount: 500
            )
        ).start(
            in: ExecutionEnvironment(
                session: table.session,
                transaction: first,
                catalog: first.catalog
            )
        )
        while try running.next() != nil {}
        #expect(running.affectedRows == 1)
        try first.commit(synchronous: false)
        #expect(try table.integers(table.scan()) == [[1, 10, 2], [2, 26, 3], [3, 5, 4]])
    }

    @Test("an update in REPEATABLE READ of a row changed meanwhile fails")
    func serializationFailure() throws {
        try insert([(1, 10)])
        let first = try table.begin(.repeatableRead)
        first.beginStatement()
        let plan = try update(
            [Plan.Assignment(column: 2, value: .constant(.int32(1), .int4))])
        try table.run(plan)
        let failure = error { () throws(DatabaseError) in try table.run(plan, in: first) }
        #expect(failure?.state == .serializationFailure)
    }

    @Test("an insert that reads its own table does not meet what it inserts")
    func halloween() throws {
        try insert([(1, 10), (2, 20)])
        let scan = Plan(
            .tableScan(Plan.TableScan(target: table.target())),
            Make.output(101, 102)
        )
        let plan = Plan(
            .insert(
                Plan.Insert(
                    source: scan,
                    table: try renamed(),
                    values: [
                        Plan.Assignment(
                            column: 1,
                            value: try Make.call(
                                "+",
                                Make.int(101),
                                .constant(.int32(10), .int4),
                                .int4
                            )
                        ),
                        Plan.Assignment(column: 2, value: Make.int(102)),
                        Plan.Assignment(
                            column: 3,
                            value: .constant(.null, SQLType(.vector))
                        ),
                    ]
                )
            ),
            []
        )
        #expect(try table.run(plan).affected == 2)
        #expect(try table.integers(table.scan()).count == 4)
    }
}

extension TestTable {
    /// A plan that inserts rows; when it cannot be made, one that does nothing.
    func unchecked(_ rows: [(id: Int32?, size: Int32?, embedding: [Float]?)]) -> Plan {
        (try? insertion(rows)) ?? PlanBuilding.rows([1], [])
    }
}
