// SPDX-License-Identifier: Apache-2.0

import Platform
import Relations
import Sessions
import Storage

/// A client on a thread of its own, for statements that wait for what others have locked.
final class Background: Sendable {
    private let instance: TestInstance
    private let failures: Signal<[String?]>
    private let count: Int
    private let thread: OSThread

    /// Runs `statements` one after the other, whether they fail or not.
    init(_ instance: TestInstance, _ statements: [String]) throws {
        self.instance = instance
        count = statements.count
        let failures = Signal<[String?]>([])
        self.failures = failures
        thread = try OSThread(name: "client") {
            let client = try? instance.client()
            for statement in statements {
                let failure = client.map { $0.failure(statement) } ?? "no client"
                failures.update { $0.append(failure) }
            }
        }
    }

    /// Waits until a statement waits for a lock, or all are done.
    func waitUntilBlocked() {
        while instance.instance.cluster.lockWaits.current.isEmpty,
            failures.withLock({ $0.count }) < count
        { OSThread.yield() }
    }

    /// How many statements are done.
    var finishedCount: Int { failures.withLock { $0.count } }

    /// The SQLSTATE of each statement that failed, after all are done.
    func finish() -> [String?] {
        thread.join()
        return failures.withLock { $0 }
    }
}
