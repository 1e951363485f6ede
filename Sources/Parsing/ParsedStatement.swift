// SPDX-License-Identifier: Apache-2.0

/// One statement of a text, with where it stands in it.
///
/// Positions inside `statement` count from the begin of the whole text, so that an error in the
/// third statement of a simple query points where the client sees it.
public struct ParsedStatement: Sendable {
    /// What was written.
    public let statement: Syntax.Statement
    /// The statement's own text, without surrounding white space and `;`.
    public let text: String
    /// Where `text` begins in the text that was parsed, in bytes from 0.
    public let byteOffset: Int

    /// How many levels deep the tree is, at most ``Parser/maximumDepth``: whoever walks it can tell
    /// whether the stack at hand is enough.
    public let depth: Int

    /// What CommandComplete reports, without row counts: `SELECT`, `CREATE TABLE`.
    public var commandTag: String { statement.commandTag }
}
