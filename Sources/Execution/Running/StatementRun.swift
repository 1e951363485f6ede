// SPDX-License-Identifier: Apache-2.0

import Expressions
import Relations
import Values

/// What the operators of one run of a statement share.
///
/// Belongs to the session's thread.
final class StatementRun {
    let environment: ExecutionEnvironment
    /// What the statement sees.
    let snapshot: StatementSnapshot
    let memory: MemoryAccount
    /// Per plan node, when EXPLAIN ANALYZE asks; otherwise empty.
    var counters: [NodeCounters]
    /// The common tables in scope, by number.
    var commonTables: [Int: CommonTable] = [:]
    /// The working tables of recursive unions, by number.
    var workTables: [Int: [Batch]] = [:]
    /// How often each common table or working table has started over.
    var generations: [Int: Int] = [:]
    /// Rows changed, for the command tag.
    var affectedRows = 0
    /// What was scanned: a few tables and indexes.
    private var scans: [(storageID: UInt32, counts: ScanCounts)] = []

    /// The shapes of the records the statement makes.
    let recordTypes: [[RecordField]]
    private let subplans: [ExecutableSubplan]
    private var subqueries: [Subquery?]

    /// Whether expressions may run subqueries.
    var hasSubqueries: Bool { !subplans.isEmpty }

    init(
        _ environment: ExecutionEnvironment,
        _ snapshot: StatementSnapshot,
        subplans: [ExecutableSubplan],
        nodeCount: Int,
        recordTypes: [[RecordField]] = []
    ) {
        self.environment = environment
        self.snapshot = snapshot
        self.recordTypes = recordTypes
        self.subplans = subplans
        subqueries = subplans.map { _ in nil }
        memory = MemoryAccount(limitBytes: environment.memoryLimitBytes)
        counters =
            environment.measures ? Array(repeating: NodeCounters(), count: nodeCount) : []
    }

    /// The transaction the statement runs in.
    var transaction: RelationTransaction { environment.transaction }

    /// Polled once per batch by whatever may run long.
    func checkInterrupts() throws(DatabaseError) {
        try environment.session.checkInterrupts()
    }

    /// Counts scans of the table or index with that storage id.
    func countScans(_ count: Int = 1, of storageID: UInt32) {
        withCounts(of: storageID) { $0.scans += Int64(count) }
    }

    /// Counts what a scan has given.
    func countScanned(_ rows: Int, of storageID: UInt32) {
        withCounts(of: storageID) { $0.rows += Int64(rows) }
    }

    private func withCounts(of storageID: UInt32, _ change: (inout ScanCounts) -> Void) {
        if let known = scans.firstIndex(where: { $0.storageID == storageID }) {
            return change(&scans[known].counts)
        }
        var counts = ScanCounts()
        change(&counts)
        scans.append((storageID, counts))
    }

    /// Gives up the operators of subqueries, which refer back to the run, and reports what was
    /// scanned.
    func close() {
        if !scans.isEmpty { transaction.count(scans) }
        scans = []
        for subquery in subqueries { subquery?.source.close() }
        subqueries = subplans.map { _ in nil }
        commonTables = [:]
        workTables = [:]
    }
}

// MARK: - Subqueries

extension StatementRun: SubqueryRunner {
    /// A subplan that has been run.
    private final class Subquery {
        let frame: PlanFrame
        let source: Operator
        /// The first column of the rows read so far, for the current arguments.
        var rows: Column
        var isComplete = false
        /// The generations of the common tables it scans when it was started.
        var generations: [Int]
        /// Rows by arguments, for subplans that always give the same for the same arguments.
        var remembered: [[UInt8]: Column] = [:]

        init(_ frame: PlanFrame, _ source: Operator, _ type: SQLType, _ generations: [Int]) {
            self.frame = frame
            self.source = source
            self.generations = generations
            rows = Column(type)
        }
    }

    /// How many sets of arguments the rows are remembered for.
    private static let rememberedLimit = 10_000

    func rows(
        ofSubquery number: Int,
        arguments: [Value],
        limit: Int?
    ) throws(DatabaseError) -> Column {
        let plan = subplans[number]
        let current = plan.commonTables.map { generations[$0, default: 0] }
        guard let subquery = subqueries[number] else {
            let frame = PlanFrame(self)
            frame.evaluation.outer = arguments
            let subquery = Subquery(frame, try plan.make(frame), plan.type, current)
            subqueries[number] = subquery
            return try read(subquery, plan, arguments, limit)
        }
        if subquery.generations != current {
            subquery.generations = current
            subquery.remembered = [:]
        } else if plan.argumentCount == 0 {
            return try read(subquery, plan, arguments, limit)
        } else if let key = plan.isRepeatable ? ArgumentKey.bytes(arguments) : nil,
            let rows = subquery.remembered[key]
        {
            return rows
        }
        subquery.frame.evaluation.outer = arguments
        subquery.rows = Column(plan.type)
        subquery.isComplete = false
        try subquery.source.rescan()
        return try read(subquery, plan, arguments, limit)
    }

    /// Reads on until there are `limit` rows or no more.
    private func read(
        _ subquery: Subquery,
        _ plan: ExecutableSubplan,
        _ arguments: [Value],
        _ limit: Int?
    ) throws(DatabaseError) -> Column {
        while !subquery.isComplete, subquery.rows.count < limit ?? .max {
            guard let batch = try subquery.source.next() else {
                subquery.isComplete = true
                break
            }
            // EXISTS may select no column at all: its rows are counted all the same.
            let column = batch.columns.first ?? Column(.bool, repeating: .null, count: batch.count)
            if plan.argumentCount == 0 { try memory.take(column.byteCount) }
            subquery.rows.append(contentsOf: column)
        }
        if plan.argumentCount > 0, plan.isRepeatable, subquery.rows.count <= 1,
            subquery.remembered.count < Self.rememberedLimit,
            let key = ArgumentKey.bytes(arguments)
        {
            subquery.remembered[key] = subquery.rows
        }
        return subquery.rows
    }
}

/// The arguments of a subquery as bytes, to find the rows of equal arguments.
private enum ArgumentKey {
    /// Nil when an argument is of a type that is not worth it.
    static func bytes(_ arguments: [Value]) -> [UInt8]? {
        var bytes: [UInt8] = []
        func append(_ tag: UInt8, _ value: UInt64) {
            bytes.append(tag)
            withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
        }
        for argument in arguments {
            switch argument {
            case .null: bytes.append(0)
            case .bool(let value): append(1, value ? 1 : 0)
            case .int16(let value): append(2, UInt64(bitPattern: Int64(value)))
            case .int32(let value): append(2, UInt64(bitPattern: Int64(value)))
            case .int64(let value): append(2, UInt64(bitPattern: value))
            case .oid(let value): append(2, UInt64(value))
            case .float32(let value): append(3, Double(value).bitPattern)
            case .float64(let value): append(3, value.bitPattern)
            case .text(let text):
                append(4, UInt64(text.utf8.count))
                bytes.append(contentsOf: text.utf8)
            default: return nil
            }
        }
        return bytes
    }
}
