// SPDX-License-Identifier: Apache-2.0

import Platform
import Relations
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
        case "current_query": return .text(queryText)
        case "txid_current", "pg_current_xact_id":
            return .int64(Int64(clamping: try openTransaction().transactionNumber()))
        case "txid_current_if_assigned":
            return try openTransaction().assignedNumber.map { .int64(Int64(clamping: $0)) } ?? .null
        case "pg_indexam_has_property", "pg_index_has_property", "pg_index_column_has_property":
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
