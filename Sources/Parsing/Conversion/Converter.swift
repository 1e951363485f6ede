// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

/// Turns the raw parse tree of one text into syntax trees.
///
/// One method per construct, each taking the raw node it stands for; the methods are grouped like
/// the types they make. Recursion is bounded, which bounds the trees as well, so that whatever
/// walks or releases them later is bounded too.
final class Converter {
    private let source: SourceText
    private let maximumDepth: Int
    /// How many levels are above the node at hand.
    private var depth = 0
    /// How many levels the deepest node of the statement at hand has above it.
    private var deepest = 0
    /// Whether the text was refused because it nests deeper than this converter goes.
    private(set) var isTooDeep = false

    /// A converter for trees of at most `maximumDepth` levels.
    init(_ source: SourceText, maximumDepth: Int) {
        self.source = source
        self.maximumDepth = maximumDepth
    }

    /// The statements of the whole text.
    func statements(_ list: RawList) throws(DatabaseError) -> [ParsedStatement] {
        try map(list) { node throws(DatabaseError) in
            guard let raw = node.cast(.rawStmt, as: PgRawStmt.self)?.pointee else {
                throw .unexpectedNode(node)
            }
            let (text, offset) = source.statement(
                at: raw.stmt_location,
                byteCount: raw.stmt_len
            )
            deepest = 0
            let statement = try statement(raw.stmt)
            return ParsedStatement(
                statement: statement,
                text: text,
                byteOffset: offset,
                depth: deepest
            )
        }
    }

    /// Where the byte at `location` stands, in characters from 1.
    func position(_ location: Int32) -> Int? { source.position(location) }

    /// The digits behind the `$` at `location`.
    func parameterDigits(at location: Int32) -> Slice<UnsafeBufferPointer<UInt8>>? {
        source.parameterDigits(at: location)
    }

    /// Does `body` for a node that stands `levels` deeper.
    @inline(__always)
    func nested<Result>(
        _ levels: Int = 1,
        _ body: () throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        depth += levels
        defer { depth -= levels }
        if depth > deepest {
            deepest = depth
            guard depth <= maximumDepth else {
                isTooDeep = true
                throw .stackDepthExceeded
            }
        }
        return try body()
    }

    /// Converts each element of a list.
    @inline(__always)
    func map<Result>(
        _ list: RawList,
        _ convert: (RawNode) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> [Result] {
        var results: [Result] = []
        results.reserveCapacity(list.count)
        for node in list {
            guard let node else { throw .missingNode }
            results.append(try convert(node))
        }
        return results
    }

    /// Converts each element of a list.
    @inline(__always)
    func map<Result>(
        _ list: UnsafePointer<PgList>?,
        _ convert: (RawNode) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> [Result] {
        try map(RawList(list), convert)
    }

    /// Converts a node unless it is absent.
    @inline(__always)
    func optional<Node, Result>(
        _ node: UnsafePointer<Node>?,
        _ convert: (UnsafePointer<Node>) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result? {
        guard let node else { return nil }
        return try convert(node)
    }

    /// A node that the grammar always gives.
    func required<Node>(_ node: UnsafePointer<Node>?) throws(DatabaseError) -> UnsafePointer<Node> {
        guard let node else { throw .missingNode }
        return node
    }

    /// A name that the grammar always gives.
    func name(_ text: UnsafePointer<CChar>?) -> String { String(cName: text) ?? "" }
}

extension DatabaseError {
    /// A syntax error at a token, in PostgreSQL's words.
    static func syntaxError(at token: String, position: Int?) -> DatabaseError {
        DatabaseError(.syntaxError, "syntax error at or near \"\(token)\"", position: position)
    }

    /// A node that the grammar does not make in this place.
    static func unexpectedNode(_ node: RawNode) -> DatabaseError {
        DatabaseError(.internalError, "unrecognized node type: \(node.tag.rawValue)")
    }

    /// A node that the grammar always makes.
    static var missingNode: DatabaseError {
        DatabaseError(.internalError, "parse tree node is missing")
    }
}
