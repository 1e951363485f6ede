// SPDX-License-Identifier: Apache-2.0

public import Execution
import Schemas
import Values

/// What the computed relations about sessions show of this one.
extension Session: SessionCatalog {
    /// The rows of a computed relation about sessions; nil for other relations.
    public func rows(ofRelation name: String) -> [[String: CatalogValue]]? {
        switch name {
        case "pg_settings": settings.all().map(Self.row)
        case "pg_prepared_statements":
            preparedStatements.values.filter { !$0.name.isEmpty }.map(row)
        case "pg_cursors": portals.all.filter { !$0.declaration.isEmpty }.map(row)
        case "pg_stat_activity": [activity]
        case "pg_stat_progress_create_index": instance.sessions.indexBuilds.map(Self.row)
        case "pg_timezone_names":
            TimeZone.names.map { ["name": .text($0)] }
        default: nil
        }
    }

    private static func row(
        _ definition: SettingDefinition,
        _ value: String
    ) -> [String: CatalogValue] {
        var row: [String: CatalogValue] = [
            "name": .text(definition.name), "setting": .text(value),
            "short_desc": .text(definition.summary), "context": .text(definition.context.rawValue),
            "boot_val": .text(definition.initial), "reset_val": .text(definition.initial),
            "source": .text(value == definition.initial ? "default" : "session"),
            "pending_restart": .bool(false),
        ]
        switch definition.kind {
        case .boolean: row["vartype"] = .text("bool")
        case .integer(let range, let unit):
            row["vartype"] = .text("integer")
            row["min_val"] = .text(String(range.lowerBound))
            row["max_val"] = .text(String(range.upperBound))
            if !unit.isEmpty {
                row["unit"] = .text(unit)
                row["setting"] = .text(String(SettingUnit.amount(value, unit: unit)))
            }
        case .real(let range):
            row["vartype"] = .text("real")
            row["min_val"] = .text(Self.text(range.lowerBound))
            row["max_val"] = .text(Self.text(range.upperBound))
        case .choice(let words, _):
            row["vartype"] = .text("enum")
            row["enumvals"] = .texts(words)
        case .text, .names, .special: row["vartype"] = .text("string")
        }
        return row
    }

    private static func text(_ number: Double) -> String {
        TypeCodec.text(.float64(number), as: .float8, Formatting())
    }

    private func row(_ prepared: PreparedStatement) -> [String: CatalogValue] {
        [
            "name": .text(prepared.name), "statement": .text(prepared.text),
            "prepare_time": .timestamp(prepared.preparedAt),
            "parameter_types": .types(prepared.parameterTypes.map(\.rawValue)),
            "from_sql": .bool(prepared.isFromSQL),
        ]
    }

    private func row(_ portal: Portal) -> [String: CatalogValue] {
        [
            "name": .text(portal.name), "statement": .text(portal.declaration),
            "is_holdable": .bool(portal.isHeld), "is_binary": .bool(portal.isBinary),
            "is_scrollable": .bool(portal.isScrollable),
            "creation_time": .timestamp(portal.statement.preparedAt),
        ]
    }

    private static func row(_ build: SessionRegistry.IndexBuild) -> [String: CatalogValue] {
        var row: [String: CatalogValue] = [
            "pid": .integer(Int64(build.processID)),
            "datid": .integer(Int64(build.database.rawValue)),
            "datname": .text(build.databaseName),
            "relid": .integer(Int64(build.status.table.rawValue)),
            "index_relid": .integer(Int64(build.status.index.rawValue)),
            "command": .text(build.status.command), "phase": .text(build.status.phase),
            "tuples_total": .integer(Int64(build.status.rowsTotal)),
            "tuples_done": .integer(Int64(build.status.rowsDone)),
        ]
        for name in [
            "lockers_total", "lockers_done", "current_locker_pid", "blocks_total", "blocks_done",
            "partitions_total", "partitions_done",
        ] {
            row[name] = .integer(0)
        }
        return row
    }

    private var activity: [String: CatalogValue] {
        [
            "datid": .integer(Int64(database.oid.rawValue)), "datname": .text(database.name),
            "pid": .integer(Int64(processID)), "usename": .text(user),
            "application_name": .text(settings.value("application_name") ?? ""),
            "xact_start": .timestamp(transactionStart), "query_start": .timestamp(statementStart),
            "state": .text("active"), "query": .text(queryText),
            "backend_type": .text("client backend"),
        ]
    }
}
