// SPDX-License-Identifier: Apache-2.0

import CPgQuery

/// A node of the raw parse tree; what it is says its tag.
typealias RawNode = UnsafePointer<PgNode>

extension RawNode {
    /// The node's tag.
    var tag: PgTag { pointee.tag }

    /// The same node as the structure that its tag stands for; the caller has looked at the tag, or
    /// the grammar allows nothing else in this place.
    @inline(__always)
    func cast<Node>() -> UnsafePointer<Node> {
        UnsafeRawPointer(self).assumingMemoryBound(to: Node.self)
    }

    /// The same node as `Node` if its tag is `tag`.
    @inline(__always)
    func cast<Node>(_ tag: PgTag, as type: Node.Type) -> UnsafePointer<Node>? {
        self.tag == tag ? cast() : nil
    }

    /// The text of a String node.
    var string: String? {
        cast(.string, as: PgString.self).flatMap { String(cName: $0.pointee.sval) }
    }

    /// The elements of a List node.
    var list: RawList? { cast(.list, as: PgList.self).map { RawList($0) } }
}

/// A list of the raw parse tree; an absent list is an empty one.
struct RawList: RandomAccessCollection {
    private let cells: UnsafeBufferPointer<PgListCell>

    init(_ list: UnsafePointer<PgList>?) {
        guard let list, list.pointee.tag == PgTag.list.rawValue else {
            cells = UnsafeBufferPointer(start: nil, count: 0)
            return
        }
        cells = UnsafeBufferPointer(
            start: list.pointee.elements,
            count: Int(list.pointee.length)
        )
    }

    var startIndex: Int { 0 }
    var endIndex: Int { cells.count }
    subscript(index: Int) -> RawNode? { cells[index].node }

    /// The texts of the String nodes among the elements.
    var strings: [String] { compactMap { $0?.string } }
}

extension String {
    /// The text of a C string; nil if there is none.
    init?(cName: UnsafePointer<CChar>?) {
        guard let cName else { return nil }
        self.init(cString: cName)
    }
}
