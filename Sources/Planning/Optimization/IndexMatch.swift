// SPDX-License-Identifier: Apache-2.0

import Expressions
import Values

/// Matches conditions with the keys of an ordered index, from the first key on.
struct IndexMatch {
    /// Conditions on the leading keys.
    private(set) var prefix: [Plan.IndexScan.KeyCondition] = []
    private(set) var lower: Plan.IndexScan.Bound?
    private(set) var upper: Plan.IndexScan.Bound?
    private(set) var excludesNulls = false
    /// The conditions the index answers.
    private(set) var used: [Expression] = []
    /// The conditions left to check on each row.
    private(set) var rest: [Expression]

    init(_ conditions: [Expression]) { rest = conditions }

    /// Takes an equality on `key`; false when there is none.
    mutating func matchPrefix(_ key: Expression, _ type: SQLType) -> Bool {
        for (index, condition) in rest.enumerated() {
            guard let found = equality(condition, key, type) else { continue }
            prefix.append(found)
            take(index)
            return true
        }
        return false
    }

    private mutating func take(_ index: Int) { used.append(rest.remove(at: index)) }

    private func equality(
        _ condition: Expression,
        _ key: Expression,
        _ type: SQLType
    ) -> Plan.IndexScan.KeyCondition? {
        switch condition {
        case .isNull(let operand, negated: false) where operand.isKey(key): return .isNull
        case .column where condition.isSame(as: key) && type.oid == .bool:
            return .equal(.constant(.bool(true), .bool))
        case .not(let operand) where operand.isSame(as: key) && type.oid == .bool:
            return .equal(.constant(.bool(false), .bool))
        case .anyOrAll(let operand, let function, let array, all: false):
            guard function.operatorName == "=", operand.isKey(key), array.isScanConstant,
                let element = array.type.oid.elementType, element.indexes(type.oid)
            else { return nil }
            return .anyOf(array)
        default:
            guard let comparison = Comparison(condition, key, type), comparison.name == "=" else {
                return nil
            }
            return .equal(comparison.value)
        }
    }

    /// Takes the comparisons of `key`, the one after the prefix, that bound a range.
    mutating func matchRange(_ key: Expression, _ type: SQLType) {
        var index = 0
        while index < rest.count {
            if case .isNull(let operand, negated: true) = rest[index], operand.isKey(key) {
                excludesNulls = true
                take(index)
                continue
            }
            guard let comparison = Comparison(rest[index], key, type) else {
                index += 1
                continue
            }
            let bound = Plan.IndexScan.Bound(
                comparison.value,
                isInclusive: comparison.name.hasSuffix("=")
            )
            if comparison.name.hasPrefix(">"), lower == nil {
                lower = bound
            } else if comparison.name.hasPrefix("<"), upper == nil {
                upper = bound
            } else {
                index += 1
                continue
            }
            excludesNulls = true
            take(index)
        }
    }

    /// `key operator value`, turned around when it was written so.
    private struct Comparison {
        let name: String
        let value: Expression

        init?(_ condition: Expression, _ key: Expression, _ type: SQLType) {
            guard case .call(let function, let operands, _) = condition, operands.count == 2 else {
                return nil
            }
            let value: Expression
            if operands[0].isKey(key) {
                name = function.operatorName
                value = operands[1]
            } else if operands[1].isKey(key), let turned = Self.turned[function.operatorName] {
                name = turned
                value = operands[0]
            } else {
                return nil
            }
            guard Self.turned[name] != nil, value.isScanConstant,
                value.type.oid.indexes(type.oid)
            else { return nil }
            self.value = value
        }

        private static let turned = ["=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="]
    }
}

extension Expression {
    /// Whether it is `key`, perhaps under another name of its type.
    func isKey(_ key: Expression) -> Bool {
        if isSame(as: key) { return true }
        if case .call(let function, let operands, _) = self, operands.count == 1,
            function.name == "relabel"
        {
            return operands[0].isKey(key)
        }
        return false
    }

    /// Whether its value is the same for all rows of a scan.
    var isScanConstant: Bool {
        columns.isEmpty && !isVolatileCall && hasOnlyConstantSubqueries
    }
}

extension OID {
    /// Whether values of this type can be looked up among index keys of `key`: they sort alike.
    func indexes(_ key: OID) -> Bool {
        if self == key { return true }
        for family in Self.orderFamilies where family.contains(self) && family.contains(key) {
            return true
        }
        return false
    }

    private static let orderFamilies: [Set<OID>] = [
        [.int2, .int4, .int8], [.text, .varchar],
        [.oid, .regclass, .regproc, .regtype, .regnamespace, .regrole],
    ]
}
