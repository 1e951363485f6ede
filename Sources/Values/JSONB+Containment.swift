// SPDX-License-Identifier: Apache-2.0

extension JSONB {
    /// How deep containment looks; documents may nest deeper.
    private static let maximumContainmentDepth = 1_000

    /// Whether `other` is part of this document: `document @> other`.
    ///
    /// Every member of an object must be contained in the member of the same key, every element of
    /// an array in some element; an array also contains a scalar that is one of its elements.
    ///
    /// - Throws: 54001 when `other` nests deeper than 1,000 levels.
    ///
    /// Source: PostgreSQL 15 manual, section 8.14.3 "jsonb Containment and Existence".
    public func contains(_ other: JSONB) throws(DatabaseError) -> Bool {
        if other.isScalar {
            if isScalar { return Self.compareScalars(self, other) == 0 }
            return kind == .array && containsElement(other)
        }
        return try contains(other, depth: 0)
    }

    private func contains(_ other: JSONB, depth: Int) throws(DatabaseError) -> Bool {
        if depth == Self.maximumContainmentDepth { throw .stackDepthExceeded }
        if kind != other.kind { return false }
        if kind == .object {
            if count < other.count { return false }
            for index in 0..<other.count {
                let (key, range) = other.entryRanges(index)
                guard let own = entryIndex(other.bytes.span.bytes.extracting(key)) else {
                    return false
                }
                let value = JSONB(other.bytes, range)
                guard try entryValue(own).containsNested(value, depth: depth) else { return false }
            }
            return true
        }
        for index in 0..<other.count {
            let value = other.element(index)
            if value.isScalar {
                if !containsElement(value) { return false }
                continue
            }
            var isFound = false
            for own in 0..<count where !isFound {
                isFound = try element(own).contains(value, depth: depth + 1)
            }
            if !isFound { return false }
        }
        return true
    }

    private func containsNested(_ other: JSONB, depth: Int) throws(DatabaseError) -> Bool {
        if isScalar || other.isScalar {
            return isScalar && other.isScalar && Self.compareScalars(self, other) == 0
        }
        return try contains(other, depth: depth + 1)
    }

    /// Whether the scalar `other` is an element of this array.
    private func containsElement(_ other: JSONB) -> Bool {
        (0..<count).contains { index in
            let element = element(index)
            return element.isScalar && Self.compareScalars(element, other) == 0
        }
    }
}
