// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values
import Vectors

/// An operator of an operator family as `pg_amop` has it: what an index of the family answers.
struct FamilyOperator {
    let oid: OID
    let family: OID
    let method: OID
    let type: OID
    let strategy: Int16
    let `operator`: OID
    /// The family by which results are ordered, for operators of ORDER BY; nil for those of WHERE.
    let sortFamily: OID?

    /// Whether it belongs to the extension.
    var isExtension: Bool { family >= .firstUser }

    /// The families of ordered indexes by their comparisons, those of vector indexes by their
    /// distance.
    static let all: [FamilyOperator] = OperatorClass.all.flatMap { item -> [FamilyOperator] in
        guard let method = AccessMethod.all.first(where: { $0.oid == item.method }) else {
            return []
        }
        if method.isOrdered, item.isDefault {
            return ["<", "<=", "=", ">=", ">"].enumerated().compactMap { position, name in
                FamilyOperator(item, strategy: position + 1, name, sortFamily: nil)
            }
        }
        guard method.isExtension, let metric = item.metric else { return [] }
        let distance = FamilyOperator(
            item,
            strategy: 1,
            metric.operatorName,
            sortFamily: floatFamily
        )
        return distance.map { [$0] } ?? []
    }

    /// `float_ops` of btree.
    private static let floatFamily = OID(1_970)
    /// Rows have no identity that anybody refers to; theirs are below those of users' objects.
    private static let firstOID: UInt32 = 11_000

    private init?(
        _ item: OperatorClass,
        strategy: Int,
        _ name: String,
        sortFamily: OID?
    ) {
        guard
            let found = Registry.builtin.operator(named: name, left: item.type, right: item.type)
        else { return nil }
        oid = OID(Self.firstOID + (item.oid.rawValue * 5 + UInt32(strategy)) % 5_000)
        family = item.family
        method = item.method
        type = item.type
        self.strategy = Int16(strategy)
        self.operator = found.oid
        self.sortFamily = sortFamily
    }
}

extension OperatorClass {
    /// The metric that a class of a vector index orders by.
    fileprivate var metric: Metric? {
        switch name.split(separator: "_").dropFirst().first {
        case "l2": .l2
        case "ip": .innerProduct
        case "cosine": .cosine
        case "l1": .l1
        case "hamming": .hamming
        case "jaccard": .jaccard
        default: nil
        }
    }
}
