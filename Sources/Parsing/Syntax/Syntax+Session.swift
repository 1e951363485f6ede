// SPDX-License-Identifier: Apache-2.0

extension Syntax {
    /// BEGIN, COMMIT and all that concerns transactions.
    public enum Transaction: Sendable {
        case begin(TransactionModes)
        case start(TransactionModes)
        case commit(andChain: Bool)
        case rollback(andChain: Bool)
        case savepoint(String)
        case release(String)
        case rollbackTo(String)
        case prepare(String)
        case commitPrepared(String)
        case rollbackPrepared(String)
    }

    /// The modes of a transaction; nil where none is written.
    public struct TransactionModes: Sendable {
        /// The isolation levels; READ UNCOMMITTED is its own word.
        public enum Isolation: String, Sendable {
            case readUncommitted = "read uncommitted"
            case readCommitted = "read committed"
            case repeatableRead = "repeatable read"
            case serializable = "serializable"
        }
        /// ISOLATION LEVEL.
        public var isolation: Isolation?
        /// READ ONLY and READ WRITE.
        public var isReadOnly: Bool?
        /// [NOT] DEFERRABLE.
        public var isDeferrable: Bool?

        /// Modes as given; nil where none is.
        public init(
            isolation: Isolation? = nil,
            isReadOnly: Bool? = nil,
            isDeferrable: Bool? = nil
        ) {
            self.isolation = isolation
            self.isReadOnly = isReadOnly
            self.isDeferrable = isDeferrable
        }
    }

    /// SET and RESET.
    public struct SetVariable: Sendable {
        /// What is set.
        public enum Kind: Sendable {
            /// SET name TO values; each a constant, or INTERVAL cast for TIME ZONE.
            case value(name: String, [Expression])
            /// SET name TO DEFAULT.
            case `default`(name: String)
            /// SET name FROM CURRENT.
            case current(name: String)
            /// SET TRANSACTION.
            case transaction(TransactionModes)
            /// SET SESSION CHARACTERISTICS AS TRANSACTION.
            case sessionCharacteristics(TransactionModes)
            /// SET TRANSACTION SNAPSHOT.
            case snapshot(String)
            /// RESET name.
            case reset(name: String)
            /// RESET ALL.
            case resetAll
        }
        /// What is set.
        public var kind: Kind
        /// SET LOCAL.
        public var isLocal: Bool
    }

    /// SHOW; the name `all` for SHOW ALL.
    public struct Show: Sendable {
        /// The setting's name.
        public var name: String
    }

    /// SET CONSTRAINTS.
    public struct SetConstraints: Sendable {
        /// The constraints; empty means ALL.
        public var constraints: [RelationName]
        /// DEFERRED rather than IMMEDIATE.
        public var isDeferred: Bool
    }

    /// PREPARE.
    public struct Prepare: Sendable {
        /// The statement's name.
        public var name: String
        /// The types of its parameters that are given.
        public var types: [TypeName]
        /// The statement.
        public var statement: Statement
    }

    /// EXECUTE.
    public struct Execute: Sendable {
        /// The statement's name.
        public var name: String
        /// The values of its parameters.
        public var arguments: [Expression]
    }

    /// DEALLOCATE.
    public struct Deallocate: Sendable {
        /// The statement's name; nil for ALL.
        public var name: String?
    }

    /// DECLARE CURSOR.
    public struct DeclareCursor: Sendable {
        /// The cursor's name.
        public var name: String
        /// The query.
        public var query: Query
        /// BINARY.
        public var isBinary: Bool
        /// SCROLL (true), NO SCROLL (false) or neither.
        public var isScrollable: Bool?
        /// WITH HOLD.
        public var isHeld: Bool
        /// INSENSITIVE (false for ASENSITIVE, which is the default).
        public var isInsensitive: Bool
    }

    /// FETCH and MOVE.
    public struct Fetch: Sendable {
        /// Which way.
        public enum Direction: Sendable {
            case forward
            case backward
            case absolute
            case relative
        }
        /// Which way.
        public var direction: Direction
        /// How many rows, or which row; `Int.max` for ALL.
        public var count: Int
        /// The cursor's name.
        public var cursor: String
        /// MOVE: rows are passed over, not returned.
        public var isMove: Bool
    }

    /// CLOSE.
    public struct CloseCursor: Sendable {
        /// The cursor's name; nil for ALL.
        public var name: String?
    }

    /// DISCARD.
    public enum Discard: Sendable {
        case all
        case plans
        case sequences
        case temporary
    }

    /// NOTIFY.
    public struct Notify: Sendable {
        /// The channel.
        public var channel: String
        /// The payload.
        public var payload: String?
    }

    /// LOCK TABLE.
    public struct LockTable: Sendable {
        /// The tables.
        public var relations: [RelationName]
        /// The mode, 1 (ACCESS SHARE) to 8 (ACCESS EXCLUSIVE), as PostgreSQL numbers them.
        public var mode: Int
        /// NOWAIT.
        public var noWait: Bool
    }
}
