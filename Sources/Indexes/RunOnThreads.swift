// SPDX-License-Identifier: Apache-2.0

import Platform

/// Runs `body` on several threads, this one among them, and waits for all; on fewer where the
/// system has no more.
func runOnThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var running: [OSThread] = []
    for number in 1..<max(1, count) {
        do throws(PlatformError) {
            running.append(try OSThread(name: "index \(number)") { body(number) })
        } catch { break }
    }
    body(0)
    for thread in running { thread.join() }
}
