// SPDX-License-Identifier: Apache-2.0

/// Documents made of others: the operators `||` and `-`, `jsonb_strip_nulls`.
///
/// Source: PostgreSQL 15 manual, section 9.16 "JSON Functions and Operators".
extension JSONB {
    /// `self || other`: members of both objects, those of `other` winning; else the elements of
    /// both, a value that is no array counting as one element.
    ///
    /// - Throws: 54000 when the result is too large.
    public func concatenated(with other: JSONB) throws(DatabaseError) -> JSONB {
        var builder = JSONBBuilder()
        if kind == .object, other.kind == .object {
            builder.beginObject()
            try builder.copyEntries(of: self)
            try builder.copyEntries(of: other)
            try builder.endObject()
        } else {
            builder.beginArray()
            try builder.copyElements(of: self)
            try builder.copyElements(of: other)
            try builder.endArray()
        }
        return builder.finish()
    }

    /// `self - keys`: without those keys of an object, or those strings of an array.
    ///
    /// - Throws: 22023 `cannot delete from scalar`.
    public func removing(keys: [String]) throws(DatabaseError) -> JSONB {
        if isScalar {
            throw DatabaseError(.invalidParameterValue, "cannot delete from scalar")
        }
        var builder = JSONBBuilder()
        if kind == .object {
            builder.beginObject()
            for index in 0..<count {
                let (key, value) = entryRanges(index)
                let isRemoved = keys.contains {
                    TextOrder.compare(
                        bytes.span.bytes.extracting(key),
                        $0.utf8Span.span.bytes
                    ) == 0
                }
                if isRemoved { continue }
                builder.key(bytes[key])
                try builder.copy(JSONB(bytes, value))
            }
            try builder.endObject()
        } else {
            builder.beginArray()
            for index in 0..<count {
                let element = element(index)
                if keys.contains(where: element.isString) { continue }
                try builder.copy(element)
            }
            try builder.endArray()
        }
        return builder.finish()
    }

    /// `self - index`: without that element of an array, counted from the end when negative.
    ///
    /// - Throws: 22023 unless this is an array.
    public func removing(at index: Int) throws(DatabaseError) -> JSONB {
        if isScalar {
            throw DatabaseError(.invalidParameterValue, "cannot delete from scalar")
        }
        guard kind == .array else {
            throw DatabaseError(
                .invalidParameterValue,
                "cannot delete from object using integer index"
            )
        }
        let removed = index < 0 ? index + count : index
        guard removed >= 0, removed < count else { return self }
        var builder = JSONBBuilder()
        builder.beginArray()
        for position in 0..<count where position != removed {
            try builder.copy(element(position))
        }
        try builder.endArray()
        return builder.finish()
    }

    /// The document without the members of objects whose value is null.
    ///
    /// - Throws: never in practice; the result is not larger than the document.
    public func strippingNulls() throws(DatabaseError) -> JSONB {
        if isScalar { return self }
        var builder = JSONBBuilder()
        var walker = JSONBWalker(self)
        var pendingKey: Range<Int>?
        while let event = walker.next() {
            if let key = pendingKey {
                pendingKey = nil
                if case .scalar(let value) = event, value.tag == Tag.null { continue }
                builder.key(bytes[key])
            }
            switch event {
            case .beginArray: builder.beginArray()
            case .endArray: try builder.endArray()
            case .beginObject: builder.beginObject()
            case .endObject: try builder.endObject()
            case .key(let range): pendingKey = range
            case .scalar(let value): try builder.copy(value)
            }
        }
        return builder.finish()
    }
}

extension JSONBBuilder {
    /// Appends the members of `object` to the object being built.
    mutating func copyEntries(of object: JSONB) throws(DatabaseError) {
        for index in 0..<object.count {
            let (key, value) = object.entryRanges(index)
            self.key(object.bytes[key])
            try copy(JSONB(object.bytes, value))
        }
    }

    /// Appends the elements of `array`, or `array` itself when it is none, to the array being
    /// built.
    mutating func copyElements(of array: JSONB) throws(DatabaseError) {
        guard array.kind == .array else { return try copy(array) }
        for index in 0..<array.count { try copy(array.element(index)) }
    }
}
