// SPDX-License-Identifier: Apache-2.0

import Platform
import Schemas
import Storage
import Testing
import Values

@testable import Relations

@Suite("Values of sequences")
struct SequenceStoreTests {
    let cluster: Cluster
    let sequence: SequenceDescription

    init() throws {
        cluster = try Cluster(inMemory: ClusterOptions())
        sequence = SequenceDescription(
            oid: cluster.makeOID(),
            schema: OID(2_200),
            name: "s",
            owner: OID(10),
            storageID: cluster.makeIdentifier()
        )
    }

    private func begin() throws -> RelationTransaction {
        try cluster.begin(
            database: OID(5),
            isolation: .readCommitted,
            interrupt: Interrupt()
        )
    }

    @Test("What a transaction has drawn is durable when its commit is acknowledged")
    func isDurable() throws {
        func commit(_ body: (RelationTransaction) throws -> Void) throws {
            let transaction = try begin()
            try body(transaction)
            try transaction.commit(synchronous: true)
            #expect(cluster.store.durableLSN == cluster.store.visibleLSN)
        }
        try commit { try $0.put(.relation(.sequence(sequence))) }
        try commit { _ = try $0.nextValue(sequence) }
        try commit { try $0.setValue(sequence, to: 9, isCalled: false) }
        try commit { _ = try $0.nextValue(sequence) }
    }

    @Test("What another transaction has stored and not committed is durable as well")
    func isDurableBeforeOthers() throws {
        let (one, two) = (try begin(), try begin())
        _ = try one.nextValue(sequence)
        _ = try two.nextValue(sequence)
        try two.commit(synchronous: true)
        #expect(cluster.store.durableLSN == cluster.store.visibleLSN)
        one.rollback()
    }
}
