// SPDX-License-Identifier: Apache-2.0

public import Wire

/// The limits a server keeps its clients to.
public struct ServerOptions: Sendable {
    /// How many sessions there may be; one more is told 53300.
    public var maximumConnections = 100
    /// How long a client may take to begin its session, in seconds.
    public var startupSeconds = 60
    /// How long a client may leave an answer unread, in seconds, before it counts as gone.
    public var sendSeconds = 300
    /// How long sessions may take to end when the server does, in seconds.
    public var shutdownSeconds = 5
    /// The sizes that messages may have.
    public var messages = MessageLimits()

    /// The defaults.
    public init() {}
}
