// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Expressions

@Suite struct RegistryTests {
    let registry = Registry.builtin

    /// A line for each object with a number of PostgreSQL's, as `catalog.txt` has them.
    var lines: [String] {
        func types(_ oids: [OID]) -> String { oids.map(\.displayName).joined(separator: ", ") }
        var lines: [String] = []
        for function in registry.functions where function.oid < .firstUser {
            let flags =
                "\(function.volatility.rawValue)\(function.isStrict ? "s" : "-")"
                + (function.isVariadic ? "v" : "-") + (function.returnsSet ? "r" : "-")
            lines.append(
                "function \(function.oid.rawValue) \(function.name)(\(types(function.arguments)))"
                    + " \(function.result.displayName) \(flags)"
            )
        }
        for aggregate in registry.aggregates where aggregate.oid < .firstUser {
            lines.append(
                "aggregate \(aggregate.oid.rawValue) \(aggregate.name)"
                    + "(\(types(aggregate.arguments))) \(aggregate.result.displayName)"
            )
        }
        for window in registry.windowFunctions {
            lines.append(
                "window \(window.oid.rawValue) \(window.name)(\(types(window.arguments)))"
                    + " \(window.result.displayName)"
            )
        }
        for item in registry.operators where item.oid < .firstUser {
            let left = item.left == .invalid ? "-" : item.left.displayName
            lines.append(
                "operator \(item.oid.rawValue) \(item.name) \(left) \(item.right.displayName)"
                    + " \(item.result.displayName) \(item.function.oid.rawValue)"
                    + " \(item.commutator.rawValue) \(item.negator.rawValue)"
            )
        }
        for cast in registry.casts where cast.oid < .firstUser {
            let method =
                switch cast.method {
                case .function(let function): "f\(function.oid.rawValue)"
                case .binaryCoercible: "b0"
                case .inputOutput: "i0"
                }
            lines.append(
                "cast \(cast.source.displayName) \(cast.target.displayName)"
                    + " \(cast.context.letter) \(method)"
            )
        }
        return lines
    }

    @Test("every number, signature and property is PostgreSQL's")
    func catalog() throws {
        let known = Set(try CaseFile.lines("catalog", of: #filePath))
        let unknown = lines.filter { !known.contains($0) }
        #expect(unknown == [])
    }

    @Test("no two objects share a number")
    func unique() {
        let routines =
            registry.functions.map(\.oid) + registry.aggregates.map(\.oid)
            + registry.windowFunctions.map(\.oid)
        #expect(Set(routines).count == routines.count)
        #expect(Set(registry.operators.map(\.oid)).count == registry.operators.count)
        #expect(Set(registry.casts.map(\.oid)).count == registry.casts.count)
    }

    @Test("commutators and negators exist and point back")
    func relatives() {
        for item in registry.operators {
            for relative in [item.commutator, item.negator] where relative != .invalid {
                let other = registry.operator(relative)
                #expect(other != nil, "\(item.name) \(item.oid)")
                #expect(other?.commutator == item.oid || other?.negator == item.oid)
            }
        }
    }
}
