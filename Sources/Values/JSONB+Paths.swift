// SPDX-License-Identifier: Apache-2.0

/// Documents changed at a path: `jsonb_set`, `jsonb_insert`, `#-`.
///
/// Source: PostgreSQL 15 manual, section 9.16 "JSON Functions and Operators".
extension JSONB {
    private enum Change {
        /// Replaces, or also creates what is missing.
        case set(JSONB, creating: Bool)
        case insert(JSONB, after: Bool)
        case remove

        var isCreating: Bool {
            switch self {
            case .set(_, let creating): creating
            case .insert: true
            case .remove: false
            }
        }

        var value: JSONB {
            switch self {
            case .set(let value, _), .insert(let value, _): value
            case .remove: .null
            }
        }
    }

    /// `jsonb_set(self, path, value, creating)`.
    ///
    /// - Throws: 22023 for a scalar, 22P02 when a step into an array is no number.
    public func setting(
        path: [String],
        to value: JSONB,
        creating: Bool = true
    ) throws(DatabaseError) -> JSONB {
        if isScalar { throw DatabaseError(.invalidParameterValue, "cannot set path in scalar") }
        if count == 0, !creating { return self }
        return try changed(path, .set(value, creating: creating))
    }

    /// `jsonb_insert(self, path, value, after)`.
    ///
    /// - Throws: 22023 for a scalar or a key that exists, 22P02 when a step into an array is no
    ///   number.
    public func inserting(
        path: [String],
        _ value: JSONB,
        after: Bool = false
    ) throws(DatabaseError) -> JSONB {
        if isScalar { throw DatabaseError(.invalidParameterValue, "cannot set path in scalar") }
        return try changed(path, .insert(value, after: after))
    }

    /// `self #- path`: without what the path leads to.
    ///
    /// - Throws: 22023 for a scalar, 22P02 when a step into an array is no number.
    public func removing(path: [String]) throws(DatabaseError) -> JSONB {
        if isScalar { throw DatabaseError(.invalidParameterValue, "cannot delete path in scalar") }
        if count == 0 { return self }
        return try changed(path, .remove)
    }

    private func changed(_ path: [String], _ change: Change) throws(DatabaseError) -> JSONB {
        if path.isEmpty { return self }
        if path.count > 1_000 { throw .stackDepthExceeded }
        var builder = JSONBBuilder()
        try copy(to: &builder, changing: path[...], change, level: 1)
        return builder.finish()
    }

    /// Appends this value with `change` made at `path`, whose first step is number `level`.
    private func copy(
        to builder: inout JSONBBuilder,
        changing path: ArraySlice<String>,
        _ change: Change,
        level: Int
    ) throws(DatabaseError) {
        guard let step = path.first else { return try builder.copy(self) }
        switch kind {
        case .object:
            builder.beginObject()
            try copyEntries(to: &builder, step, path.dropFirst(), change, level)
            try builder.endObject()
        case .array:
            builder.beginArray()
            try copyElements(to: &builder, step, path.dropFirst(), change, level)
            try builder.endArray()
        case .null, .string, .number, .bool: try builder.copy(self)
        }
    }

    private func copyEntries(
        to builder: inout JSONBBuilder,
        _ step: String,
        _ rest: ArraySlice<String>,
        _ change: Change,
        _ level: Int
    ) throws(DatabaseError) {
        let found = entryIndex(step.utf8Span.span.bytes)
        for index in 0..<count {
            let (key, range) = entryRanges(index)
            let value = JSONB(bytes, range)
            if index != found {
                builder.key(bytes[key])
                try builder.copy(value)
            } else if !rest.isEmpty {
                builder.key(bytes[key])
                try value.copy(to: &builder, changing: rest, change, level: level + 1)
            } else {
                switch change {
                case .remove: break
                case .set(let replacement, _):
                    builder.key(bytes[key])
                    try builder.copy(replacement)
                case .insert:
                    throw DatabaseError(
                        .invalidParameterValue,
                        "cannot replace existing key",
                        hint: "Try using the function jsonb_set to replace key value."
                    )
                }
            }
        }
        if found == nil, rest.isEmpty, change.isCreating {
            builder.key(step.utf8)
            try builder.copy(change.value)
        }
    }

    private func copyElements(
        to builder: inout JSONBBuilder,
        _ step: String,
        _ rest: ArraySlice<String>,
        _ change: Change,
        _ level: Int
    ) throws(DatabaseError) {
        guard let number = Self.subscriptNumber(step) else {
            throw DatabaseError(
                .invalidTextRepresentation,
                "path element at position \(level) is not an integer: \"\(step)\""
            )
        }
        let position = number < 0 ? number + count : number
        if rest.isEmpty, change.isCreating, position < 0 || count == 0 {
            try builder.copy(change.value)
            for index in 0..<count { try builder.copy(element(index)) }
            return
        }
        for index in 0..<count {
            let element = element(index)
            if index != position {
                try builder.copy(element)
            } else if !rest.isEmpty {
                try element.copy(to: &builder, changing: rest, change, level: level + 1)
            } else {
                switch change {
                case .remove: break
                case .set(let replacement, _): try builder.copy(replacement)
                case .insert(let value, let after):
                    try builder.copy(after ? element : value)
                    try builder.copy(after ? value : element)
                }
            }
        }
        if rest.isEmpty, change.isCreating, position >= count {
            try builder.copy(change.value)
        }
    }
}
