// SPDX-License-Identifier: Apache-2.0

import Execution
public import Expressions
import Parsing
import Planning
public import Platform
import Relations
import Schemas
public import Values

/// One client's state: its settings, transaction, prepared statements and portals.
///
/// The PostgreSQL protocol's two ways of asking and the Swift library all end in the same few steps
/// here: parse, plan, bind, run. Confined to one thread; only ``interrupt`` may be used from
/// others.
public final class Session {
    /// What all sessions of the cluster share.
    let instance: Instance
    var cluster: Cluster { instance.cluster }
    /// Who is told of notices and changed settings.
    public weak var observer: (any SessionObserver)?
    /// Stops the running statement; safe to raise from any thread.
    public let interrupt: Interrupt
    /// Identifies the session to other clients (`pg_backend_pid`, CancelRequest).
    public let processID: Int32
    /// The role that logged in.
    public let user: String
    let database: DatabaseDescription

    var settings = Settings()
    /// What the client was last told of each reported setting.
    var reportedSettings: [String: String] = [:]
    /// The version of the settings the client was last told of.
    private var reportedVersion: UInt64?
    var transactionState = TransactionState.idle
    /// The open transaction; nil when idle.
    var transaction: RelationTransaction?
    /// The settings to return to when the transaction is rolled back.
    var settingsAtBegin = Settings()
    var savepoints: [Savepoint] = []
    /// Microseconds since 2000-01-01 UTC.
    var transactionStart: Int64 = 0
    var statementStart: Int64 = 0

    var preparedStatements: [String: PreparedStatement] = [:]
    var portals = PortalTable()
    var statementCache = StatementCache()
    var sequenceValues = SequenceValues()
    var notificationQueue = SessionNotifications()
    /// Whether the session has ever listened to a channel.
    public internal(set) var hasListened = false
    /// The advisory locks that end with the transaction, in the order they were taken.
    var transactionAdvisoryLocks: [AdvisoryLocks.Lock] = []
    /// Whether the running query text has several statements, which then share a transaction.
    var isMultiStatement = false
    /// How many EXECUTEs the running statement is inside of.
    var executeDepth = 0
    /// The text of the running query, as the client sent it.
    var queryText = ""
    /// What `random()` draws from.
    public let randomNumbers = RandomNumbers()
    /// What is asked of the settings all the time, worked out once.
    var digest = SettingsDigest()
    /// Names of objects, as long as catalog and search path stay the same.
    var namesCache: (catalog: CatalogView, settings: UInt64, names: CatalogNames)?
    /// How the running statement reads and writes values.
    var formattingCache = Formatting()
    /// What ``formattingCache`` was made of.
    var formattingSource: (settings: UInt64?, catalog: CatalogView?) = (nil, nil)

    /// A session of `user` in `database`.
    ///
    /// `options`: Settings of the start-up packet, in order.
    /// - Throws: 3D000 when there is no such database, 28000 when there is no such role, and what
    ///   the settings' checks throw.
    public init(
        instance: Instance,
        database name: String,
        user: String,
        options: [(String, String)] = []
    ) throws(DatabaseError) {
        let cluster = instance.cluster
        self.instance = instance
        self.user = user
        interrupt = Interrupt()
        database = try cluster.connectableDatabase(named: name)
        guard cluster.role(named: user)?.canLogin == true else {
            throw DatabaseError(
                .invalidAuthorizationSpecification,
                "role \"\(user)\" does not exist"
            ).with { $0.severity = .fatal }
        }
        processID = instance.makeProcessID()
        for (name, value) in instance.serverSettings { settings.setInternal(name, to: value) }
        settings.setInternal("session_authorization", to: user)
        for (name, value) in options { try settings.setDefault(name, to: value) }
        instance.sessions.add(processID, interrupt: interrupt)
    }

    deinit {
        transaction?.rollback()
        instance.notifications.remove(session: processID)
        instance.advisoryLocks.releaseAll(of: ObjectIdentifier(interrupt))
        instance.sessions.remove(processID)
    }

    /// What ReadyForQuery says.
    public var status: TransactionStatus {
        switch transactionState {
        case .idle, .implicit: .idle
        case .block: .active
        case .failed: .failed
        }
    }

    /// The settings a client is told at start-up, and remembers having told.
    public func reportParameters() {
        for (definition, value) in settings.all() where definition.isReported {
            reportedSettings[definition.name] = value
            observer?.parameterChanged(definition.name, to: value)
        }
        reportedVersion = settings.version
    }

    /// Tells the client of reported settings that changed since it was last told.
    func reportChangedParameters() {
        if reportedVersion == settings.version { return }
        reportedVersion = settings.version
        for (name, old) in reportedSettings {
            guard let value = settings.value(name), value != old else { continue }
            reportedSettings[name] = value
            observer?.parameterChanged(name, to: value)
        }
    }
}
