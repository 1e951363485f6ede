// SPDX-License-Identifier: Apache-2.0

/// Knows the names of catalog objects, for the text of the `reg*` types.
public protocol ObjectNames: Sendable {
    /// The name of `oid` as type `type`, one of the `reg*`, prints it; nil when there is none.
    func name(of oid: OID, as type: OID) -> String?
    /// The object that `name` refers to as the input function of `type` reads it.
    ///
    /// - Throws: 42P01, 42883, 42704 when there is none.
    func oid(named name: String, as type: OID) throws(DatabaseError) -> OID
}
