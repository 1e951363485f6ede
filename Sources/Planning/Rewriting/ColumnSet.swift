// SPDX-License-Identifier: Apache-2.0

import Expressions

/// A set of columns of one statement: a bit per id.
struct ColumnSet {
    private var words: [UInt64] = []

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    init() {}

    init(_ columns: some Sequence<ColumnID>) {
        for column in columns { insert(column) }
    }

    func contains(_ column: ColumnID) -> Bool {
        let (word, bit) = column.rawValue.quotientAndRemainder(dividingBy: 64)
        return word >= 0 && word < words.count && words[word] & (1 << UInt64(bit)) != 0
    }

    mutating func insert(_ column: ColumnID) {
        let (word, bit) = column.rawValue.quotientAndRemainder(dividingBy: 64)
        guard word >= 0 else { return }
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(bit)
    }

    mutating func formUnion(_ other: ColumnSet) {
        while words.count < other.words.count { words.append(0) }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    mutating func subtract(_ other: ColumnSet) {
        for index in words.indices.prefix(other.words.count) { words[index] &= ~other.words[index] }
    }

    func isSubset(of other: ColumnSet) -> Bool {
        for (index, word) in words.enumerated() where word != 0 {
            guard index < other.words.count, word & ~other.words[index] == 0 else { return false }
        }
        return true
    }

    func intersects(_ other: ColumnSet) -> Bool {
        zip(words, other.words).contains { $0 & $1 != 0 }
    }
}
