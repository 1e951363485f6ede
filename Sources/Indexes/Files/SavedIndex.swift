// SPDX-License-Identifier: Apache-2.0

/// Indexes in files.
public enum SavedIndex {
    /// Opens an index that ``NeighborIndex/checkpoint(to:sequence:releasesVectors:beforeRename:)``
    /// saved, of whatever kind it is.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: Whether exact vectors are read or mapped, and when they are checked.
    /// - Returns: The index and the number that was saved with it.
    /// - Throws: ``IndexError/damaged(_:)`` when any byte that was checked is not what was written
    ///   or the kind is unknown, ``IndexError/unknownVersion(path:version:)`` for a file of a later
    ///   program, or ``IndexError/system(_:)``.
    /// - Complexity: reads the whole file once, to check it; with ``IndexAccess/deferred`` not the
    ///   exact vectors beside codes.
    public static func open(
        at path: String,
        access: IndexAccess = .mapped
    ) throws(IndexError) -> (index: any NeighborIndex, sequence: UInt64) {
        let reader = try IndexFileReader(path)
        switch reader.kind {
        case HNSWIndex.fileKind: return try HNSWIndex.open(reader, access)
        case IVFIndex.fileKind: return try IVFIndex.open(reader, access)
        case FlatIndex.fileKind: return try FlatIndex.open(reader, access)
        default: throw .damaged("\(path): an unknown kind of index")
        }
    }
}
