// SPDX-License-Identifier: Apache-2.0

/// How the program ends, for scripts and service managers.
enum ExitStatus: Int32 {
    /// Everything asked for was done; a server was told to end.
    case success = 0
    /// Something failed that another try may get right: an address in use, no threads, no space.
    case failure = 1
    /// The command line makes no sense.
    case usage = 2
    /// The data directory cannot be used: in use, of another version, or damaged.
    case dataDirectory = 3
}
