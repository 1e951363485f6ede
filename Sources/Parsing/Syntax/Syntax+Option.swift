// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// A `name = value` item of WITH, of a parenthesised option list, or of the older forms without
    /// parentheses (which are reported under the same names, as PostgreSQL does).
    public struct Option: Sendable {
        /// What ALTER … OPTIONS asks for.
        public enum Action: Sendable {
            case unspecified
            case set
            case add
            case drop
        }
        /// The part before the dot of `toast.fillfactor`.
        public var namespace: String?
        /// The option's name.
        public var name: String
        /// The value; nil when only the name is written.
        public var value: OptionValue?
        /// SET, ADD or DROP, where the statement has them.
        public var action: Action
        /// Where it begins.
        public var position: Int?
    }

    /// The value of an option.
    public indirect enum OptionValue: Sendable {
        /// An integer that fits 32 bits.
        case integer(Int32)
        /// Any other number, as written.
        case number(String)
        /// A quoted string, or a keyword such as `true`.
        case string(String)
        /// A boolean that the grammar itself made.
        case boolean(Bool)
        /// A bare word is read as a type name.
        case typeName(TypeName)
        /// A list, such as the columns of FORCE_QUOTE or the parts of OWNED BY's name.
        case list([OptionValue])
        /// `*`.
        case star
        /// A role, for example of OWNER or ADMIN.
        case role(RoleName)
        /// Several roles, for example of IN ROLE.
        case roles([RoleName])
        /// An SQL function argument or other node that has no option meaning.
        case other
    }
}

extension Syntax.OptionValue {
    /// The value as text, as PostgreSQL reads an option that takes a string; nil for `*`'s peers
    /// that have none.
    public var text: String? {
        switch self {
        case .integer(let value): String(value)
        case .number(let text), .string(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .typeName(let type): type.text
        case .star: "*"
        case .list(let items): items.compactMap(\.text).joined(separator: ",")
        case .role, .roles, .other: nil
        }
    }
}
