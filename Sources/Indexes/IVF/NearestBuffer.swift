// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The nearest of many slots that are scored in no particular order.
///
/// Unlike ``CandidatePool`` it is not sorted until the end: slots are collected, and whenever there
/// are several times as many as are wanted, the nearest are selected and set the bound for further
/// ones. That takes a constant time for each slot, however many are wanted.
struct NearestBuffer: ~Copyable {
    private static let slack = 256

    /// Keys as ``CandidatePool`` makes them.
    private var keys: [UInt64] = []
    private let limit: Int
    /// Distances not below this need not be added; an infinite one, too, until it was lowered.
    private(set) var bound = Float.infinity
    /// The greatest distance that is added.
    private var greatest = Float.infinity

    /// Room for the `limit` nearest, at least 1.
    init(limit: Int) {
        self.limit = limit
        keys.reserveCapacity(2 * limit + NearestBuffer.slack)
    }

    /// Adds what a gate admits of `count` slots.
    mutating func add(
        _ distances: UnsafePointer<Float>,
        _ slots: UnsafePointer<UInt32>,
        count: Int,
        _ gate: SlotGate
    ) {
        let isOpen = gate.isOpen
        for index in 0..<count {
            let distance = distances[index]
            guard distance <= greatest, isOpen || gate.admits(slots[index]) else { continue }
            keys.append(CandidatePool.key(distance, slots[index]))
        }
        if keys.count >= 2 * limit + NearestBuffer.slack { narrow() }
    }

    /// The nearest slots' keys, nearest first; empties the buffer.
    mutating func take() -> [UInt64] {
        if keys.count > limit { narrow() }
        keys.sort()
        let taken = keys
        keys.removeAll(keepingCapacity: true)
        bound = .infinity
        greatest = .infinity
        return taken
    }

    /// Keeps the `limit` nearest, in any order; Hoare's selection.
    private mutating func narrow() {
        let limit = limit
        keys.withUnsafeMutableBufferPointer { keys in
            var low = 0
            var high = keys.count - 1
            while low < high {
                let pivot = NearestBuffer.median(keys[low], keys[(low + high) / 2], keys[high])
                var left = low
                var right = high
                while left <= right {
                    while keys[left] < pivot { left += 1 }
                    while keys[right] > pivot { right -= 1 }
                    if left <= right {
                        keys.swapAt(left, right)
                        left += 1
                        right -= 1
                    }
                }
                if limit - 1 <= right {
                    high = right
                } else if limit - 1 >= left {
                    low = left
                } else {
                    break
                }
            }
        }
        keys.removeLast(keys.count - limit)
        bound = CandidatePool.distance(ofKey: keys[limit - 1])
        greatest = bound.nextDown
    }

    private static func median(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
        max(min(a, b), min(max(a, b), c))
    }
}
