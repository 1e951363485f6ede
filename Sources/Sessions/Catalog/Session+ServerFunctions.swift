// SPDX-License-Identifier: Apache-2.0

import Platform
import Values

/// The functions that tell about the server and its other sessions.
///
/// Source: PostgreSQL 15 manual, sections 9.26.1, 9.26.8 and 9.27.2.
extension Session {
    func serverFunction(
        _ name: String,
        _ arguments: [Value]
    ) throws(DatabaseError) -> Value {
        switch name {
        case "version": return .text(ServerVersion.banner)
        case "pg_postmaster_start_time", "pg_conf_load_time": return .int64(instance.startTime)
        case "pg_cancel_backend": return interrupt(arguments, .cancelled)
        case "pg_terminate_backend": return interrupt(arguments, .terminated)
        // Transactions have no numbers of their own; their start tells them apart.
        case "txid_current", "pg_current_xact_id": return .int64(transactionStart)
        case "txid_current_if_assigned", "current_query", "pg_describe_object",
            "pg_sequence_last_value", "pg_indexam_has_property", "pg_index_has_property",
            "pg_index_column_has_property":
            return .null
        default:
            throw DatabaseError(.featureNotSupported, "function \(name) is not supported")
        }
    }

    private func interrupt(_ arguments: [Value], _ reason: Interrupt.Reason) -> Value {
        guard case .int32(let processID)? = arguments.first else { return .null }
        if instance.sessions.interrupt(processID, reason) { return .bool(true) }
        notice(
            DatabaseError(
                .warning,
                "PID \(processID) is not a PostgreSQL backend process",
                severity: .warning
            )
        )
        return .bool(false)
    }
}
