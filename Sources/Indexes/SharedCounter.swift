// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Numbers handed out to threads in ranges.
final class SharedCounter: Sendable {
    private let next = Atomic<Int>(0)

    func take(_ count: Int) -> Int { next.wrappingAdd(count, ordering: .relaxed).oldValue }
}
