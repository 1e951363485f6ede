// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

/// Compares every operation with what PostgreSQL 18 and pgvector 0.8.5 answered.
///
/// A case is a line `type | operation | argument | … | answer`; errors are answered as
/// `! sqlstate message (detail)`.
@Suite struct OracleTests {
    @Test("vector answers as pgvector does")
    func vector() throws { try check(vectorCases, VectorOracle.evaluate) }

    @Test("halfvec answers as pgvector does")
    func halfVector() throws { try check(halfVectorCases, HalfVectorOracle.evaluate) }

    @Test("sparsevec answers as pgvector does")
    func sparseVector() throws { try check(sparseVectorCases, SparseVectorOracle.evaluate) }

    @Test("bit strings answer as PostgreSQL does")
    func bits() throws { try check(bitCases, BitOracle.evaluate) }

    @Test("numbers are read and printed as PostgreSQL does")
    func numbers() throws { try check(numberCases, NumberOracle.evaluate) }

    private func check(
        _ cases: String,
        _ evaluate: (String, [String]) throws -> String
    ) throws {
        for oracle in OracleCase.parse(cases) {
            let answer: String
            do {
                answer = try evaluate(oracle.operation, oracle.arguments)
            } catch let error as VectorError {
                let detail = error.detail.map { " (\($0))" } ?? ""
                answer = "! \(error.code) \(error.message)\(detail)"
            }
            #expect(answer == oracle.answer, "\(oracle)")
        }
    }
}

/// One question and PostgreSQL's answer.
struct OracleCase: Sendable, CustomStringConvertible {
    let operation: String
    let arguments: [String]
    let answer: String

    var description: String { "\(operation) \(arguments.joined(separator: " | "))" }

    static func parse(_ lines: String) -> [OracleCase] {
        lines.split(separator: "\n").map { line in
            let fields = line.split(separator: " | ", omittingEmptySubsequences: false)
            return OracleCase(
                operation: String(fields[1]),
                arguments: fields[2..<fields.count - 1].map(String.init),
                answer: String(fields[fields.count - 1])
            )
        }
    }
}

/// An operation that no oracle case may name.
struct UnknownOperation: Error {
    let name: String
}

// MARK: - Arguments and answers

/// The elements of an array literal such as `{1,2.5,NaN}`.
func array(_ text: String) throws -> [Double] {
    try text.dropFirst().dropLast().split(separator: ",").map { element in
        let number = Double.postgresPrefix(of: String(element).utf8.span)
        return try #require(number).value
    }
}

/// An array literal.
func text(_ array: [Double]) -> String {
    "{" + array.map(\.postgresText).joined(separator: ",") + "}"
}

func integer(_ text: String) throws -> Int { try #require(Int(text)) }

/// The argument at `index` as a declared dimension, nil where there is none.
func dimension(_ arguments: [String], at index: Int) -> Int? {
    index < arguments.count ? Int(arguments[index]) : nil
}

func bytes(hexadecimal text: String) throws -> [UInt8] {
    let digits = Array(text)
    return try stride(from: 0, to: digits.count, by: 2).map { index in
        try #require(UInt8(String(digits[index...index + 1]), radix: 16))
    }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}
