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
        /// The value that is stored as given out; nil when none is.
        var stored: Int64?
        /// The commit that stored it.
        var position: LSN

        /// Whether a restart would go on behind `value`, which comes after the last one.
        ///
        /// The increment may be another one than when the value was stored.
        func covers(_ value: Int64, increment: Int64) -> Bool {
            guard isCalled, let stored else { return false }
            return increment > 0
                ? value > last && value <= stored
                : value < last && value >= stored
        }
    }

    /// How many values one write covers, as PostgreSQL's SEQ_LOG_VALS.
    private static let ahead = 32

    private let store: Store
    private let states = Lock<[UInt32: State]>([:])

    /// The values of the sequences of `catalog`.
    ///
    /// What is stored of others is removed: the storage ids of those that were rolled back are given
    /// again after a restart.
    init(_ store: Store, _ catalog: Catalog) throws(DatabaseError) {
        self.store = store
        var known: Set<UInt32> = []
        for case .sequence(let sequence) in catalog.relations.values {
            known.insert(sequence.storageID)
        }
        let transaction = store.begin()
        try stored { () throws(StorageError) in
            var options = ScanOptions()
            options.keysOnly = true
            let range = KeyRange(prefix: CatalogCoding.sequencePrefix)
            var scan = store.view(at: store.snapshot()).scan(.catalog, range, options)
            while try scan.next() {
                for index in 0..<scan.count {
                    let key = scan.key(index)
                    if let id = CatalogCoding.sequence(ofKey: key), known.contains(id) { continue }
                    try transaction.delete(.catalog, key, isLocked: true)
                }
            }
            try transaction.commit(synchronous: false)
        }
    }

    /// The next value, and the commit without which a restart might give it again.
    ///
    /// - Throws: 2200H when the sequence is at its end.
    func next(
        _ sequence: SequenceDescription
    ) throws(DatabaseError) -> (value: Int64, position: LSN) {
        try states.withLock { states throws(DatabaseError) in
            var state = try state(of: sequence, in: &states)
            let value = try Self.successor(state, sequence)
            if !state.covers(value, increment: sequence.increment) {
                let end = Self.covering(value, sequence)
                state.position = try write(sequence.storageID, last: end, isCalled: true)
                state.stored = end
            }
            state.last = value
            state.isCalled = true
            states[sequence.storageID] = state
            return (value, state.position)
        }
    }

    /// Sets the value, as `setval` and RESTART do; returns the commit that stored it.
    func set(
        _ sequence: SequenceDescription,
        to value: Int64,
        isCalled: Bool
    ) throws(DatabaseError) -> LSN {
        try states.withLock { states throws(DatabaseError) in
            let position = try write(sequence.storageID, last: value, isCalled: isCalled)
            states[sequence.storageID] = State(
                last: value,
                isCalled: isCalled,
                stored: isCalled ? value : nil,
                position: position
            )
            return position
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
        // What was stored when the cluster was opened is as durable as it gets.
        var state = State(last: sequence.start, isCalled: false, stored: nil, position: .zero)
        if let value {
            guard value.count == 9 else { throw CatalogBytesReader.damaged }
            let bits = value[..<8].enumerated().reduce(UInt64(0)) {
                $0 | UInt64($1.element) << (8 * $1.offset)
            }
            state.last = Int64(bitPattern: bits)
            state.isCalled = value[8] != 0
            if state.isCalled { state.stored = state.last }
        }
        states[sequence.storageID] = state
        return state
    }

    private func write(
        _ storageID: UInt32,
        last: Int64,
        isCalled: Bool
    ) throws(DatabaseError) -> LSN {
        let key = CatalogCoding.sequenceKey(storageID: storageID)
        var value = withUnsafeBytes(of: last.littleEndian) { Array($0) }
        value.append(isCalled ? 1 : 0)
        let transaction = store.begin()
        return try stored { () throws(StorageError) in
            try transaction.put(.catalog, key.span.bytes, value.span.bytes, isLocked: true)
            // The commit of the transaction that uses the value syncs this with its own writes.
            return try transaction.commit(synchronous: false) ?? .zero
        }
    }
}
