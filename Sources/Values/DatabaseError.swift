// SPDX-License-Identifier: Apache-2.0

/// An error that a client sees: the fields of PostgreSQL's ErrorResponse and NoticeResponse.
///
/// One reference wide. Messages are worded as PostgreSQL or pgvector word them, because clients
/// match on the text: lower case, no full stop; detail and hint are sentences.
///
/// Source: PostgreSQL 15 manual, section 55.8 "Error and Notice Message Fields".
public struct DatabaseError: Error, Sendable {
    /// What stands behind an error; immutable but for ``DatabaseError/with(_:)``.
    public struct Fields: Sendable {
        /// The five-character code clients branch on.
        public var state: SQLState
        /// How grave it is; an error ends the statement, a fatal error the session.
        public var severity: Severity
        /// What happened, in one clause.
        public var message: String
        /// More about what happened, in sentences.
        public var detail: String?
        /// What to do about it, in sentences.
        public var hint: String?
        /// Where in the query text, in characters from 1.
        public var position: Int?
        /// Where the error arose inside a function, COPY or other context.
        public var context: String?
        /// The schema, table, column, data type and constraint an integrity error names.
        public var schema: String?
        /// The table an error names.
        public var table: String?
        /// The column an error names.
        public var column: String?
        /// The data type an error names.
        public var dataType: String?
        /// The constraint an error names.
        public var constraint: String?
        /// Where in our source it was raised.
        public var file: String
        /// The line it was raised on.
        public var line: Int
        /// The function of PostgreSQL that raises this error, where clients tell errors of one
        /// state apart by it.
        public var routine: String?
    }

    /// The severities PostgreSQL reports, most grave first.
    public enum Severity: String, Sendable {
        case panic = "PANIC"
        case fatal = "FATAL"
        case error = "ERROR"
        case warning = "WARNING"
        case notice = "NOTICE"
        case debug = "DEBUG"
        case info = "INFO"
        case log = "LOG"
    }

    private final class Box: Sendable {
        let fields: Fields
        init(_ fields: Fields) { self.fields = fields }
    }

    private let box: Box

    /// All fields.
    public var fields: Fields { box.fields }
    /// The five-character code clients branch on.
    public var state: SQLState { box.fields.state }
    /// What happened, in one clause.
    public var message: String { box.fields.message }

    /// An error with `message` in PostgreSQL's words.
    public init(
        _ state: SQLState,
        _ message: String,
        detail: String? = nil,
        hint: String? = nil,
        position: Int? = nil,
        severity: Severity = .error,
        file: String = #fileID,
        line: Int = #line
    ) {
        box = Box(
            Fields(
                state: state,
                severity: severity,
                message: message,
                detail: detail,
                hint: hint,
                position: position,
                file: file,
                line: line
            )
        )
    }

    /// An error made of `fields` as they are.
    public init(fields: Fields) { box = Box(fields) }

    /// The same error with some fields changed.
    public func with(_ change: (inout Fields) -> Void) -> DatabaseError {
        var fields = box.fields
        change(&fields)
        return DatabaseError(fields: fields)
    }

    /// The same error pointing at character `position` (from 1) of the query, unless it points
    /// already.
    public func at(_ position: Int?) -> DatabaseError {
        guard let position, fields.position == nil else { return self }
        return with { $0.position = position }
    }
}

extension DatabaseError: CustomStringConvertible {
    /// The text for people.
    public var description: String {
        var text = "\(fields.severity.rawValue):  \(state.code): \(message)"
        if let detail = fields.detail { text += "\nDETAIL:  \(detail)" }
        if let hint = fields.hint { text += "\nHINT:  \(hint)" }
        return text
    }
}
