// SPDX-License-Identifier: Apache-2.0

/// The versions that clients are told: which PostgreSQL we behave as, and who we are.
///
/// Drivers, ORMs and pg_dump choose their SQL by these.
public enum ServerVersion {
    /// Our own version.
    public static let needletail = "0.1.0"
    /// `server_version`.
    public static let text = "15.10"
    /// `server_version_num`.
    public static let number = "150010"
    /// What `version()` returns.
    public static let banner = "PostgreSQL \(text) (Needletail \(needletail))"
}
