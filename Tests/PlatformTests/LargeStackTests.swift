// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@Suite struct LargeStackTests {
    /// Recursion that keeps 8 KiB per level on the stack.
    ///
    /// Few levels with large frames: the thread sanitizer keeps at most 65,536 calls in mind.
    private func depth(_ level: Int) -> Int {
        var room = InlineArray<1024, Int>(repeating: level)
        room[level % 1024] = 1
        return level == 0 ? room[0] : depth(level - 1) + room[level % 1024]
    }

    @Test func `a recursion too deep for an ordinary stack ends`() {
        let result = runOnLargeStack(bytes: 256 << 20) { depth(25_000) }
        #expect(result == 25_001)
    }

    @Test func `errors pass through`() {
        #expect(throws: PlatformError.self) {
            try runOnLargeStack(bytes: 64 << 20) {
                throw PlatformError(operation: "test", code: 1)
            }
        }
    }
}
