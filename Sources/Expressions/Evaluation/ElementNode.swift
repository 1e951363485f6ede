// SPDX-License-Identifier: Apache-2.0

import Values

/// `array[i][j]`, or a slice when any subscript is one.
final class ElementNode: EvaluationNode, @unchecked Sendable {
    /// One subscript, compiled.
    struct Bounds: Sendable {
        let lower: EvaluationNode?
        let upper: EvaluationNode?
        let isSlice: Bool
    }

    private let container: EvaluationNode
    private let subscripts: [Bounds]
    private let isSlice: Bool

    init(_ container: EvaluationNode, _ subscripts: [Bounds], _ type: SQLType) {
        self.container = container
        self.subscripts = subscripts
        isSlice = subscripts.contains(where: \.isSlice)
        super.init(type)
    }

    override func evaluate(_ frame: Frame) throws(DatabaseError) -> Operand {
        let containers = try container.evaluate(frame)
        var lowers: [Operand?] = []
        var uppers: [Operand?] = []
        for bounds in subscripts {
            lowers.append(try bounds.lower?.evaluate(frame))
            uppers.append(try bounds.upper?.evaluate(frame))
        }
        var result = Column(type, capacity: frame.count)
        for row in 0..<frame.count {
            let bounds = zip(lowers, uppers).map { (lower: $0?[row], upper: $1?[row]) }
            let hasNull = bounds.contains { $0.lower?.isNull == true || $0.upper?.isNull == true }
            guard !hasNull, case .array(let array) = containers[row] else {
                result.append(.null)
                continue
            }
            result.append(isSlice ? try slice(array, bounds) : try element(array, bounds))
        }
        return Operand(result)
    }

    private func element(
        _ array: ArrayValue,
        _ bounds: [(lower: Value?, upper: Value?)]
    ) throws(DatabaseError) -> Value {
        guard bounds.count == array.dimensions.count else { return .null }
        var offset = 0
        for (bound, dimension) in zip(bounds, array.dimensions) {
            let index = try Int32.unwrap(bound.upper ?? .null)
            guard index >= dimension.lowerBound, index <= dimension.upperBound else {
                return .null
            }
            offset = offset * Int(dimension.count) + Int(index) - Int(dimension.lowerBound)
        }
        return array.elements[offset]
    }

    /// The elements within all bounds; subscripts without a colon mean `1:n` beside a slice.
    private func slice(
        _ array: ArrayValue,
        _ bounds: [(lower: Value?, upper: Value?)]
    ) throws(DatabaseError) -> Value {
        let empty = Value.array(ArrayValue(elementType: array.elementType, []))
        guard bounds.count <= array.dimensions.count, !array.dimensions.isEmpty else {
            return empty
        }
        var ranges: [ClosedRange<Int>] = []
        for (position, dimension) in array.dimensions.enumerated() {
            var lower = dimension.lowerBound
            var upper = dimension.upperBound
            if position < bounds.count {
                if let value = bounds[position].upper {
                    upper = Swift.min(upper, try Int32.unwrap(value))
                }
                if subscripts[position].isSlice {
                    if let value = bounds[position].lower {
                        lower = Swift.max(lower, try Int32.unwrap(value))
                    }
                } else {
                    lower = Swift.max(lower, 1)
                }
            }
            guard lower <= upper else { return empty }
            ranges.append(
                Int(lower - dimension.lowerBound)...Int(upper - dimension.lowerBound)
            )
        }
        var offsets = [0]
        for (range, dimension) in zip(ranges, array.dimensions) {
            offsets = offsets.flatMap { base in range.map { base * Int(dimension.count) + $0 } }
        }
        return .array(
            ArrayValue(
                elementType: array.elementType,
                dimensions: ranges.map { ArrayValue.Dimension(count: Int32($0.count)) },
                elements: offsets.map { array.elements[$0] }
            )
        )
    }
}
