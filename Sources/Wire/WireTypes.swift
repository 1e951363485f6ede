// SPDX-License-Identifier: Apache-2.0

public import Values

/// How a value is written in a message.
public enum FormatCode: Int16, Sendable {
    case text = 0
    case binary = 1
}

/// Where a session stands, as ReadyForQuery reports it.
public enum TransactionStatus: UInt8, Sendable {
    /// Not in a transaction.
    case idle = 0x49
    /// In a transaction.
    case inTransaction = 0x54
    /// In a transaction that has failed and can only be rolled back.
    case failed = 0x45
}

/// What Describe and Close are about.
public enum NamedObject: Hashable, Sendable {
    /// A prepared statement; the empty name is the unnamed one.
    case statement(String)
    /// A portal; the empty name is the unnamed one.
    case portal(String)
}

/// A column of a row, as RowDescription reports it.
public struct FieldDescription: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The table it comes from; ``OID/invalid`` when it is computed.
    public var table: OID
    /// Its number in that table, from 1; 0 when it is computed.
    public var column: Int16
    /// Its type.
    public var type: OID
    /// The type's size in bytes; negative for types of varying size.
    public var typeSize: Int16
    /// The type's modifier; -1 for none.
    public var typeModifier: Int32
    /// How its values are written.
    public var format: FormatCode

    /// A column made of its parts.
    public init(
        name: String,
        table: OID = .invalid,
        column: Int16 = 0,
        type: OID,
        typeSize: Int16,
        typeModifier: Int32 = -1,
        format: FormatCode = .text
    ) {
        self.name = name
        self.table = table
        self.column = column
        self.type = type
        self.typeSize = typeSize
        self.typeModifier = typeModifier
        self.format = format
    }
}

/// What a second connection needs to cancel a session's statement.
public struct CancelKey: Hashable, Sendable {
    /// The number that stands for the session.
    public var processID: Int32
    /// A number that only the session's client knows.
    public var secret: Int32

    /// A key made of its parts.
    public init(processID: Int32, secret: Int32) {
        self.processID = processID
        self.secret = secret
    }
}

/// The sizes that messages may have.
///
/// Source: PostgreSQL 15, libpq.h and auth.h.
public struct MessageLimits: Sendable {
    /// The greatest value of ``messageBytes``: 1 GB less 2.
    public static let maximumMessageBytes = 0x3FFF_FFFE
    /// The least value of ``messageBytes``.
    public static let minimumMessageBytes = 10_000

    /// The greatest length of Query, Parse, Bind, FunctionCall and CopyData, in bytes.
    public let messageBytes: Int
    /// The greatest length of other messages.
    let smallMessageBytes = 10_000
    /// The greatest length of the startup packet.
    let startupBytes = 10_000
    /// The greatest length of a message of authentication.
    let authenticationBytes = 65_535

    /// Limits with `messageBytes` brought between its least and greatest value.
    public init(messageBytes: Int = MessageLimits.maximumMessageBytes) {
        self.messageBytes = min(
            max(messageBytes, Self.minimumMessageBytes),
            Self.maximumMessageBytes
        )
    }
}
