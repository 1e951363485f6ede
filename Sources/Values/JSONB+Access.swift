// SPDX-License-Identifier: Apache-2.0

extension JSONB {
    /// The document that `text` spells.
    public init(parsing text: String) throws(DatabaseError) { throw .pending }
    /// As jsonb prints it.
    public var text: String { "" }
}
