// SPDX-License-Identifier: Apache-2.0

/// What a commit with table files writes down first, so that it can be finished after a crash.
///
/// | size | what |
/// |---|---|
/// | 1 | version, 2 |
/// | 4 | number of files (u32 big-endian) |
/// | per file: 1 | family |
/// | per file: 2 | length of the name (u16 big-endian) |
/// | per file: … | name of the file in `staging/` |
/// | … | the other writes of the commit, as a WriteBatch of RocksDB |
package struct LoadNote: Equatable {
    /// The key of the note among the store's own notes.
    static let key = Array("pending load".utf8)
    static let version: UInt8 = 2

    /// The files in the order in which they were written.
    package var files: [File] = []
    /// The other writes.
    package var writes: [UInt8] = []

    /// One file.
    package struct File: Equatable {
        /// What its pairs belong to.
        package let family: ColumnFamily
        /// Its name in the directory of staged files.
        package let name: String

        /// The file `name` with pairs of `family`.
        package init(family: ColumnFamily, name: String) {
            self.family = family
            self.name = name
        }
    }

    /// The bytes of a note, but for the writes.
    package static func bytes(_ files: [File]) -> [UInt8] {
        var note = [version]
        note.appendBigEndian(UInt32(files.count))
        for file in files {
            let name = Array(file.name.utf8)
            note.append(UInt8(file.family.rawValue))
            note.appendBigEndian(UInt16(name.count))
            note.append(contentsOf: name)
        }
        return note
    }

    /// Reads a note; nil when it is not one.
    package init?(_ bytes: RawSpan) {
        var reader = ByteReader(bytes)
        guard reader.read(UInt8.self) == Self.version, let count = reader.read(UInt32.self) else {
            return nil
        }
        for _ in 0..<count {
            guard let number = reader.read(UInt8.self), let length = reader.read(UInt16.self),
                let family = ColumnFamily(rawValue: Int32(number)),
                let name = reader.read(count: Int(length))
            else { return nil }
            files.append(File(family: family, name: String(decoding: name, as: UTF8.self)))
        }
        writes = reader.rest()
    }
}
