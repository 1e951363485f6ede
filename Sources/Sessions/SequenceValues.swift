// SPDX-License-Identifier: Apache-2.0

import Values

/// What `currval` and `lastval` return: values this session has drawn.
struct SequenceValues {
    private var drawn: [OID: Int64] = [:]
    private var last: OID?

    /// Remembers that `nextval` or `setval` gave `value`.
    mutating func record(_ value: Int64, of sequence: OID, isDrawn: Bool) {
        drawn[sequence] = value
        if isDrawn { last = sequence }
    }

    /// The value of `currval`.
    func current(of sequence: OID, name: String) throws(DatabaseError) -> Int64 {
        guard let value = drawn[sequence] else {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "currval of sequence \"\(name)\" is not yet defined in this session"
            )
        }
        return value
    }

    /// The value of `lastval`.
    func lastDrawn() throws(DatabaseError) -> Int64 {
        guard let last, let value = drawn[last] else {
            throw DatabaseError(
                .objectNotInPrerequisiteState,
                "lastval is not yet defined in this session"
            )
        }
        return value
    }

    /// DISCARD SEQUENCES.
    mutating func discard() {
        drawn = [:]
        last = nil
    }
}
