// SPDX-License-Identifier: Apache-2.0

import Execution
import Expressions
import Parsing
import Planning
import Relations
import Schemas
import Values

/// VACUUM and ANALYZE.
///
/// Source: PostgreSQL 15 manual, reference pages "VACUUM" and "ANALYZE"; the messages are those of
/// its `vacuum.c` and `analyze.c`.
extension Session {
    /// A table that is to be vacuumed or analyzed, with the columns named for it.
    private struct MaintenanceTarget {
        let oid: OID
        let columns: [String]
    }

    func vacuum(_ statement: Syntax.Vacuum) throws(DatabaseError) -> String {
        let options = try MaintenanceOptions(statement)
        let command = statement.isVacuum ? "VACUUM" : "ANALYZE"
        if statement.isVacuum { try requireNoBlock(command) }
        let targets = try maintenanceTargets(statement)
        for (index, target) in targets.enumerated() {
            // Each table is a transaction of its own where that can be, so that none stays locked
            // for the others' sake.
            if index > 0, transactionState != .block, !isMultiStatement { try commitTransaction() }
            if statement.isVacuum { try vacuum(target, options) }
            if options.isAnalyze { try analyze(target, options) }
        }
        return command
    }

    private func maintenanceTargets(
        _ statement: Syntax.Vacuum
    ) throws(DatabaseError) -> [MaintenanceTarget] {
        let catalog = try transactionForStatement().catalog
        if statement.tables.isEmpty {
            return catalog.relations().compactMap { relation in
                guard case .table(let table) = relation else { return nil }
                return MaintenanceTarget(oid: table.oid, columns: [])
            }
        }
        var targets: [MaintenanceTarget] = []
        for table in statement.tables {
            let found: Relation
            do throws(DatabaseError) {
                found = try planner(catalog).relation(table.relation)
            } catch  where error.state == .insufficientPrivilege {
                // A system catalog: computed, so that there is nothing to do.
                continue
            }
            targets.append(MaintenanceTarget(oid: found.oid, columns: table.columns))
        }
        return targets
    }

    /// The table as it is now, locked against changes of its definition; nil, after a warning, when
    /// it cannot be worked on.
    private func open(
        _ target: MaintenanceTarget,
        _ options: MaintenanceOptions,
        verb: String
    ) throws(DatabaseError) -> (RelationTransaction, TableDescription)? {
        let transaction = try transactionForStatement()
        guard let relation = transaction.catalog.relation(target.oid) else { return nil }
        guard case .table(let listed) = relation else {
            warn(
                .warning,
                "skipping \"\(relation.name)\" --- cannot \(verb) non-tables or special system "
                    + "tables"
            )
            return nil
        }
        do throws(DatabaseError) {
            try transaction.lockRelation(
                listed.oid,
                exclusive: false,
                wait: !options.skipsLocked
            )
        } catch  where error.state == .lockNotAvailable && options.skipsLocked {
            warn(
                .lockNotAvailable,
                "skipping \(verb == "analyze" ? "analyze" : "vacuum") of \"\(listed.name)\" --- "
                    + "lock not available"
            )
            return nil
        }
        transaction.beginStatement()
        guard case .table(let table)? = transaction.catalog.relation(listed.oid) else {
            return nil
        }
        return (transaction, table)
    }

    // MARK: - VACUUM

    /// Old versions of rows go by themselves, in the background; what indexes hold of deleted rows
    /// is cleared here.
    private func vacuum(
        _ target: MaintenanceTarget,
        _ options: MaintenanceOptions
    ) throws(DatabaseError) {
        guard let (transaction, table) = try open(target, options, verb: "vacuum") else { return }
        if options.isVerbose { inform("vacuuming \"\(database.name).\(qualifiedName(table))\"") }
        for index in transaction.catalog.indexes(of: table.oid) where index.isVectorIndex {
            try transaction.vacuumVectorIndex(index)
        }
    }

    // MARK: - ANALYZE

    private func analyze(
        _ target: MaintenanceTarget,
        _ options: MaintenanceOptions
    ) throws(DatabaseError) {
        guard let (transaction, table) = try open(target, options, verb: "analyze") else { return }
        if options.isVerbose { inform("analyzing \"\(qualifiedName(table))\"") }
        let columns = target.columns.isEmpty ? nil : try numbers(target.columns, table)
        let analyzer = TableAnalyzer(
            try planner(transaction.catalog).tableExpressions(table),
            columns: columns,
            target: Int(settings.integer("default_statistics_target"))
        )
        let outcome = try analyzer.run(
            in: transaction,
            EvaluationContext(session: self),
            now: Self.now()
        )
        guard options.isVerbose, let sampled = outcome?.sampled else { return }
        inform(
            "\"\(table.name)\": scanned \(sampled.pageCount) of \(sampled.pageCount) pages, "
                + "containing \(Int(sampled.rowCount)) live rows and 0 dead rows; "
                + "\(sampled.sampleCount) rows in sample, \(Int(sampled.rowCount)) estimated "
                + "total rows"
        )
    }

    private func numbers(
        _ names: [String],
        _ table: TableDescription
    ) throws(DatabaseError) -> Set<Int16> {
        var numbers: Set<Int16> = []
        for name in names {
            guard let column = table.column(named: name) else {
                throw DatabaseError(
                    .undefinedColumn,
                    "column \"\(name)\" of relation \"\(table.name)\" does not exist"
                )
            }
            guard numbers.insert(column.number).inserted else {
                throw DatabaseError(
                    .duplicateColumn,
                    "column \"\(name)\" of relation \"\(table.name)\" appears more than once"
                )
            }
        }
        return numbers
    }

    /// Analyzes the table `oid` for the background, in a transaction of its own; does nothing when
    /// somebody changes its definition at that time.
    func analyzeInBackground(_ oid: OID) throws(DatabaseError) {
        try statement { () throws(DatabaseError) in
            let transaction = try transactionForStatement()
            transaction.lockTimeoutMilliseconds = 100
            guard case .table(let table)? = transaction.catalog.relation(oid) else { return }
            let analyzer = TableAnalyzer(
                try planner(transaction.catalog).tableExpressions(table),
                target: Int(settings.integer("default_statistics_target"))
            )
            _ = try analyzer.run(
                in: transaction,
                EvaluationContext(session: self),
                isAutomatic: true,
                now: Self.now()
            ) { () throws(DatabaseError) in
                // Only now, and for as long as the commit takes, so that no DDL waits for a sample.
                try transaction.lockRelation(oid, exclusive: false, wait: false)
                transaction.beginStatement()
                guard case .table(let current)? = transaction.catalog.relation(oid) else {
                    return false
                }
                return current == table
            }
            try commitTransaction()
        }
    }

    // MARK: - Messages

    private func inform(_ message: String) {
        notice(DatabaseError(.successfulCompletion, message, severity: .info))
    }

    private func qualifiedName(_ table: TableDescription) -> String {
        let schema = transaction?.catalog.schema(table.schema)?.name ?? "public"
        return "\(schema).\(table.name)"
    }
}

/// What VACUUM and ANALYZE were asked for.
private struct MaintenanceOptions {
    private(set) var isAnalyze: Bool
    private(set) var isVerbose = false
    private(set) var skipsLocked = false

    /// Options that steer PostgreSQL's heap and have nothing to steer here.
    private static let withoutEffect: Set<String> = [
        "freeze", "full", "disable_page_skipping", "index_cleanup", "process_main",
        "process_toast", "truncate", "parallel", "skip_database_stats", "only_database_stats",
    ]

    /// - Throws: 42601 for an option there is none of, 0A000 for columns without ANALYZE.
    init(_ statement: Syntax.Vacuum) throws(DatabaseError) {
        isAnalyze = !statement.isVacuum
        let command = statement.isVacuum ? "VACUUM" : "ANALYZE"
        for option in statement.options {
            switch option.name {
            case "verbose": isVerbose = try Self.flag(option)
            case "skip_locked": skipsLocked = try Self.flag(option)
            case "buffer_usage_limit": continue
            case "analyze" where statement.isVacuum: isAnalyze = try Self.flag(option)
            case _ where statement.isVacuum && Self.withoutEffect.contains(option.name): continue
            default:
                throw DatabaseError(
                    .syntaxError,
                    "unrecognized \(command) option \"\(option.name)\"",
                    position: option.position
                )
            }
        }
        if !isAnalyze, statement.tables.contains(where: { !$0.columns.isEmpty }) {
            throw DatabaseError(
                .featureNotSupported,
                "ANALYZE option must be specified when a column list is provided"
            )
        }
    }

    private static func flag(_ option: Syntax.Option) throws(DatabaseError) -> Bool {
        guard let text = option.value?.text?.lowercased() else { return true }
        switch text {
        case "true", "on", "1": return true
        case "false", "off", "0": return false
        default:
            throw DatabaseError(.syntaxError, "\(option.name) requires a Boolean value")
        }
    }
}
