// SPDX-License-Identifier: Apache-2.0

/// A parsed JSON document; immutable, one reference wide.
///
/// Objects keep each key once, the last one given, ordered by length and then by bytes. Numbers are
/// exact decimals.
///
/// Source: PostgreSQL 15 manual, section 8.14 "JSON Types".
public struct JSONB: Sendable {
    /// The document in the layout drawn in `JSONB+Layout.swift`.
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }
}
