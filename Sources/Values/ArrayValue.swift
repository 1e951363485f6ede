// SPDX-License-Identifier: Apache-2.0

/// A possibly multidimensional SQL array.
///
/// One reference wide; immutable. An array without elements has no dimensions.
///
/// Source: PostgreSQL 15 manual, section 8.15 "Arrays".
public struct ArrayValue: Sendable {
    /// The extent of one dimension.
    public struct Dimension: Hashable, Sendable {
        /// How many elements.
        public var count: Int32
        /// The subscript of the first one.
        public var lowerBound: Int32

        /// `count` elements from subscript `lowerBound`.
        public init(count: Int32, lowerBound: Int32 = 1) {
            self.count = count
            self.lowerBound = lowerBound
        }

        /// The subscript of the last element.
        public var upperBound: Int32 { lowerBound &+ count &- 1 }
    }

    private final class Box: Sendable {
        let elementType: OID
        let dimensions: [Dimension]
        let elements: [Value]

        init(elementType: OID, dimensions: [Dimension], elements: [Value]) {
            self.elementType = elementType
            self.dimensions = dimensions
            self.elements = elements
        }
    }

    private let box: Box

    /// The type of the elements.
    public var elementType: OID { box.elementType }
    /// The extents, outermost first; empty for the empty array.
    public var dimensions: [Dimension] { box.dimensions }
    /// The elements in row-major order, NULLs among them.
    public var elements: [Value] { box.elements }

    /// An array of `elements` in row-major order.
    ///
    /// The product of the dimensions' counts must be the number of elements.
    public init(elementType: OID, dimensions: [Dimension], elements: [Value]) {
        let expected = dimensions.isEmpty ? 0 : dimensions.reduce(1) { $0 * Int($1.count) }
        precondition(expected == elements.count, "array elements do not fill its dimensions")
        box = Box(
            elementType: elementType,
            dimensions: elements.isEmpty ? [] : dimensions,
            elements: elements
        )
    }

    /// A one-dimensional array of `elements`, subscripts from 1.
    public init(elementType: OID, _ elements: [Value]) {
        box = Box(
            elementType: elementType,
            dimensions: elements.isEmpty ? [] : [Dimension(count: Int32(elements.count))],
            elements: elements
        )
    }

    /// Whether any element is NULL.
    public var hasNulls: Bool { elements.contains { $0.isNull } }
}
