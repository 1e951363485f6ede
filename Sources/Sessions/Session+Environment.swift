// SPDX-License-Identifier: Apache-2.0

public import Expressions
import Platform
import Relations
import Schemas
public import Values

/// What functions see of the session.
extension Session: SessionEnvironment {
    /// The start of the transaction, microseconds since 2000-01-01 UTC.
    public var transactionTimestamp: Int64 { transactionStart }
    /// The start of the statement, microseconds since 2000-01-01 UTC.
    public var statementTimestamp: Int64 { statementStart }
    /// Now, microseconds since 2000-01-01 UTC.
    public var clockTimestamp: Int64 { Self.now() }
    /// How values are read and written.
    public var formatting: Formatting { formattingCache }

    /// The value of setting `name`; nil when there is none.
    public func setting(_ name: String) throws(DatabaseError) -> String? { settings.value(name) }

    /// SET, or SET LOCAL.
    public func setSetting(
        _ name: String,
        to value: String,
        isLocal: Bool
    ) throws(DatabaseError) {
        try assign(name, value, isLocal: isLocal)
        refreshFormatting()
    }

    /// The role that privileges are checked for.
    public var currentUser: String { user }
    /// The role that logged in.
    public var sessionUser: String { user }
    /// The database of the session.
    public var currentDatabase: String { database.name }

    /// The existing schemas of the search path.
    public func currentSchemas(implicit: Bool) -> [String] {
        guard let catalog = transaction?.catalog else { return [] }
        let path = searchPath(in: catalog)
        return implicit && !path.contains("pg_catalog") ? ["pg_catalog"] + path : path
    }

    /// Identifies the session to other clients.
    public var backendPID: Int32 { processID }

    // MARK: - Sequences

    private func sequence(_ oid: OID) throws(DatabaseError) -> SequenceDescription {
        guard case .sequence(let sequence)? = try openTransaction().catalog.relation(oid) else {
            throw DatabaseError(
                .undefinedTable,
                "could not open relation with OID \(oid.rawValue)"
            )
        }
        return sequence
    }

    /// Draws the next value of a sequence.
    public func nextValue(ofSequence oid: OID) throws(DatabaseError) -> Int64 {
        try requireWritable("nextval()")
        let value = try openTransaction().nextValue(try sequence(oid))
        sequenceValues.record(value, of: oid, isDrawn: true)
        return value
    }

    /// The value this session last drew from a sequence.
    public func currentValue(ofSequence oid: OID) throws(DatabaseError) -> Int64 {
        try sequenceValues.current(of: oid, name: try sequence(oid).name)
    }

    /// The value this session last drew from any sequence.
    public func lastValue() throws(DatabaseError) -> Int64 { try sequenceValues.lastDrawn() }

    /// Sets the value of a sequence.
    public func setValue(
        ofSequence oid: OID,
        to value: Int64,
        isCalled: Bool
    ) throws(DatabaseError) {
        try requireWritable("setval()")
        try openTransaction().setValue(try sequence(oid), to: value, isCalled: isCalled)
        if isCalled { sequenceValues.record(value, of: oid, isDrawn: false) }
    }

    /// Brings ``digest`` up to date with the settings.
    func refreshDigest() {
        // Asked for all the time: the settings are not even copied unless they have changed.
        if digest.version != settings.version { digest.update(settings) }
    }

    /// Brings ``formatting`` up to date with settings, catalog and transaction.
    func refreshFormatting() {
        refreshDigest()
        let catalog = transaction?.catalog
        if formattingSource.settings != settings.version || formattingSource.catalog !== catalog {
            formattingSource = (settings.version, catalog)
            formattingCache = digest.formatting
            formattingCache.objectNames = names
        }
        formattingCache.now = transactionStart
    }

    // MARK: - Names

    /// Names in the catalog of now.
    var names: CatalogNames? {
        guard let catalog = transaction?.catalog else { return nil }
        if let cached = namesCache, cached.catalog === catalog,
            cached.settings == settings.planVersion
        {
            return cached.names
        }
        let names = CatalogNames(catalog: catalog, path: currentSchemas(implicit: true))
        namesCache = (catalog, settings.planVersion, names)
        return names
    }

    /// The object that `name` refers to; nil when there is none.
    public func resolve(
        _ kind: RegisteredName,
        _ name: String
    ) throws(DatabaseError) -> OID? { try names?.oid(kind, name) }

    /// The name of an object as its `reg*` type prints it.
    public func name(_ kind: RegisteredName, of oid: OID) -> String? { names?.name(kind, oid) }

    // MARK: - Waiting and messages

    /// Waits, ending early when the statement is cancelled.
    public func sleep(seconds: Double) throws(DatabaseError) {
        let deadline = Self.now() + Int64(min(max(seconds, 0), 1e9) * 1e6)
        while Self.now() < deadline {
            try checkInterrupts()
            let left = Int((deadline - Self.now() + 999) / 1_000)
            let _: Void? = Signal(()).wait(until: .after(milliseconds: max(1, min(20, left)))) {
                _ in nil
            }
        }
    }

    /// Fails when the statement was cancelled or ran too long.
    public func checkInterrupts() throws(DatabaseError) {
        if interrupt.isRaised { throw .interrupted(interrupt.reason) }
    }

    /// Reports a NOTICE or WARNING, unless `client_min_messages` holds it back.
    public func notice(_ notice: DatabaseError) {
        guard notice.isShown(at: settings.value("client_min_messages") ?? "notice") else { return }
        observer?.notice(notice)
    }

    /// Takes an advisory lock; false when it is taken and waiting is not wanted.
    public func advisoryLock(
        _ key: AdvisoryLockKey,
        shared: Bool,
        transaction: Bool,
        wait: Bool
    ) throws(DatabaseError) -> Bool {
        let lock = AdvisoryLocks.Lock(database: database.oid, key: key, isShared: shared)
        let locks = instance.advisoryLocks
        let session = ObjectIdentifier(interrupt)
        if !locks.acquire(lock, session: session, transaction: transaction) {
            if !wait { return false }
            try locks.wait(
                for: lock,
                session: session,
                transaction: transaction,
                lockOwner: self.transaction?.lockOwner,
                timeout: digest.lockTimeout
            ) { () throws(DatabaseError) in try checkInterrupts() }
        }
        if transaction { transactionAdvisoryLocks.append(lock) }
        return true
    }

    /// Releases an advisory lock of the session; false when it holds none.
    public func advisoryUnlock(_ key: AdvisoryLockKey, shared: Bool) -> Bool {
        let lock = AdvisoryLocks.Lock(database: database.oid, key: key, isShared: shared)
        return instance.advisoryLocks.release(lock, session: ObjectIdentifier(interrupt))
    }

    /// Releases all advisory locks of the session.
    public func advisoryUnlockAll() {
        instance.advisoryLocks.releaseSession(of: ObjectIdentifier(interrupt))
    }

    /// Queues a notification for the commit.
    public func notify(channel: String, payload: String) throws(DatabaseError) {
        try notificationQueue.notify(channel: channel, payload: payload, from: processID)
    }
}

extension DatabaseError {
    /// Whether `client_min_messages` lets this message through.
    fileprivate func isShown(at level: String) -> Bool {
        let order = [
            "debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error",
        ]
        let rank: Int
        switch fields.severity {
        case .debug: rank = 4
        case .log: rank = 5
        case .notice: rank = 6
        case .warning: rank = 7
        case .info, .error, .fatal, .panic: return true
        }
        return rank >= (order.firstIndex(of: level) ?? 6)
    }
}
