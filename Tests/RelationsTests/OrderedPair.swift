// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Storage
import TestSupport
import Testing
import Values

@testable import Relations

/// A table of one column with two indexes that must answer alike: a btree and a learned one.
struct OrderedPair: Sendable {
    /// What the column and its indexes are like.
    struct Shape: Sendable, CustomStringConvertible {
        var type: OID = .int8
        var isUnique = false
        var isDescending = false
        var nullsFirst = false

        var description: String {
            "\(type.rawValue)\(isUnique ? " unique" : "")\(isDescending ? " desc" : "")"
                + (nullsFirst ? " nulls first" : "")
        }
    }

    let shape: Shape
    let table: TableDescription
    let btree: IndexDescription
    var learned: IndexDescription
    var cluster: Cluster

    init(_ cluster: Cluster, _ shape: Shape) throws {
        self.cluster = cluster
        self.shape = shape
        let type = SQLType(shape.type)
        let table = TableDescription(
            oid: cluster.makeOID(),
            schema: OID(2_200),
            name: "t",
            owner: OID(10),
            columns: [ColumnDescription(number: 1, name: "v", type: type)],
            storageID: cluster.makeIdentifier()
        )
        func index(_ method: String) -> IndexDescription {
            IndexDescription(
                oid: cluster.makeOID(),
                schema: OID(2_200),
                table: table.oid,
                name: "t_\(method)",
                method: method,
                keys: [
                    IndexDescription.Key(
                        column: 1,
                        type: type,
                        isDescending: shape.isDescending,
                        nullsFirst: shape.nullsFirst
                    )
                ],
                isUnique: shape.isUnique,
                storageID: cluster.makeIdentifier()
            )
        }
        self.table = table
        btree = index("btree")
        learned = index("alex")
        let transaction = try begin()
        try transaction.put(.relation(.table(table)))
        try transaction.put(.relation(.index(btree)))
        try transaction.put(.relation(.index(learned)))
        try transaction.commit(synchronous: false)
    }

    func begin(_ isolation: IsolationLevel = .readCommitted) throws -> RelationTransaction {
        let transaction = try cluster.begin(
            database: OID(5),
            isolation: isolation,
            interrupt: Interrupt()
        )
        transaction.beginStatement()
        return transaction
    }

    /// Waits until the learned index is in memory.
    func waitUntilServing() throws {
        let deadline = MonotonicTime.after(milliseconds: 60_000)
        while cluster.learnedIndexes.map(of: learned.storageID) == nil {
            try #require(MonotonicTime.now < deadline)
            OSThread.yield()
        }
    }

    // MARK: - Changes

    /// A value of the column: often one that others have, at times an extreme one or NULL.
    func value(_ generator: inout SeededGenerator, among count: UInt64) -> Value {
        let number = Int64(generator.next() % count) - Int64(count / 2)
        let choice = generator.next() % 40
        if choice == 0 { return .null }
        switch shape.type {
        case .int2: return .int16(choice == 1 ? .min : choice == 2 ? .max : Int16(number))
        case .int4, .date:
            return .int32(choice == 1 ? .min : choice == 2 ? .max : Int32(number) * 7_919)
        case .oid: return .oid(choice == 1 ? 0 : choice == 2 ? .max : UInt32(number + 99_999))
        default: return .int64(choice == 1 ? .min : choice == 2 ? .max : number * 987_654_321)
        }
    }

    private func images(_ values: [Value]) -> RowImages {
        let column = Column(table.columns[0].type, values: values)
        return RowImages(
            columns: [column],
            indexKeys: [btree, learned].map { RowImages.IndexKeys(index: $0, keys: [column]) },
            count: values.count
        )
    }

    /// Inserts rows; those whose key exists in a unique index are left out.
    func insert(
        _ values: [Value],
        _ transaction: RelationTransaction
    ) throws -> [UInt64: Value] {
        let outcomes = try transaction.insert(table, images(values), conflicts: .report([]))
        var rows: [UInt64: Value] = [:]
        for (outcome, value) in zip(outcomes, values) {
            if case .inserted(let rowID) = outcome { rows[rowID] = value }
        }
        return rows
    }

    func update(
        _ rowID: UInt64,
        from old: Value,
        to new: Value,
        _ transaction: RelationTransaction
    ) throws {
        _ = try transaction.lock(table, rowID: rowID, .exclusive, wait: .block)
        try transaction.update(
            table,
            rowIDs: [rowID],
            old: images([old]),
            new: images([new]),
            changed: [1]
        )
    }

    func delete(_ rowID: UInt64, _ old: Value, _ transaction: RelationTransaction) throws {
        _ = try transaction.lock(table, rowID: rowID, .exclusive, wait: .block)
        try transaction.delete(table, rowIDs: [rowID], old: images([old]))
    }

    // MARK: - Comparing

    /// A range of any kind.
    func range(_ generator: inout SeededGenerator, among count: UInt64) -> EntryRange {
        func bound() -> EntryRange.Bound? {
            let value = value(&generator, among: count)
            if value.isNull || generator.next() % 4 == 0 { return nil }
            return EntryRange.Bound(value, isInclusive: generator.next() % 2 == 0)
        }
        if generator.next() % 3 == 0 {
            return EntryRange(prefix: [value(&generator, among: count)])
        }
        let (lower, upper) = (bound(), bound())
        let isBounded = lower != nil || upper != nil
        return EntryRange(
            lower: lower,
            upper: upper,
            excludesNulls: isBounded || generator.next() % 2 == 0
        )
    }

    /// What is left of a scan, row by row with its key.
    private func rest(_ cursor: EntryCursor, limit: Int) throws -> [String] {
        var found: [String] = []
        while let (rowIDs, keys) = try cursor.nextWithKeys(limit: limit) {
            for (row, rowID) in rowIDs.enumerated() { found.append("\(rowID) \(keys[0][row])") }
        }
        return found
    }

    /// A scan of both indexes that has begun and is compared when it goes on.
    struct OpenScan {
        let btree: EntryCursor
        let learned: EntryCursor
    }

    func scan(
        _ range: EntryRange,
        backward: Bool,
        _ transaction: RelationTransaction
    ) throws -> OpenScan {
        let scan = OpenScan(
            btree: try transaction.entryScan(btree, range, backward: backward),
            learned: try transaction.entryScan(learned, range, backward: backward)
        )
        // One row each, so that both have begun.
        #expect(try scan.btree.next(limit: 1) == scan.learned.next(limit: 1))
        return scan
    }

    func finish(_ scan: OpenScan, limit: Int) throws {
        let expected = try rest(scan.btree, limit: limit)
        #expect(try rest(scan.learned, limit: limit) == expected)
    }

    /// Compares some scans, and look-ups where the indexes are unique.
    func compare(
        _ transaction: RelationTransaction,
        _ generator: inout SeededGenerator,
        scans: Int = 8,
        among count: UInt64
    ) throws {
        for number in 0..<scans {
            let range = range(&generator, among: count)
            let limit = 1 + Int(generator.next() % 200)
            let scan = try scan(range, backward: number % 2 == 0, transaction)
            try finish(scan, limit: limit)
        }
        guard shape.isUnique else { return }
        let keys = (0..<20).map { _ in [value(&generator, among: count)] }
            .filter { !$0[0].isNull }
        let expected = try transaction.lookUp(btree, keys, decodesKeys: true)
        let found = try transaction.lookUp(learned, keys, decodesKeys: true)
        #expect(found.rowIDs == expected.rowIDs)
        #expect("\(found.keys[0].elements)" == "\(expected.keys[0].elements)")
    }
}
