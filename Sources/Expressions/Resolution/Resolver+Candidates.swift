// SPDX-License-Identifier: Apache-2.0

import Values

/// The argument types of something that could be called, and what it is.
struct Candidate<Target> {
    var arguments: [OID]
    var target: Target
    /// How many of ``arguments``, from the first, the call leaves to defaults.
    var missing = 0
    /// The type of the elements that a variadic call gathers, when it does.
    var variadicElement: OID?
    /// How many of the arguments a variadic call gathers.
    var variadicCount = 0
}

/// What choosing among candidates comes to.
enum Choice<Target> {
    case one(Candidate<Target>)
    case none
    case ambiguous
}

extension Resolver {
    /// The candidate to call for arguments of `types`, of those that take that many.
    ///
    /// Source: PostgreSQL 15 manual, sections 10.2 and 10.3, steps 3 and 4.
    func choose<Target>(_ candidates: [Candidate<Target>], for types: [OID]) -> Choice<Target> {
        let matching = candidates.filter { canCoerce(types, to: $0.arguments, .implicit) }
        if matching.isEmpty { return .none }
        if matching.count == 1 { return .one(matching[0]) }
        return best(of: matching, for: types)
    }

    private func best<Target>(
        of candidates: [Candidate<Target>],
        for types: [OID]
    ) -> Choice<Target> {
        let known = types.indices.filter { types[$0] != .unknown }
        let unknown = types.indices.filter { types[$0] == .unknown }

        // Step c: the most exact matches on known types.
        var rest = keepingMost(candidates) { candidate in
            known.count { candidate.arguments[$0] == types[$0] }
        }
        if rest.count == 1 { return .one(rest[0]) }

        // Step d: the most exact matches or preferred types of the same category.
        rest = keepingMost(rest) { candidate in
            known.count {
                let argument = candidate.arguments[$0]
                return argument == types[$0]
                    || (argument.isPreferred && argument.category == types[$0].category)
            }
        }
        if rest.count == 1 { return .one(rest[0]) }
        if unknown.isEmpty { return .ambiguous }

        // Step e: unknown arguments take the category the candidates agree on, or string.
        if let narrowed = narrow(rest, byCategoryOf: unknown) {
            rest = narrowed
            if rest.count == 1 { return .one(rest[0]) }
        }

        // Step f: unknown arguments are of the type that all known ones have.
        if let first = known.first, known.allSatisfy({ types[$0] == types[first] }) {
            let guessed = Array(repeating: types[first], count: types.count)
            let accepting = rest.filter { canCoerce(guessed, to: $0.arguments, .implicit) }
            if accepting.count == 1 { return .one(accepting[0]) }
        }
        return .ambiguous
    }

    private func keepingMost<Target>(
        _ candidates: [Candidate<Target>],
        _ score: (Candidate<Target>) -> Int
    ) -> [Candidate<Target>] {
        let scores = candidates.map(score)
        let most = scores.max() ?? 0
        return zip(candidates, scores).filter { $0.1 == most }.map { $0.0 }
    }

    private func narrow<Target>(
        _ candidates: [Candidate<Target>],
        byCategoryOf positions: [Int]
    ) -> [Candidate<Target>]? {
        var demands: [(position: Int, category: Character, preferred: Bool)] = []
        for position in positions {
            let types = candidates.map { $0.arguments[position] }
            let categories = Set(types.map(\.category))
            let category: Character
            if categories.contains("S") {
                category = "S"
            } else if categories.count == 1, let only = categories.first {
                category = only
            } else {
                return nil
            }
            let preferred = types.contains { $0.category == category && $0.isPreferred }
            demands.append((position, category, preferred))
        }
        let kept = candidates.filter { candidate in
            demands.allSatisfy { demand in
                let type = candidate.arguments[demand.position]
                return type.category == demand.category && (!demand.preferred || type.isPreferred)
            }
        }
        return kept.isEmpty ? nil : kept
    }
}
