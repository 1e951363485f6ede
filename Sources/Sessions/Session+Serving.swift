// SPDX-License-Identifier: Apache-2.0

/// What a server needs of a session between statements.
extension Session {
    /// Fails the transaction, after an error that no statement has raised: a message that could not
    /// be read, or a name that does not exist.
    public func abort() { fail() }

    /// How long the client may keep the session waiting, in milliseconds; 0 is for ever.
    ///
    /// That is `idle_session_timeout`, or `idle_in_transaction_session_timeout` in a transaction.
    public var idleMilliseconds: Int {
        refreshDigest()
        return status == .idle ? digest.idleTimeouts.outside : digest.idleTimeouts.inside
    }

    /// Lets other threads wake the one that waits for this session's client: `waker` is called,
    /// from any thread, when the session is interrupted or has a notification to deliver.
    public func setWaker(_ waker: @escaping @Sendable () -> Void) {
        instance.sessions.setWaker(processID, waker)
        instance.notifications.setWaker(waker, session: processID)
    }

    /// Hands the notifications that wait for this session to ``observer``, unless a transaction is
    /// open.
    public func deliverNotifications() {
        guard hasListened, transactionState == .idle else { return }
        for message in instance.notifications.take(session: processID) {
            observer?.notification(
                channel: message.channel,
                payload: message.payload,
                from: message.processID
            )
        }
    }
}
