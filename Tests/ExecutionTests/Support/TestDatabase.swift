// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Parsing
import Planning
import Platform
import Relations
import Schemas
import Testing
import Values

/// A database in memory that answers SQL text: parser, planner and executor together.
final class TestDatabase {
    let cluster: Cluster
    let session = TestSession()
    /// How much memory the rows of a statement may take.
    var memoryLimitBytes = ExecutionEnvironment.defaultMemoryLimitBytes
    private let database: OID

    init() throws {
        cluster = try Cluster(inMemory: ClusterOptions())
        database = try cluster.connectableDatabase(named: "postgres").oid
    }

    func begin(_ isolation: IsolationLevel = .readCommitted) throws -> RelationTransaction {
        let transaction = try cluster.begin(
            database: database,
            isolation: isolation,
            interrupt: Interrupt()
        )
        transaction.beginStatement()
        return transaction
    }

    /// What CREATE EXTENSION vector does.
    func installVector() throws {
        let transaction = try begin()
        let schema = try #require(transaction.catalog.schema(named: "public")).oid
        try transaction.put(
            .extension(
                ExtensionDescription(
                    oid: cluster.makeOID(),
                    database: database,
                    name: "vector",
                    schema: schema,
                    version: "0.8.0"
                )
            )
        )
        try transaction.commit(synchronous: false)
    }

    /// Creates a table; `indexed` lists its keys, the first being the primary key.
    func create(
        _ name: String,
        _ columns: [(name: String, type: SQLType)],
        indexed: [[Int16]] = []
    ) throws {
        let transaction = try begin()
        let schema = try #require(transaction.catalog.schema(named: "public")).oid
        let table = TableDescription(
            oid: cluster.makeOID(),
            schema: schema,
            name: name,
            owner: OID(10),
            columns: columns.enumerated().map { index, column in
                ColumnDescription(
                    number: Int16(index + 1),
                    name: column.name,
                    type: column.type,
                    isNotNull: indexed.first?.contains(Int16(index + 1)) ?? false
                )
            },
            storageID: cluster.makeIdentifier()
        )
        try transaction.put(.relation(.table(table)))
        for (position, keys) in indexed.enumerated() {
            let isPrimary = position == 0
            try transaction.put(
                .relation(
                    .index(
                        IndexDescription(
                            oid: cluster.makeOID(),
                            schema: schema,
                            table: table.oid,
                            name: isPrimary ? "\(name)_pkey" : "\(name)_\(position)_idx",
                            method: "btree",
                            keys: keys.map {
                                IndexDescription.Key(
                                    column: $0,
                                    type: columns[Int($0) - 1].type
                                )
                            },
                            isUnique: isPrimary,
                            constraint: isPrimary ? .primaryKey : nil,
                            constraintOID: isPrimary ? cluster.makeOID() : .invalid,
                            storageID: cluster.makeIdentifier()
                        )
                    )
                )
            )
        }
        try transaction.commit(synchronous: false)
    }

    /// The rows of `sql` as psql prints them without alignment: `|` between values, NULL as `~`.
    @discardableResult
    func query(
        _ sql: String,
        parameters: [(Value, SQLType)] = [],
        in transaction: RelationTransaction? = nil
    ) throws -> [String] {
        let used = try transaction ?? begin()
        used.beginStatement()
        let running = try start(sql, parameters, used)
        var lines: [String] = []
        while let batch = try running.next() {
            for row in 0..<batch.count {
                let fields = batch.columns.map { column in
                    column.isNull(row)
                        ? "~" : TypeCodec.text(column[row], as: column.type, session.formatting)
                }
                lines.append(fields.joined(separator: "|"))
            }
        }
        if transaction == nil { try used.commit(synchronous: false) }
        return lines
    }

    /// How many rows `sql` changed.
    func change(_ sql: String) throws -> Int {
        let transaction = try begin()
        let running = try start(sql, [], transaction)
        while try running.next() != nil {}
        try transaction.commit(synchronous: false)
        return running.affectedRows
    }

    private func start(
        _ sql: String,
        _ parameters: [(Value, SQLType)],
        _ transaction: RelationTransaction
    ) throws -> RunningStatement {
        let parsed = try #require(try Parser.parse(sql).first)
        let planner = Planner(
            catalog: transaction.catalog,
            context: EvaluationContext(session: session)
        )
        let planned = try planner.plan(parsed.statement, parameters: parameters.map(\.1))
        guard case .query(let statement) = planned else {
            throw DatabaseError(.featureNotSupported, "no query")
        }
        return try ExecutablePlan(statement).start(
            in: ExecutionEnvironment(
                session: session,
                transaction: transaction,
                catalog: transaction.catalog,
                parameters: parameters.map(\.0),
                memoryLimitBytes: memoryLimitBytes
            )
        )
    }
}
