// SPDX-License-Identifier: Apache-2.0

public import Values

/// How COPY reads or writes rows: the checked form of the options in a COPY statement.
///
/// Source: PostgreSQL 15 manual, page "COPY", section "Parameters".
public struct CopyOptions: Sendable, Equatable {
    /// The three file formats.
    public enum Format: String, Sendable {
        case text, csv, binary
    }

    /// What the first line is.
    public enum Header: Sendable, Equatable {
        /// A row like the others.
        case absent
        /// Column names, skipped on input.
        case present
        /// Column names, checked on input.
        case match
    }

    /// Which columns an option such as FORCE_QUOTE names.
    public enum Columns: Sendable, Equatable {
        case none
        case all
        case named([String])
    }

    /// How rows are written.
    public var format = Format.text
    /// The byte between fields.
    public var delimiter = UInt8(ascii: "\t")
    /// The bytes that stand for NULL.
    public var null = Array("\\N".utf8)
    /// What the first line is.
    public var header = Header.absent
    /// CSV only: the byte around fields.
    public var quote = UInt8(ascii: "\"")
    /// CSV only: the byte before a quote that belongs to the field.
    public var escape = UInt8(ascii: "\"")
    /// CSV output only: columns whose values are always quoted.
    public var forceQuote = Columns.none
    /// CSV input only: columns whose quoted values may be NULL.
    public var forceNull = Columns.none
    /// CSV input only: columns whose unquoted values are never NULL.
    public var forceNotNull = Columns.none
    /// FREEZE: accepted; rows have no freeze state here.
    public var freeze = false
    /// The encoding of the file, when not the client's.
    public var encoding: String?

    /// The options of a COPY statement without any.
    public init() {}
}

extension CopyOptions {
    /// One option as the statement gives it.
    public struct Option: Sendable {
        /// In lower case, as the parser folds it.
        public var name: String
        /// What follows the name.
        public var argument: Argument
        /// Where it stands in the query, in characters from 1.
        public var position: Int?

        /// An option called `name`.
        public init(_ name: String, _ argument: Argument = .none, position: Int? = nil) {
            self.name = name
            self.argument = argument
            self.position = position
        }
    }

    /// The argument of an option.
    public enum Argument: Sendable {
        case none
        /// A word, a string or a number.
        case text(String)
        /// `*`.
        case star
        /// Names in parentheses.
        case list([String])
    }

    /// Checks the options of a statement and combines them.
    ///
    /// - Parameters:
    ///   - options: In the order of the statement.
    ///   - isFrom: Whether the statement is COPY FROM.
    /// - Throws: 42601, 22023 or 0A000 in PostgreSQL's words.
    public init(_ options: [Option], isFrom: Bool) throws(DatabaseError) {
        self.init()
        var given = CopyOptionParser()
        for option in options { try given.take(option, isFrom: isFrom) }
        self = try given.combined(isFrom: isFrom)
    }
}
