// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Storage
import Values

/// The values of sequences, which no rollback takes back.
///
/// ```
/// key    u8 17 | u32 BE storage id
/// value  i64 LE last value | u8 1 when it has been given out
/// ```
///
/// What is stored runs ahead of what was given out by up to ``ahead`` values, so that most calls
/// write nothing; after a crash those are skipped, as PostgreSQL skips them.
final class SequenceStore: Sendable {
    private struct State {
        var last: Int64
        var isCalled: Bool
        /// Values still covered by what is stored.
        var covered: Int
    }

    /// How many values one write covers, as PostgreSQL's SEQ_LOG_VALS.
    private static let ahead = 32

    private let store: Store
    private let states = Lock<[UInt32: State]>([:])

    init(_ store: Store) { self.store = store }

    /// The next value.
    ///
    /// - Throws: 2200H when the sequence is at its end.
    func next(_ sequence: SequenceDescription) throws(DatabaseError) -> Int64 {
        try states.withLock { states throws(DatabaseError) in
            var state = try state(of: sequence, in: &states)
            let value = try Self.successor(state, sequence)
            state.last = value
            state.isCalled = true
            if state.covered == 0 {
                try write(sequence.storageID, last: Self.covering(value, sequence), isCalled: true)
                state.covered = Self.ahead
            }
            state.covered -= 1
            states[sequence.storageID] = state
            return value
        }
    }

    /// Sets the value, as `setval` and RESTART do.
    func set(
        _ sequence: SequenceDescription,
        to value: Int64,
        isCalled: Bool
    ) throws(DatabaseError) {
        try states.withLock { states throws(DatabaseError) in
            try write(sequence.storageID, last: value, isCalled: isCalled)
            states[sequence.storageID] = State(last: value, isCalled: isCalled, covered: 0)
        }
    }

    /// The last value and whether it was given out, as `SELECT * FROM sequence` shows them.
    func current(
        _ sequence: SequenceDescription
    ) throws(DatabaseError) -> (last: Int64, isCalled: Bool) {
        try states.withLock { states throws(DatabaseError) in
            let state = try state(of: sequence, in: &states)
            return (state.last, state.isCalled)
        }
    }

    private static func successor(
        _ state: State,
        _ sequence: SequenceDescription
    ) throws(DatabaseError) -> Int64 {
        if !state.isCalled { return state.last }
        let (sum, overflow) = state.last.addingReportingOverflow(sequence.increment)
        if !overflow, sum >= sequence.minimum, sum <= sequence.maximum { return sum }
        let isAscending = sequence.increment > 0
        if sequence.cycles { return isAscending ? sequence.minimum : sequence.maximum }
        let bound = isAscending ? sequence.maximum : sequence.minimum
        throw DatabaseError(
            .sequenceGeneratorLimitExceeded,
            "nextval: reached \(isAscending ? "maximum" : "minimum") value of sequence "
                + "\"\(sequence.name)\" (\(bound))"
        )
    }

    /// The last of the values that a write at `value` covers.
    private static func covering(_ value: Int64, _ sequence: SequenceDescription) -> Int64 {
        let (distance, overflow) = sequence.increment.multipliedReportingOverflow(
            by: Int64(ahead - 1)
        )
        guard !overflow else { return value }
        let (end, beyond) = value.addingReportingOverflow(distance)
        guard !beyond, end >= sequence.minimum, end <= sequence.maximum else {
            return sequence.increment > 0 ? sequence.maximum : sequence.minimum
        }
        return end
    }

    private func state(
        of sequence: SequenceDescription,
        in states: inout [UInt32: State]
    ) throws(DatabaseError) -> State {
        if let state = states[sequence.storageID] { return state }
        let key = CatalogCoding.sequenceKey(storageID: sequence.storageID)
        let value = try stored { () throws(StorageError) in
            try store.view(at: store.snapshot()).get(.catalog, key.span.bytes)
        }
        var state = State(last: sequence.start, isCalled: false, covered: 0)
        if let value {
            guard value.count == 9 else { throw CatalogBytesReader.damaged }
            let bits = value[..<8].enumerated().reduce(UInt64(0)) {
                $0 | UInt64($1.element) << (8 * $1.offset)
            }
            state.last = Int64(bitPattern: bits)
            state.isCalled = value[8] != 0
        }
        states[sequence.storageID] = state
        return state
    }

    private func write(_ storageID: UInt32, last: Int64, isCalled: Bool) throws(DatabaseError) {
        let key = CatalogCoding.sequenceKey(storageID: storageID)
        var value = withUnsafeBytes(of: last.littleEndian) { Array($0) }
        value.append(isCalled ? 1 : 0)
        let transaction = store.begin()
        _ = try stored { () throws(StorageError) in
            try transaction.put(.catalog, key.span.bytes, value.span.bytes, isLocked: true)
            // A transaction that uses the value commits later in the log and syncs this with it.
            return try transaction.commit(synchronous: false)
        }
    }
}
