// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A range of addresses that never moves, whose pages are made usable from the front as needed.
///
/// Tables that threads read while others append live here: growing changes no pointer. Reserved
/// but uncommitted pages cost address space only. New pages read as zeros.
///
/// Sendable because the base address is immutable and committing is serialized; what the bytes
/// mean, and who may write them when, is the owner's business.
public final class ReservedMemory: @unchecked Sendable {
    /// The unit of committing and the size of a huge page, in bytes.
    public static let granule = 2 << 20

    /// The first byte, aligned to ``granule``.
    public let base: UnsafeMutableRawPointer
    /// The size of the range in bytes, a multiple of ``granule``.
    public let reservedBytes: Int

    private let mapping: UnsafeMutableRawPointer
    private let mappedBytes: Int
    private let file: File?
    private let committed = Mutex(0)

    /// Reserves at least `byteCount` bytes.
    ///
    /// - Parameters:
    ///   - byteCount: The most the memory may ever grow to.
    ///   - file: Where the bytes live, from its offset 0; nil for memory of the process alone.
    ///     The file grows with the committed range, and what it holds already is seen.
    /// - Throws: When the address space is exhausted or limited (RLIMIT_AS).
    public init(
        reserving byteCount: Int,
        backedBy file: consuming File? = nil
    ) throws(PlatformError) {
        let granule = ReservedMemory.granule
        let (rounded, overflow) = max(byteCount, 1).addingReportingOverflow(granule - 1)
        guard !overflow, rounded < 1 << 46 else {
            throw PlatformError(operation: "reserve memory", code: ENOMEM)
        }
        reservedBytes = rounded / granule * granule
        mappedBytes = reservedBytes + granule
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let start = mmap(nil, mappedBytes, PROT_NONE, flags, -1, 0), start != MAP_FAILED
        else { throw PlatformError(operation: "reserve memory", code: errno) }
        mapping = start
        base = start + (granule - Int(bitPattern: start) % granule) % granule
        self.file = file
    }

    deinit { munmap(mapping, mappedBytes) }

    /// The bytes that are usable now, from ``base``.
    public var committedBytes: Int { committed.withLock { $0 } }

    /// Makes at least the first `byteCount` bytes usable.
    ///
    /// - Throws: When memory or disk is short, or `byteCount` exceeds ``reservedBytes``. What was
    ///   usable before stays so.
    public func commit(_ byteCount: Int) throws(PlatformError) {
        guard byteCount <= reservedBytes else {
            throw PlatformError(operation: "commit memory", code: ENOMEM)
        }
        try committed.withLock { (committed) throws(PlatformError) in
            guard byteCount > committed else { return }
            let granule = ReservedMemory.granule
            let end = (byteCount + granule - 1) / granule * granule
            try extend(from: committed, to: end)
            committed = end
        }
    }

    private func extend(from start: Int, to end: Int) throws(PlatformError) {
        let protection = PROT_READ | PROT_WRITE
        switch file {
        case nil:
            try systemCall("commit memory") { mprotect(base + start, end - start, protection) }
            // A hint: without huge pages everything works, with more address translation.
            _ = madvise(base + start, end - start, MADV_HUGEPAGE)
        case .some(let file):
            if try file.size() < end { try file.truncate(to: end) }
            let flags = MAP_SHARED | MAP_FIXED
            let mapped = mmap(
                base + start,
                end - start,
                protection,
                flags,
                file.descriptor,
                off_t(start)
            )
            if mapped == MAP_FAILED {
                throw PlatformError(operation: "map", subject: file.path, code: errno)
            }
            _ = madvise(base + start, end - start, MADV_RANDOM)
        }
    }
}
