// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Expressions

@Suite struct WindowFunctionTests {
    /// Five rows, of which the second and third are peers; frames end with each row's peers.
    let partition = WindowPartition(
        count: 5,
        firstPeer: [0, 1, 1, 3, 4],
        endOfPeers: [1, 3, 3, 4, 5],
        frames: [0..<1, 0..<3, 0..<3, 0..<4, 0..<5]
    )
    let values = Column(.int4, .int32([10, 20, 30, 40, 50]))

    func run(_ name: String, _ arguments: [Column] = [], _ type: SQLType = .int4) throws -> [Value]
    {
        let function = try #require(
            Registry.builtin.windowFunctions(named: name).first {
                $0.arguments.count == arguments.count
            }
        )
        let result = try function.body(partition, arguments, type)
        return (0..<result.count).map { result[$0] }
    }

    func texts(_ values: [Value], _ type: SQLType) -> [String] {
        values.map { $0.isNull ? "NULL" : TypeCodec.text($0, as: type, Formatting()) }
    }

    @Test("rankings tell peers apart or do not")
    func rankings() throws {
        #expect(texts(try run("row_number", [], .int8), .int8) == ["1", "2", "3", "4", "5"])
        #expect(texts(try run("rank", [], .int8), .int8) == ["1", "2", "2", "4", "5"])
        #expect(texts(try run("dense_rank", [], .int8), .int8) == ["1", "2", "2", "3", "4"])
        let float = SQLType.float8
        #expect(
            texts(try run("percent_rank", [], float), float) == ["0", "0.25", "0.25", "0.75", "1"]
        )
        #expect(texts(try run("cume_dist", [], float), float) == ["0.2", "0.6", "0.6", "0.8", "1"])
    }

    @Test("neighbours beyond the partition are NULL or the default")
    func neighbours() throws {
        #expect(texts(try run("lag", [values]), .int4) == ["NULL", "10", "20", "30", "40"])
        let two = Column(.int4, repeating: .int32(2), count: 5)
        let none = Column(.int4, repeating: .int32(0), count: 5)
        #expect(
            texts(try run("lead", [values, two, none]), .int4) == ["30", "40", "50", "0", "0"]
        )
    }

    @Test("values are picked from the frame of each row")
    func frames() throws {
        #expect(texts(try run("first_value", [values]), .int4) == ["10", "10", "10", "10", "10"])
        #expect(texts(try run("last_value", [values]), .int4) == ["10", "30", "30", "40", "50"])
        let second = Column(.int4, repeating: .int32(2), count: 5)
        #expect(
            texts(try run("nth_value", [values, second]), .int4)
                == ["NULL", "20", "20", "20", "20"]
        )
        let zeroth = Column(.int4, repeating: .int32(0), count: 5)
        let error = #expect(throws: DatabaseError.self) { try run("nth_value", [values, zeroth]) }
        #expect(error?.state == .invalidArgumentForNthValue)
    }

    @Test("buckets are as equal as can be, the first ones larger")
    func buckets() throws {
        let three = Column(.int4, repeating: .int32(3), count: 5)
        #expect(texts(try run("ntile", [three]), .int4) == ["1", "1", "2", "2", "3"])
        let zero = Column(.int4, repeating: .int32(0), count: 5)
        let error = #expect(throws: DatabaseError.self) { try run("ntile", [zero]) }
        #expect(error?.message == "argument of ntile must be greater than zero")
    }
}
