// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Planning
import Relations
import Schemas
import Testing
import Values

@Suite struct CopyLoadTests {
    private let table: TestTable

    init() throws { table = try TestTable() }

    /// Loads id, size and embedding in pieces of `chunk` bytes.
    @discardableResult
    private func load(
        _ input: [UInt8],
        _ options: [CopyOptions.Option] = [],
        filter: Expression? = nil,
        chunk: Int = 7
    ) throws -> Int {
        let transaction = try table.begin()
        let environment = ExecutionEnvironment(
            session: table.session,
            transaction: transaction,
            catalog: transaction.catalog
        )
        var load = try CopyLoad(
            CopyTarget(table: try table.expressions(), columns: [1, 2, 3], filter: filter),
            try CopyOptions(options, isFrom: true),
            in: environment
        )
        var position = 0
        while position < input.count {
            let end = min(position + chunk, input.count)
            try load.append(Array(input[position..<end]))
            position = end
        }
        let count = try load.finish()
        try transaction.commit(synchronous: false)
        return count
    }

    private func failure(
        _ text: String,
        _ options: [CopyOptions.Option] = []
    ) throws -> DatabaseError {
        do {
            try load(Array(text.utf8), options)
        } catch let failure as DatabaseError {
            #expect(try table.integers(table.scan()) == [])
            return failure
        }
        throw DatabaseError(.internalError, "the load succeeded")
    }

    static let csv = CopyOptions.Option("format", .text("csv"))

    @Test("rows are stored with generated columns; NULL, quotes and the end marker are understood")
    func text() throws {
        #expect(try load(Array("1\t2\t[1,2]\n3\t\\N\t\\N\n\\.\nrest".utf8)) == 2)
        #expect(try table.integers(table.scan()) == [[1, 2, 2], [3, nil, 4]])
    }

    @Test("a header is skipped, and several batches are counted")
    func csvWithHeader() throws {
        let rows = (0..<3_000).map { "\($0),\($0 % 9),\"[\($0),0]\"" }
        let text = "a,b,c\r\n" + rows.joined(separator: "\r\n")
        let count = try load(
            Array(text.utf8),
            [Self.csv, CopyOptions.Option("header")],
            chunk: 1_000
        )
        #expect(count == 3_000)
        #expect(try table.integers(table.scan()).count == 3_000)
    }

    @Test("WHERE leaves rows out, and they are not counted")
    func filter() throws {
        let filter = try PlanBuilding.call(
            "<",
            PlanBuilding.int(102),
            .constant(.int32(10), .int4)
        )
        #expect(try load(Array("1\t5\t\\N\n2\t15\t\\N\n".utf8), filter: filter) == 1)
    }

    struct Wrong: Sendable {
        var input: String
        var options: [CopyOptions.Option] = []
        var state: SQLState
        var message: String
        var context: String
        var detail: String?
    }

    static let match = [csv, CopyOptions.Option("header", .text("match"))]

    static let wrong: [Wrong] = [
        Wrong(
            input: "1\t2\t[1,2]\nx\t3\t[1,2]\n",
            state: .invalidTextRepresentation,
            message: "invalid input syntax for type integer: \"x\"",
            context: "COPY items, line 2, column id: \"x\""
        ),
        Wrong(
            input: "1\t2\t[1,2]\n2\t3\t[1,2\n3\ty\t[1,2]\n",
            state: .invalidTextRepresentation,
            message: "invalid input syntax for type vector: \"[1,2\"",
            context: "COPY items, line 2, column embedding: \"[1,2\""
        ),
        Wrong(
            input: "1\t2\n",
            state: .badCopyFileFormat,
            message: "missing data for column \"embedding\"",
            context: "COPY items, line 1: \"1\t2\""
        ),
        Wrong(
            input: "1\t2\t[1,2]\t5\n",
            state: .badCopyFileFormat,
            message: "extra data after last expected column",
            context: "COPY items, line 1: \"1\t2\t[1,2]\t5\""
        ),
        Wrong(
            input: "3\t2000\t[1,2]\n",
            state: .checkViolation,
            message:
                "new row for relation \"items\" violates check constraint \"items_size_check\"",
            context: "COPY items, line 1: \"3\t2000\t[1,2]\"",
            detail: "Failing row contains (3, 2000, [1,2], 4)."
        ),
        Wrong(
            input: "\\N\t20\t[1,2]\n",
            state: .notNullViolation,
            message:
                "null value in column \"id\" of relation \"items\" violates not-null constraint",
            context: "COPY items, line 1: \"\\N\t20\t[1,2]\"",
            detail: "Failing row contains (null, 20, [1,2], null)."
        ),
        Wrong(
            input: "1\t20\t[1,2]\n2\t20\t[1,2]\n1\t20\t[1,2]\n",
            state: .uniqueViolation,
            message: "duplicate key value violates unique constraint \"items_pkey\"",
            context: "COPY items, line 3",
            detail: "Key (id)=(1) already exists."
        ),
        Wrong(
            input: "id,size,foo\n",
            options: match,
            state: .badCopyFileFormat,
            message:
                "column name mismatch in header line field 3: got \"foo\", expected \"embedding\"",
            context: "COPY items, line 1: \"id,size,foo\""
        ),
        Wrong(
            input: "id,size\n",
            options: match,
            state: .badCopyFileFormat,
            message: "wrong number of fields in header line: got 2, expected 3",
            context: "COPY items, line 1: \"id,size\""
        ),
        Wrong(
            input: "id,,embedding\n",
            options: match,
            state: .badCopyFileFormat,
            message:
                "column name mismatch in header line field 2: got null value (\"\"), expected \"size\"",
            context: "COPY items, line 1: \"id,,embedding\""
        ),
        Wrong(
            input: "1,,\n2,\"\",\n",
            options: [csv],
            state: .invalidTextRepresentation,
            message: "invalid input syntax for type integer: \"\"",
            context: "COPY items, line 2, column size: \"\""
        ),
        Wrong(
            input: "1\t2\(String(repeating: "a", count: 150))\t\\N\n",
            state: .invalidTextRepresentation,
            message:
                "invalid input syntax for type integer: \"2\(String(repeating: "a", count: 150))\"",
            context:
                "COPY items, line 1, column size: \"2\(String(repeating: "a", count: 99))...\""
        ),
    ]

    @Test("errors name the line, and the column or the text, as PostgreSQL does", arguments: wrong)
    func errors(_ wrong: Wrong) throws {
        let failure = try failure(wrong.input, wrong.options)
        #expect(failure.state == wrong.state)
        #expect(failure.message == wrong.message)
        #expect(failure.fields.context == wrong.context)
        #expect(failure.fields.detail == wrong.detail)
    }

    @Test("options may name only columns of the table that are read")
    func forcedColumns() throws {
        let unknown = try failure(
            "",
            [Self.csv, CopyOptions.Option("force_null", .list(["foo"]))]
        )
        #expect(unknown.message == "column \"foo\" of relation \"items\" does not exist")
        let unread = try failure(
            "",
            [Self.csv, CopyOptions.Option("force_null", .list(["next"]))]
        )
        #expect(unread.message == "FORCE_NULL column \"next\" not referenced by COPY")
    }

    @Test("what COPY TO writes COPY FROM reads back", arguments: ["text", "csv", "binary"])
    func roundTrip(_ format: String) throws {
        try load(Array("1\t2\t[1.5,-2]\n3\t\\N\t\\N\n".utf8))
        let option = CopyOptions.Option("format", .text(format))
        var encoder = try CopyEncoder(
            try CopyOptions([option], isFrom: false),
            columns: [("id", .int4), ("size", .int4), ("embedding", SQLType(.vector))],
            formatting: Formatting()
        )
        var bytes: [UInt8] = []
        encoder.begin(into: &bytes)
        let ids = [1, 2, 3].map { ColumnID(100 + $0) }
        let rows = try table.run(
            Plan(
                .tableScan(Plan.TableScan(target: table.target())),
                zip(ids, [SQLType.int4, .int4, SQLType(.vector)]).map { Plan.Output($0, $1) }
            )
        ).rows
        let types = [SQLType.int4, .int4, SQLType(.vector)]
        let batch = Batch(
            columns: types.indices.map { index in
                Column(types[index], values: rows.map { $0[index] })
            },
            count: rows.count
        )
        for row in 0..<batch.count { try encoder.append(batch, row: row, into: &bytes) }
        encoder.end(into: &bytes)
        let other = try CopyLoadTests()
        #expect(try other.load(bytes, [option]) == 2)
        #expect(try other.table.integers(other.table.scan()) == [[1, 2, 2], [3, nil, 4]])
    }
}
