// SPDX-License-Identifier: Apache-2.0

import CRocksDB

/// A range of keys, in the order of their bytes.
public struct KeyRange: Sendable, Equatable {
    /// The first key wanted; nil is the start of the family.
    public var lower: [UInt8]?
    /// The first key beyond those wanted; nil is the end of the family.
    public var upper: [UInt8]?

    /// Keys from `lower` up to but without `upper`.
    public init(lower: [UInt8]? = nil, upper: [UInt8]? = nil) {
        self.lower = lower
        self.upper = upper
    }

    /// All keys that start with `prefix`.
    public init(prefix: [UInt8]) {
        lower = prefix
        upper = KeyRange.successor(ofPrefix: prefix)
    }

    /// All keys.
    public static let all = KeyRange()

    /// The first key after all that start with `prefix`; nil when there is none (all bytes FF).
    public static func successor(ofPrefix prefix: [UInt8]) -> [UInt8]? {
        guard let last = prefix.lastIndex(where: { $0 != 0xFF }) else { return nil }
        var result = Array(prefix[...last])
        result[last] += 1
        return result
    }
}

/// How a scan goes.
public struct ScanOptions: Sendable {
    /// From the end of the range to its start.
    public var isReverse = false
    /// Whether blocks read enter the cache; false for a pass over much that is not needed again.
    public var fillsCache = true
    /// Whether values are left out.
    public var keysOnly = false
    /// Entries per batch, at most; the first batches are smaller.
    public var batchCount = 1024
    /// Values per batch, in bytes, about; by default what stays in a processor's own cache.
    public var batchBytes = 192 << 10
    /// Bytes to read ahead of the scan from a file; 0 adapts.
    public var readaheadBytes = 0

    /// A forward scan with values.
    public init() {}
}

/// A pass over a range of keys in batches, as a ``ReadView`` saw them when it began.
///
/// ```
/// var scan = view.scan(.rows, KeyRange(prefix: prefix))
/// while try scan.next() {
///     for index in 0..<scan.count { use(scan.key(index), scan.value(index)) }
/// }
/// ```
public struct Scan: ~Copyable {
    private let handle: OpaquePointer
    private let view: ReadView
    private var batch = UnsafeScanBatch()
    /// Why own writes could not be made readable; thrown by the first step.
    private var failure: StorageError?

    /// Entries in the current batch.
    public var count: Int { batch.count }

    init(
        _ view: ReadView,
        _ family: ColumnFamily,
        _ range: KeyRange,
        _ options: ScanOptions
    ) {
        self.view = view
        do throws(StorageError) {
            try view.unsettled?.settle(family, range)
        } catch {
            failure = error
        }
        var native = crocks_scan_options()
        native.family = family.rawValue
        native.reverse = options.isReverse
        native.fills_cache = options.fillsCache
        native.readahead_bytes = max(0, options.readaheadBytes)
        native.batch_count = max(1, options.batchCount)
        native.batch_bytes = max(1, options.batchBytes)
        native.keys_only = options.keysOnly
        handle = Scan.withBound(range.lower) { lower in
            Scan.withBound(range.upper) { upper in
                native.lower = lower
                native.upper = upper
                return crocks_open_scan(
                    view.engine.handle,
                    view.writer(family),
                    view.mark?.handle,
                    view.snapshot.handle,
                    &native
                )
            }
        }
    }

    deinit { crocks_close_scan(handle) }

    private static func withBound<Result>(
        _ bound: [UInt8]?,
        _ body: (crocks_bytes) -> Result
    ) -> Result {
        guard let bound else { return body(crocks_bytes(data: nil, size: 0)) }
        return bound.span.bytes.withBytes(body)
    }

    /// Loads the next batch; false at the end of the range.
    ///
    /// - Throws: ``StorageError/corruption(_:)``, ``StorageError/io(_:)``.
    public mutating func next() throws(StorageError) -> Bool {
        if let failure { throw failure }
        batch = UnsafeScanBatch()
        batch = UnsafeScanBatch(try checked { status in crocks_scan_next(handle, status) }.pointee)
        return batch.count > 0
    }

    /// Continues at `key`: forwards at the first entry not below it, in reverse at the last not
    /// above it.
    public mutating func seek(_ key: RawSpan) {
        batch = UnsafeScanBatch()
        key.withBytes { crocks_scan_seek(handle, $0) }
    }

    /// Key `index` of the batch; valid until the next batch.
    @_lifetime(borrow self)
    public borrowing func key(_ index: Int) -> RawSpan {
        precondition(index >= 0 && index < count, "scan index out of range")
        return crocks_bytes(data: batch.keys[index], size: Int(batch.keySizes[index]))
            .span(borrowing: self)
    }

    /// Value `index` of the batch; valid until the next batch.
    @_lifetime(borrow self)
    public borrowing func value(_ index: Int) -> RawSpan {
        precondition(index >= 0 && index < count, "scan index out of range")
        return crocks_bytes(data: batch.values[index], size: Int(batch.valueSizes[index]))
            .span(borrowing: self)
    }

    /// The batch as parallel arrays of addresses and sizes, for kernels; valid in `body` only.
    public borrowing func withUnsafeBatch<Result, Failure: Error>(
        _ body: (UnsafeScanBatch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(batch)
    }
}

/// A batch of a scan as parallel arrays, each `count` long.
///
/// Values of 64 bytes and more start at multiples of 64, others and keys at multiples of 8.
public struct UnsafeScanBatch {
    /// Where each key starts.
    public let keys: UnsafeBufferPointer<UnsafePointer<UInt8>>
    /// How many bytes each key has.
    public let keySizes: UnsafeBufferPointer<UInt32>
    /// Where each value starts.
    public let values: UnsafeBufferPointer<UnsafePointer<UInt8>>
    /// How many bytes each value has.
    public let valueSizes: UnsafeBufferPointer<UInt32>

    /// No entries.
    init() {
        keys = UnsafeBufferPointer(start: nil, count: 0)
        keySizes = UnsafeBufferPointer(start: nil, count: 0)
        values = UnsafeBufferPointer(start: nil, count: 0)
        valueSizes = UnsafeBufferPointer(start: nil, count: 0)
    }

    init(_ batch: crocks_batch) {
        keys = UnsafeBufferPointer(start: batch.keys, count: batch.count)
        keySizes = UnsafeBufferPointer(start: batch.key_sizes, count: batch.count)
        values = UnsafeBufferPointer(start: batch.values, count: batch.count)
        valueSizes = UnsafeBufferPointer(start: batch.value_sizes, count: batch.count)
    }

    /// Entries in the batch.
    public var count: Int { keys.count }
}
