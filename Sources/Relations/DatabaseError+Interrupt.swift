// SPDX-License-Identifier: Apache-2.0

public import Platform
public import Values

extension DatabaseError {
    /// What a client is told when its statement was stopped for `reason`.
    public static func interrupted(_ reason: Interrupt.Reason) -> DatabaseError {
        switch reason {
        case .timeout:
            DatabaseError(.queryCanceled, "canceling statement due to statement timeout")
        case .terminated:
            DatabaseError(
                .adminShutdown,
                "terminating connection due to administrator command",
                severity: .fatal
            )
        case .none, .cancelled:
            DatabaseError(.queryCanceled, "canceling statement due to user request")
        }
    }
}
