// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// A type as written, with its modifiers: `vector(3)`, `timestamp(3) with time zone`, `int[]`.
    public struct TypeName: Sendable {
        /// The name's parts; types with their own syntax come as `pg_catalog.int4` and the like.
        public var names: [String]
        /// The expressions in parentheses.
        public var modifiers: [Expression]
        /// One element per `[]`; its number where one is written.
        public var arrayBounds: [Int?]
        /// Whether SETOF was written.
        public var isSet: Bool
        /// Whether it is `column%TYPE`.
        public var isReference: Bool
        /// Where it begins.
        public var position: Int?

        /// The schema, when written or implied by the grammar.
        public var schema: String? { names.count > 1 ? names[names.count - 2] : nil }
        /// The last part of the name.
        public var name: String { names.last ?? "" }

        /// The name with dots, and `[]` or `%TYPE`, as PostgreSQL prints it in messages.
        public var text: String {
            var text = names.joined(separator: ".")
            if isReference { text += "%TYPE" }
            if !arrayBounds.isEmpty { text += "[]" }
            return text
        }
    }
}
