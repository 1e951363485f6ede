// SPDX-License-Identifier: Apache-2.0

/// Rows for a bulk build, handed out in batches.
public protocol VectorSource: AnyObject {
    /// About how many rows there will be, to size memory by; 0 when unknown.
    var estimatedCount: Int { get }

    /// Fills `batch`, which is empty, with the next rows; leaves it empty at the end.
    ///
    /// Called by one thread at a time.
    ///
    /// - Throws: To end the build, which throws the same error.
    func fill(_ batch: inout VectorBatch) throws(IndexError)
}

/// Rows and their vectors, packed one after the other.
public struct VectorBatch: Sendable {
    /// How many rows a source had best put into a batch.
    public static let preferredCount = 256

    private enum Kind { case float32, float16, bits, sparse }

    /// Where one vector is: its bytes' start, its dimension and, when sparse, its elements.
    private struct Place {
        var kind: Kind
        var start: Int
        var dimension: Int
        var count: Int
    }

    /// The rows' ids.
    public private(set) var rows: [UInt64] = []
    private var bytes: [UInt8] = []
    private var places: [Place] = []

    /// An empty batch.
    public init() {}

    /// Rows in the batch.
    public var count: Int { rows.count }

    /// Copies a row in.
    public mutating func append(row: UInt64, _ vector: VectorView) {
        rows.append(row)
        let start = bytes.count
        switch vector {
        case .float32(let values):
            add(.float32, start, values.count, values.count)
            bytes.append(contentsOf: UnsafeRawBufferPointer(values))
        case .float16(let values):
            add(.float16, start, values.count, values.count)
            bytes.append(contentsOf: UnsafeRawBufferPointer(values))
        case .bits(let packed, let count):
            add(.bits, start, count, packed.count)
            bytes.append(contentsOf: packed)
        case .sparse(let dimension, let indices, let values):
            add(.sparse, start, dimension, min(indices.count, values.count))
            bytes.append(contentsOf: UnsafeRawBufferPointer(indices))
            bytes.append(contentsOf: UnsafeRawBufferPointer(values))
        }
        // Eight-byte steps keep every element aligned.
        while bytes.count % 8 != 0 { bytes.append(0) }
    }

    private mutating func add(_ kind: Kind, _ start: Int, _ dimension: Int, _ count: Int) {
        places.append(Place(kind: kind, start: start, dimension: dimension, count: count))
    }

    /// Empties the batch and keeps its memory.
    public mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    /// Lends the vector at `index`.
    public func withVector<Result, Failure: Error>(
        _ index: Int,
        _ body: (VectorView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let place = places[index]
        return try bytes.span.withUnsafeBytes { (buffer) throws(Failure) in
            func part<Element>(_ type: Element.Type, _ offset: Int) -> UnsafeBufferPointer<Element>
            {
                let start = place.start + offset
                let end = start + place.count * MemoryLayout<Element>.stride
                return UnsafeRawBufferPointer(rebasing: buffer[start..<end])
                    .bindMemory(to: Element.self)
            }
            switch place.kind {
            case .float32: return try body(.float32(part(Float.self, 0)))
            case .float16: return try body(.float16(part(UInt16.self, 0)))
            case .bits: return try body(.bits(part(UInt8.self, 0), count: place.dimension))
            case .sparse:
                return try body(
                    .sparse(
                        dimension: place.dimension,
                        indices: part(Int32.self, 0),
                        values: part(Float.self, 4 * place.count)
                    )
                )
            }
        }
    }
}
