// SPDX-License-Identifier: Apache-2.0

import CRocksDB

/// A place that values are read into without being copied, to be used again for the next.
///
/// It pins the block the value lies in until the next read or the end of its life, so keep one
/// per reader, not one per value.
public struct PinnedValue: ~Copyable {
    let handle: OpaquePointer
    /// Kept open while a block of it may be pinned.
    private var engine: Engine?

    /// A place without a value; about 50 nanoseconds.
    public init() { handle = crocks_make_pinned() }

    deinit { crocks_release_pinned(handle) }

    /// The value last read, empty when there was none.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        borrowing get { crocks_pinned_value(handle).span(borrowing: self) }
    }

    /// Lets go of the value.
    public mutating func clear() {
        crocks_reset_pinned(handle)
        engine = nil
    }

    /// The place, for a read from `engine`.
    mutating func prepare(_ engine: Engine) -> OpaquePointer {
        if self.engine !== engine {
            crocks_reset_pinned(handle)
            self.engine = engine
        }
        return handle
    }
}

/// Values read together, to be used again for the next batch.
public struct PinnedValues: ~Copyable {
    let handle: OpaquePointer
    /// Kept open while blocks of it may be pinned.
    private var engine: Engine?
    /// How many keys were asked for.
    public private(set) var count = 0

    /// A place without values.
    public init() { handle = crocks_make_values() }

    deinit { crocks_release_values(handle) }

    /// The place, for a read of `count` values from `engine`.
    mutating func prepare(_ engine: Engine, count: Int) -> OpaquePointer {
        if self.engine !== engine {
            crocks_clear_values(handle)
            self.engine = engine
        }
        self.count = count
        return handle
    }

    /// Whether there was a value for key `index` of the batch.
    public func exists(_ index: Int) -> Bool {
        precondition(index >= 0 && index < count, "value index out of range")
        return crocks_value(handle, index).data != nil
    }

    /// The value of key `index` of the batch, empty when there was none.
    @_lifetime(borrow self)
    public borrowing func bytes(_ index: Int) -> RawSpan {
        precondition(index >= 0 && index < count, "value index out of range")
        return crocks_value(handle, index).span(borrowing: self)
    }
}

/// Keys of any lengths, one after the other.
public struct KeyList: Sendable {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []

    /// No keys.
    public init() {}

    /// How many keys there are.
    public var count: Int { ends.count }

    /// Adds a key.
    public mutating func append(_ key: RawSpan) {
        key.withUnsafeBytes { bytes.append(contentsOf: $0) }
        ends.append(UInt32(bytes.count))
    }

    /// Adds the key that is `prefix` and the bytes of `suffix`, most significant first.
    public mutating func append(_ prefix: [UInt8], _ suffix: UInt64) {
        bytes.append(contentsOf: prefix)
        bytes.appendBigEndian(suffix)
        ends.append(UInt32(bytes.count))
    }

    /// Key `index`, from 0.
    public func key(_ index: Int) -> [UInt8] {
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return Array(bytes[start..<Int(ends[index])])
    }

    /// Makes room for `count` keys of `byteCount` bytes.
    public mutating func reserve(_ count: Int, byteCount: Int) {
        bytes.reserveCapacity(count * byteCount)
        ends.reserveCapacity(count)
    }

    /// Forgets all keys and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
