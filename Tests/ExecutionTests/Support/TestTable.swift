// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Platform
import Relations
import Schemas
import Testing
import Values
import Vectors

/// A table in memory: `items (id int4 PRIMARY KEY, size int4 CHECK (size < 1000),
/// embedding vector, next int4 GENERATED ALWAYS AS (id + 1) STORED)`.
final class TestTable {
    let cluster: Cluster
    let session = TestSession()
    let database: OID
    let table: TableDescription
    let index: IndexDescription
    let sizeIndex: IndexDescription

    /// Ids of the row's columns in plans.
    static let row: [Plan.ScanColumn] = [
        Plan.ScanColumn(ColumnID(101), .int4, .column(1)),
        Plan.ScanColumn(ColumnID(102), .int4, .column(2)),
        Plan.ScanColumn(ColumnID(103), SQLType(.vector), .column(3)),
        Plan.ScanColumn(ColumnID(104), .int4, .column(4)),
    ]

    init() throws {
        let cluster = try Cluster(inMemory: ClusterOptions())
        self.cluster = cluster
        database = try cluster.connectableDatabase(named: "postgres").oid
        let transaction = try cluster.begin(
            database: database,
            isolation: .readCommitted,
            interrupt: Interrupt()
        )
        let schema = try #require(transaction.catalog.schema(named: "public")).oid
        let table = TableDescription(
            oid: cluster.makeOID(),
            schema: schema,
            name: "items",
            owner: OID(10),
            columns: [
                ColumnDescription(number: 1, name: "id", type: .int4, isNotNull: true),
                ColumnDescription(number: 2, name: "size", type: .int4),
                ColumnDescription(number: 3, name: "embedding", type: SQLType(.vector)),
                ColumnDescription(
                    number: 4,
                    name: "next",
                    type: .int4,
                    defaultSQL: "id + 1",
                    isGenerated: true
                ),
            ],
            storageID: cluster.makeIdentifier()
        )
        self.table = table
        func makeIndex(_ name: String, _ column: Int16, isUnique: Bool) -> IndexDescription {
            IndexDescription(
                oid: cluster.makeOID(),
                schema: schema,
                table: table.oid,
                name: name,
                method: "btree",
                keys: [IndexDescription.Key(column: column, type: .int4)],
                isUnique: isUnique,
                constraint: isUnique ? .primaryKey : nil,
                storageID: cluster.makeIdentifier()
            )
        }
        index = makeIndex("items_pkey", 1, isUnique: true)
        sizeIndex = makeIndex("items_size_idx", 2, isUnique: false)
        try transaction.put(.relation(.table(table)))
        try transaction.put(.relation(.index(index)))
        try transaction.put(.relation(.index(sizeIndex)))
        try transaction.commit(synchronous: false)
    }

    func begin(
        _ isolation: IsolationLevel = .readCommitted
    ) throws(DatabaseError)
        -> RelationTransaction
    {
        let transaction = try cluster.begin(
            database: database,
            isolation: isolation,
            interrupt: Interrupt()
        )
        transaction.beginStatement()
        return transaction
    }

    /// The expressions that belong to the table.
    func expressions() throws -> TableExpressions {
        let id = Expression.column(ColumnID(101), .int4)
        let size = Expression.column(ColumnID(102), .int4)
        let limit = Expression.constant(.int32(1_000), .int4)
        let one = Expression.constant(.int32(1), .int4)
        return TableExpressions(
            table: table,
            row: Self.row,
            generated: [
                Plan.Assignment(column: 4, value: try PlanBuilding.call("+", id, one, .int4))
            ],
            checks: [
                TableExpressions.Check(
                    name: "items_size_check",
                    condition: try PlanBuilding.call("<", size, limit)
                )
            ],
            indexes: [
                TableExpressions.Index(description: index, keys: [id], predicate: nil),
                TableExpressions.Index(description: sizeIndex, keys: [size], predicate: nil),
            ]
        )
    }

    /// A plan that inserts `rows` of id, size and embedding.
    func insertion(
        _ rows: [(id: Int32?, size: Int32?, embedding: [Float]?)],
        onConflict: Plan.OnConflict? = nil,
        returning: [Plan.Output] = []
    ) throws -> Plan {
        let ids = [ColumnID(1), ColumnID(2), ColumnID(3)]
        let types: [SQLType] = [.int4, .int4, SQLType(.vector)]
        let values = rows.map { row in
            [
                Expression.constant(row.id.map { .int32($0) } ?? .null, .int4),
                Expression.constant(row.size.map { .int32($0) } ?? .null, .int4),
                Expression.constant(
                    row.embedding.map { .vector(Vector(trusted: $0)) } ?? .null,
                    SQLType(.vector)
                ),
            ]
        }
        let source = Plan(
            .values(Plan.RowValues(rows: values)),
            zip(ids, types).map { Plan.Output($0, $1) }
        )
        return Plan(
            .insert(
                Plan.Insert(
                    source: source,
                    table: try expressions(),
                    values: (0..<3).map {
                        Plan.Assignment(
                            column: Int16($0 + 1),
                            value: .column(ids[$0], types[$0])
                        )
                    },
                    onConflict: onConflict,
                    returning: returning.map { NamedExpression($0.id, $0.expression) }
                )
            ),
            returning
        )
    }

    /// A scan of all columns under their ids in ``row``, and the row id as column 100.
    func target(filter: Expression? = nil) -> Plan.ScanTarget {
        Plan.ScanTarget(
            table: table,
            alias: "items",
            fetched: Self.row + [Plan.ScanColumn(ColumnID(100), SQLType.int8, .rowID)],
            filter: filter
        )
    }

    /// The rows as id, size and next.
    func scan(filter: Expression? = nil) -> Plan {
        Plan(
            .tableScan(Plan.TableScan(target: target(filter: filter))),
            PlanBuilding.output(101, 102, 104)
        )
    }

    /// Runs `plan` in `transaction`, or in one of its own that is committed.
    @discardableResult
    func run(
        _ plan: Plan,
        in transaction: RelationTransaction? = nil,
        parameters: [Value] = []
    ) throws(DatabaseError) -> (rows: [[Value]], affected: Int) {
        let used: RelationTransaction
        if let transaction { used = transaction } else { used = try begin() }
        if transaction != nil { used.beginStatement() }
        let statement = PlannedStatement(
            plan: plan,
            outputs: [],
            command: .select,
            isReadOnly: false,
            catalogVersion: 0,
            nodeCount: 0,
            columnCount: 1_000
        )
        let running = try ExecutablePlan(statement).start(
            in: ExecutionEnvironment(
                session: session,
                transaction: used,
                catalog: used.catalog,
                parameters: parameters
            )
        )
        var rows: [[Value]] = []
        while let batch = try running.next() {
            for row in 0..<batch.count { rows.append(batch.row(row)) }
        }
        if transaction == nil { try used.commit(synchronous: false) }
        return (rows, running.affectedRows)
    }

    /// The rows of `plan` as integers.
    func integers(
        _ plan: Plan,
        in transaction: RelationTransaction? = nil
    ) throws(DatabaseError) -> [[Int?]] {
        try run(plan, in: transaction).rows.map { $0.map(\.integer) }
    }
}
