// SPDX-License-Identifier: Apache-2.0

public import Platform
import Values

/// Why a server cannot run.
public enum ServerError: Error, Sendable, CustomStringConvertible {
    /// The address can be reached by other machines, and there are no passwords yet.
    case notLoopback(SocketAddress)
    /// The system refused something.
    case platform(PlatformError)

    /// What is wrong, in one clause.
    public var description: String {
        switch self {
        case .notLoopback(let address):
            "cannot listen on \(address): clients are not asked for passwords yet, so only "
                + "loopback addresses such as 127.0.0.1 and [::1] are allowed"
        case .platform(let error): error.description
        }
    }
}

/// What ends or refuses a session, in PostgreSQL's words.
///
/// Source: PostgreSQL 15, postmaster.c, postgres.c, proc.c and pqcomm.c.
extension DatabaseError {
    static var tooManyClients: DatabaseError {
        fatal(.tooManyConnections, "sorry, too many clients already")
    }

    static func outOfThreads(_ error: PlatformError) -> DatabaseError {
        fatal(.insufficientResources, "could not start a session: \(error.reason)")
    }

    static var shuttingDown: DatabaseError {
        fatal(.cannotConnectNow, "the database system is shutting down")
    }

    static var connectionLost: DatabaseError {
        fatal(.connectionFailure, "connection to client lost")
    }

    static var idleInTransactionTimeout: DatabaseError {
        fatal(
            .idleInTransactionSessionTimeout,
            "terminating connection due to idle-in-transaction timeout"
        )
    }

    static var idleSessionTimeout: DatabaseError {
        fatal(.idleSessionTimeout, "terminating connection due to idle-session timeout")
    }

    static var replicationUnsupported: DatabaseError {
        fatal(.featureNotSupported, "replication connections are not supported")
    }

    static func invalidReplication(_ value: String) -> DatabaseError {
        fatal(
            .invalidParameterValue,
            "invalid value for parameter \"replication\": \"\(value)\""
        ).with { $0.hint = "Valid values are: \"false\", 0, \"true\", 1, \"database\"." }
    }

    static func invalidServerArgument(_ argument: String) -> DatabaseError {
        fatal(.syntaxError, "invalid command-line argument for server process: \(argument)")
    }

    static var functionCallUnsupported: DatabaseError {
        DatabaseError(
            .featureNotSupported,
            "function calls outside of SQL are not supported",
            hint: "Call the function with SELECT."
        )
    }

    private static func fatal(_ state: SQLState, _ message: String) -> DatabaseError {
        DatabaseError(state, message, severity: .fatal)
    }
}
