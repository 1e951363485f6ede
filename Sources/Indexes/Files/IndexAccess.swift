// SPDX-License-Identifier: Apache-2.0

/// How an index uses its file once it is open.
public enum IndexAccess: Sendable {
    /// Everything is read into memory.
    case loaded
    /// Codes and links are read into memory; exact vectors stay in the file, and their pages come
    /// and go as they are used.
    case mapped
    /// As ``mapped``, but exact vectors are checked when a search first reads them, or by
    /// ``NeighborIndex/checkFile(isStopped:)``: an index is open before most of its file is read.
    /// Where vectors are what is walked, they are checked at once.
    case deferred
}
