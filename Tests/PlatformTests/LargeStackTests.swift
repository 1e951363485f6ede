// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@Suite struct LargeStackTests {
    /// Recursion that keeps about 500 bytes per level on the stack.
    private func depth(_ level: Int) -> Int {
        var room = InlineArray<64, Int>(repeating: level)
        room[level % 64] = 1
        return level == 0 ? room[0] : depth(level - 1) + room[level % 64]
    }

    @Test func `a recursion too deep for an ordinary stack ends`() {
        let result = runOnLargeStack(bytes: 256 << 20) { depth(100_000) }
        #expect(result == 100_001)
    }

    @Test func `errors pass through`() {
        #expect(throws: PlatformError.self) {
            try runOnLargeStack(bytes: 64 << 20) {
                throw PlatformError(operation: "test", code: 1)
            }
        }
    }
}
