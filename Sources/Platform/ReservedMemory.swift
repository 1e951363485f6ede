// SPDX-License-Identifier: Apache-2.0

import Glibc

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

    /// Bytes from which a range is backed by huge pages.
    static let hugeThreshold = 8 << 20
    /// MADV_COLLAPSE of Linux 6.1, which older headers lack; older kernels answer EINVAL.
    static let collapse: Int32 = 25

    /// The first byte, aligned to ``granule``.
    public let base: UnsafeMutableRawPointer
    /// The size of the range in bytes, a multiple of ``granule``.
    public let reservedBytes: Int

    private let mapping: UnsafeMutableRawPointer
    private let mappedBytes: Int
    private let committed = Lock(0)

    /// Reserves at least `byteCount` bytes.
    ///
    /// - Parameter byteCount: The most the memory may ever grow to.
    /// - Throws: When the address space is exhausted or limited (RLIMIT_AS).
    public init(reserving byteCount: Int) throws(PlatformError) {
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

    /// Makes the first `byteCount` bytes those of a file from `offset` on, as far as they are now
    /// equal to what memory holds there, or nothing is there yet.
    ///
    /// Pages are read when they are first touched, and copied when they are first written; the
    /// file never changes. Readers may go on meanwhile, writers may not.
    ///
    /// - Parameters:
    ///   - file: Stays open as long as its pages are mapped, even when it is removed.
    ///   - offset: A multiple of the page size, 4,096.
    ///   - byteCount: Bytes that the file has there.
    /// - Throws: When the kernel refuses; memory is as before then.
    public func map(
        _ file: borrowing File,
        offset: Int,
        byteCount: Int
    ) throws(PlatformError) {
        let end = (byteCount + 4095) / 4096 * 4096
        guard end <= reservedBytes else {
            throw PlatformError(operation: "map", subject: file.path, code: ENOMEM)
        }
        try committed.withLock { (committed) throws(PlatformError) in
            if end > 0 {
                let mapped = mmap(
                    base,
                    end,
                    PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE,
                    file.descriptor,
                    off_t(offset)
                )
                if mapped == MAP_FAILED {
                    throw PlatformError(operation: "map", subject: file.path, code: errno)
                }
                // A hint: rescoring touches few vectors, far apart.
                _ = madvise(base, end, MADV_RANDOM)
            }
            committed = max(committed, end)
        }
    }

    private func extend(from start: Int, to end: Int) throws(PlatformError) {
        try systemCall("commit memory") {
            mprotect(base + start, end - start, PROT_READ | PROT_WRITE)
        }
        // Huge pages save address translation, but a small table would waste most of one. From
        // some size on the whole range uses them, what is there already included. Hints only:
        // without huge pages everything works.
        let threshold = ReservedMemory.hugeThreshold
        guard end >= threshold else { return }
        let first = start < threshold ? 0 : start
        _ = madvise(base + first, end - first, MADV_HUGEPAGE)
        if first < start { _ = madvise(base, start, ReservedMemory.collapse) }
    }
}
