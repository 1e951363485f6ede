// SPDX-License-Identifier: Apache-2.0

import CPgQuery
import Values

extension Converter {
    /// COPY.
    func copy(_ node: UnsafePointer<PgCopyStmt>) throws(DatabaseError) -> Syntax.Copy {
        let source: Syntax.Copy.Source =
            if let query = node.pointee.query {
                .query(try statement(query))
            } else {
                .relation(
                    try relation(node.pointee.relation),
                    columns: RawList(node.pointee.attlist).strings
                )
            }
        let destination: Syntax.Copy.Destination =
            if let name = String(cName: node.pointee.filename) {
                node.pointee.is_program ? .program(name) : .file(name)
            } else {
                .client
            }
        return .init(
            source: source,
            isFrom: node.pointee.is_from,
            destination: destination,
            options: try options(node.pointee.options),
            filter: try optionalExpression(node.pointee.whereClause)
        )
    }

    /// EXPLAIN.
    func explain(_ node: UnsafePointer<PgExplainStmt>) throws(DatabaseError) -> Syntax.Explain {
        .init(
            options: try options(node.pointee.options),
            statement: try statement(node.pointee.query)
        )
    }

    /// VACUUM and ANALYZE.
    func vacuum(_ node: UnsafePointer<PgVacuumStmt>) throws(DatabaseError) -> Syntax.Vacuum {
        .init(
            isVacuum: node.pointee.is_vacuumcmd,
            options: try options(node.pointee.options),
            tables: try map(node.pointee.rels) { node throws(DatabaseError) in
                let raw = (node.cast() as UnsafePointer<PgVacuumRelation>).pointee
                return .init(
                    relation: try relation(raw.relation),
                    columns: RawList(raw.va_cols).strings
                )
            }
        )
    }

    /// CLUSTER.
    func cluster(_ node: UnsafePointer<PgClusterStmt>) throws(DatabaseError) -> Syntax.Cluster {
        .init(
            relation: try optional(node.pointee.relation) { node throws(DatabaseError) in
                try relation(node)
            },
            index: String(cName: node.pointee.indexname),
            options: try options(node.pointee.params)
        )
    }

    /// REFRESH MATERIALIZED VIEW.
    func refresh(
        _ node: UnsafePointer<PgRefreshMatViewStmt>
    ) throws(DatabaseError) -> Syntax.RefreshMaterializedView {
        .init(
            relation: try relation(node.pointee.relation),
            isConcurrent: node.pointee.concurrent,
            skipsData: node.pointee.skipData
        )
    }

    /// CREATE EXTENSION.
    func createExtension(
        _ node: UnsafePointer<PgCreateExtensionStmt>
    ) throws(DatabaseError) -> Syntax.CreateExtension {
        .init(
            name: name(node.pointee.extname),
            options: try options(node.pointee.options),
            ifNotExists: node.pointee.if_not_exists
        )
    }

    /// CREATE DATABASE.
    func createDatabase(
        _ node: UnsafePointer<PgCreatedbStmt>
    ) throws(DatabaseError) -> Syntax.CreateDatabase {
        .init(name: name(node.pointee.dbname), options: try options(node.pointee.options))
    }

    /// DROP DATABASE.
    func dropDatabase(
        _ node: UnsafePointer<PgDropdbStmt>
    ) throws(DatabaseError) -> Syntax.DropDatabase {
        .init(
            name: name(node.pointee.dbname),
            ifExists: node.pointee.missing_ok,
            options: try options(node.pointee.options)
        )
    }

    /// ALTER DATABASE.
    func alterDatabase(
        _ node: UnsafePointer<PgAlterDatabaseStmt>
    ) throws(DatabaseError) -> Syntax.AlterDatabase {
        .init(name: name(node.pointee.dbname), options: try options(node.pointee.options))
    }

    /// ALTER DATABASE … SET.
    func alterDatabaseSetting(
        _ node: UnsafePointer<PgAlterDatabaseSetStmt>
    ) throws(DatabaseError) -> Syntax.AlterDatabaseSetting {
        .init(
            name: name(node.pointee.dbname),
            setting: try setVariable(required(node.pointee.setstmt))
        )
    }

    /// CALL.
    func call(_ node: UnsafePointer<PgCallStmt>) throws(DatabaseError) -> Syntax.Call {
        .init(call: try functionCall(required(node.pointee.funccall)))
    }
}
