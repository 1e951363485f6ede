// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Platform
public import Values

/// SQL text to syntax trees, by PostgreSQL's own grammar.
public enum Parser {
    /// How many levels deep a tree may be; deeper text is refused with 54001.
    ///
    /// Everything that walks a tree recursively, and the tree's own release, takes at most this
    /// many steps into the stack; ``ParsedStatement/depth`` says how many it takes for the tree at
    /// hand. A query inside a query counts as ``queryDepth`` levels. PostgreSQL with its default
    /// `max_stack_depth` gives up at about twice as many.
    public static let maximumDepth = 2_000

    /// How many levels a nested query counts for.
    static let queryDepth = 3

    /// The levels that are tried on the caller's own stack, and the stack they take at most.
    private static let shallow = (depth: 100, stackBytes: 512 << 10)

    /// The stack that converting the deepest tree takes at most.
    private static let deepStackBytes = 16 << 20

    /// The statements of `sql`, none for an empty text.
    ///
    /// Any number of threads may parse at once. A text that nests deeply takes no more stack than a
    /// flat one until it is refused.
    ///
    /// - Throws: 42601 for a syntax error, with PostgreSQL's message and position; 54001 for a text
    ///   that nests deeper than ``maximumDepth``; 22021 for a NUL character.
    /// - Complexity: linear in the length of the text.
    public static func parse(_ sql: String) throws(DatabaseError) -> [ParsedStatement] {
        let result: Result<[ParsedStatement], DatabaseError> = sql.withCString { text in
            Result { () throws(DatabaseError) in
                try parse(text, SourceText(text, byteCount: sql.utf8.count))
            }
        }
        return try result.get()
    }

    private static func parse(
        _ text: UnsafePointer<CChar>,
        _ source: SourceText
    ) throws(DatabaseError) -> [ParsedStatement] {
        if source.hasNUL { throw .nulInText }
        var raw = cpgquery_parse(text)
        defer { cpgquery_free(&raw) }
        if let message = raw.message { throw DatabaseError(raw, message: message) }
        let statements = RawList(raw.tree)
        // Almost every text is shallow, and going to a thread with a large stack costs more than
        // converting it.
        let converted = try runOnLargeStack(bytes: shallow.stackBytes) {
            () throws(DatabaseError) -> [ParsedStatement]? in
            let converter = Converter(source, maximumDepth: shallow.depth)
            do throws(DatabaseError) {
                return try converter.statements(statements)
            } catch {
                if converter.isTooDeep { return nil }
                throw error
            }
        }
        if let converted { return converted }
        return try runOnLargeStack(bytes: deepStackBytes) { () throws(DatabaseError) in
            try Converter(source, maximumDepth: maximumDepth).statements(statements)
        }
    }
}

extension DatabaseError {
    /// The error that the scanner or grammar raised.
    fileprivate init(_ raw: CPgQueryResult, message: UnsafePointer<CChar>) {
        self.init(
            SQLState(packed: raw.sqlstate),
            String(cString: message),
            detail: raw.detail.map { String(cString: $0) },
            hint: raw.hint.map { String(cString: $0) },
            position: raw.position > 0 ? Int(raw.position) : nil
        )
    }

    /// A NUL character, which no text value of PostgreSQL can hold.
    fileprivate static var nulInText: DatabaseError {
        DatabaseError(
            .characterNotInRepertoire,
            "invalid byte sequence for encoding \"UTF8\": 0x00"
        )
    }
}

extension SQLState {
    /// A code as PostgreSQL packs it: five characters of six bits from '0', the first lowest.
    fileprivate init(packed: Int32) {
        guard packed > 0 else {
            self = .syntaxError
            return
        }
        let characters = (0..<5).map { UInt8(48 + (packed >> (6 * $0)) & 0x3F) }
        self.init(code: String(decoding: characters, as: UTF8.self))
    }
}
