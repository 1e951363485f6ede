// SPDX-License-Identifier: Apache-2.0

public import Schemas
import Storage
public import Values

/// The values of sequences.
extension RelationTransaction {
    /// The next value of a sequence; not undone by a rollback.
    public func nextValue(_ sequence: SequenceDescription) throws(DatabaseError) -> Int64 {
        let (value, position) = try cluster.sequences.next(sequence)
        sequencePosition = max(sequencePosition, position)
        return value
    }

    /// Sets the value of a sequence; not undone by a rollback.
    public func setValue(
        _ sequence: SequenceDescription,
        to value: Int64,
        isCalled: Bool
    ) throws(DatabaseError) {
        guard value >= sequence.minimum, value <= sequence.maximum else {
            throw DatabaseError(
                .numericValueOutOfRange,
                "setval: value \(value) is out of bounds for sequence \"\(sequence.name)\" "
                    + "(\(sequence.minimum)..\(sequence.maximum))"
            )
        }
        let position = try cluster.sequences.set(sequence, to: value, isCalled: isCalled)
        sequencePosition = max(sequencePosition, position)
    }

    /// The last value of a sequence, and whether it was given out.
    public func currentValue(
        _ sequence: SequenceDescription
    ) throws(DatabaseError) -> (last: Int64, isCalled: Bool) {
        try cluster.sequences.current(sequence)
    }

    /// Catalogues `sequence` with a value of its own, so that it goes on from `value`, or from its
    /// start, unless this transaction is rolled back.
    public func restart(
        _ sequence: SequenceDescription,
        at value: Int64? = nil
    ) throws(DatabaseError) {
        try removeValue(of: sequence)
        var sequence = sequence
        // A rollback leaves the value behind unused.
        sequence.storageID = makeStorageID()
        try put(.relation(.sequence(sequence)))
        if let value { try setValue(sequence, to: value, isCalled: false) }
    }

    /// Removes the stored value of a sequence that is dropped or gets another one.
    public func removeValue(of sequence: SequenceDescription) throws(DatabaseError) {
        let key = CatalogCoding.sequenceKey(storageID: sequence.storageID)
        try stored { () throws(StorageError) in
            try storage.delete(.catalog, key.span.bytes, isLocked: true)
        }
    }

    /// Makes the values that this transaction has drawn durable, if it has not written anything else.
    func synchronizeSequences() throws(DatabaseError) {
        let position = sequencePosition
        if position == .zero { return }
        try stored { () throws(StorageError) in try cluster.store.synchronize(through: position) }
    }
}
