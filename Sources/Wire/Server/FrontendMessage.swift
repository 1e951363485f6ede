// SPDX-License-Identifier: Apache-2.0

public import Values

/// A message of a client whose session has begun.
///
/// Source: PostgreSQL 15 manual, section 55.7 "Message Formats"; the letters are its kinds.
public enum FrontendMessage: Sendable {
    /// `Q`: a text with any number of statements.
    case query(String)
    /// `P`: a statement to prepare.
    case parse(Parse)
    /// `B`: a portal to make of a prepared statement and values.
    case bind(Bind)
    /// `D`: what a statement takes or a portal gives.
    case describe(NamedObject)
    /// `E`: a portal to run for at most `maximumRows` rows; 0 stands for all.
    case execute(portal: String, maximumRows: Int)
    /// `C`: a statement or portal to forget.
    case close(NamedObject)
    /// `H`: send what there is.
    case flush
    /// `S`: the end of a group of messages.
    case sync
    /// `F`: a function to call by its number.
    case functionCall(FunctionCall)
    /// `X`: the end.
    case terminate

    /// Parse.
    public struct Parse: Sendable {
        /// The statement's name; empty for the unnamed one.
        public var name: String
        /// Its text.
        public var query: String
        /// The types of its first parameters; ``OID/invalid`` where the server shall choose.
        public var parameterTypes: [OID]
    }

    /// Bind.
    public struct Bind: Sendable {
        /// The portal's name; empty for the unnamed one.
        public var portal: String
        /// The statement's name; empty for the unnamed one.
        public var statement: String
        /// How the parameters are written: none for text, one for all, or one each.
        public var parameterFormats: [FormatCode]
        /// How results shall be written: none for text, one for all, or one per column.
        public var resultFormats: [FormatCode]
        /// The message's body, in which the parameters lie.
        public var body: [UInt8]
        /// Where each parameter lies; nil for NULL.
        public var parameters: [Range<Int>?]

        /// How parameter `index`, from 0, is written.
        public func format(ofParameter index: Int) -> FormatCode {
            Self.format(index, of: parameterFormats)
        }

        /// How result column `index`, from 0, shall be written.
        public func format(ofResult index: Int) -> FormatCode {
            Self.format(index, of: resultFormats)
        }

        /// The bytes of parameter `index`, from 0, which is not NULL.
        @_lifetime(borrow self)
        public func bytes(_ range: Range<Int>) -> Span<UInt8> {
            body.span.extracting(range)
        }

        private static func format(_ index: Int, of formats: [FormatCode]) -> FormatCode {
            switch formats.count {
            case 0: .text
            case 1: formats[0]
            default: index < formats.count ? formats[index] : .text
            }
        }
    }

    /// FunctionCall.
    public struct FunctionCall: Sendable {
        /// The function.
        public var function: OID
        /// How the arguments are written: none for text, one for all, or one each.
        public var argumentFormats: [FormatCode]
        /// The arguments; nil for NULL.
        public var arguments: [[UInt8]?]
        /// How the result shall be written.
        public var resultFormat: FormatCode
    }
}
