// SPDX-License-Identifier: Apache-2.0

/// SQL text to syntax trees, by PostgreSQL's own grammar.
public enum Parser {
    /// How many levels deep a tree may be; deeper text is refused with 54001.
    ///
    /// Everything that walks a tree recursively, and the tree's own release, takes at most this many
    /// steps into the stack.
    public static let maximumDepth = 2_000
}
