// SPDX-License-Identifier: Apache-2.0

import Foundation
import Parsing
import Testing
import Values

@Suite("Damaged text is parsed or refused")
struct MutationTests {
    /// Numbers that look random and are the same in every run.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Cases/parsing")

    static func statements() throws -> [String] {
        try ["queries", "expressions", "tables", "objects", "sessions", "errors"].flatMap { file in
            try String(contentsOf: directory.appending(path: "\(file).txt"), encoding: .utf8)
                .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("    →") }
        }
    }

    @Test("Random changes of bytes give a tree or an error with an SQLSTATE", arguments: 0..<4)
    func bytes(seed: Int) throws {
        let statements = try Self.statements()
        var random = Generator(state: UInt64(seed))
        let fragments = [
            "(", ")", "'", "\"", "$$", "/*", "--", ";", "::", "SELECT ", " FROM ", "é", "$9", "\\",
            "[1]", ".*",
        ]
        for _ in 0..<3_000 {
            var bytes = Array(statements.randomElement(using: &random, orElse: "").utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let index = bytes.indices.randomElement(using: &random, orElse: 0)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                case 2: bytes.removeSubrange(index...)
                case 3:
                    bytes.insert(
                        contentsOf: fragments.randomElement(using: &random, orElse: "").utf8,
                        at: index
                    )
                default:
                    let other = Array(statements.randomElement(using: &random, orElse: "").utf8)
                    bytes.insert(
                        contentsOf: other.suffix(Int.random(in: 0...30, using: &random)),
                        at: index
                    )
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do throws(DatabaseError) {
                _ = try Parser.parse(text)
            } catch {
                #expect(error.state.code.utf8.count == 5)
                #expect(error.state != .internalError, "\(text)")
                if let position = error.fields.position {
                    #expect((1...text.unicodeScalars.count + 1).contains(position), "\(text)")
                }
            }
        }
    }
}

extension Collection {
    /// An element, or `fallback` of an empty collection.
    fileprivate func randomElement(
        using random: inout MutationTests.Generator,
        orElse fallback: Element
    ) -> Element {
        randomElement(using: &random) ?? fallback
    }
}
