// SPDX-License-Identifier: Apache-2.0

public import Expressions
public import Parsing
public import Planning
public import Relations
public import Schemas
public import Values

/// Runs the statements that define things: tables, indexes, sequences, schemas, databases.
///
/// Everything happens in the session's transaction, so DDL rolls back like any other change.
public struct DefinitionExecutor {
    let transaction: RelationTransaction
    let session: any SessionEnvironment
    /// The role that will own what is made.
    let user: String
    /// The schema new objects go to when none is named.
    let creationSchema: (any CatalogReader) -> String?
    let makePlanner: (any CatalogReader) -> Planner
    let makeEnvironment: (RelationTransaction) -> ExecutionEnvironment
    /// Begins a transaction beside the session's own, for work that must not wait for its end.
    let beginBeside: () throws(DatabaseError) -> RelationTransaction
    /// Shows how far the build of an index is; nil when it has ended.
    let reportBuild: (IndexBuildStatus?) -> Void
    /// `maintenance_work_mem`, in kilobytes.
    let maintenanceKilobytes: Int

    /// An executor of statements in `transaction`.
    public init(
        transaction: RelationTransaction,
        session: any SessionEnvironment,
        user: String,
        creationSchema: @escaping (any CatalogReader) -> String?,
        makePlanner: @escaping (any CatalogReader) -> Planner,
        makeEnvironment: @escaping (RelationTransaction) -> ExecutionEnvironment,
        beginBeside: @escaping () throws(DatabaseError) -> RelationTransaction,
        reportBuild: @escaping (IndexBuildStatus?) -> Void = { _ in },
        maintenanceKilobytes: Int = 65_536
    ) {
        self.transaction = transaction
        self.session = session
        self.user = user
        self.creationSchema = creationSchema
        self.makePlanner = makePlanner
        self.makeEnvironment = makeEnvironment
        self.beginBeside = beginBeside
        self.reportBuild = reportBuild
        self.maintenanceKilobytes = maintenanceKilobytes
    }

    /// The catalog of now, with what this statement has already done.
    var catalog: CatalogView { transaction.catalog }

    var planner: Planner { makePlanner(catalog) }

    /// What expressions are evaluated in.
    var context: EvaluationContext { EvaluationContext(session: session) }

    var owner: OID { catalog.roles().first { $0.name == user }?.oid ?? .invalid }

    /// Runs `statement`, written as `text`; returns its command tag.
    ///
    /// - Throws: 0A000 for statements that are not supported, and what each one throws.
    public func run(
        _ statement: Syntax.Statement,
        text: String,
        parameters: [Value] = []
    ) throws(DatabaseError) -> String {
        transaction.beginDefinition()
        switch statement {
        case .createTable(let create): try createTable(create)
        case .createTableAs(let create): return try createTable(create, parameters: parameters)
        case .select(let query): return try selectInto(query, parameters: parameters)
        case .createView(let create): try createView(create, text: text)
        case .createIndex(let create): try createIndex(create)
        case .createSequence(let create): try createSequence(create)
        case .createSchema(let create): try createSchema(create)
        case .createDatabase(let create): try createDatabase(create)
        case .createExtension(let create): try createExtension(create)
        case .alterTable(let alter): return try alterTable(alter)
        case .alterSequence(let alter): try alterSequence(alter)
        case .alterExtension(let alter): try alterExtension(alter)
        case .alterOwner(let alter): try changeOwner(alter)
        case .alterSchema(let alter): return try moveToSchema(alter)
        case .rename(let rename): return try self.rename(rename)
        case .comment(let comment): try self.comment(comment)
        case .drop(let drop): return try self.drop(drop)
        case .dropDatabase(let drop): try dropDatabase(drop)
        case .truncate(let truncate): try self.truncate(truncate)
        case .reindex(let reindex): try self.reindex(reindex)
        default:
            throw DatabaseError(
                .featureNotSupported,
                "\(statement.commandTag) is not supported"
            )
        }
        return statement.commandTag
    }

    /// Reports a NOTICE.
    func notice(_ state: SQLState, _ message: String, detail: String? = nil) {
        session.notice(DatabaseError(state, message, detail: detail, severity: .notice))
    }
}
