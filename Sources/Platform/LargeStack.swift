// SPDX-License-Identifier: Apache-2.0

import CPlatform

/// Runs `body` with at least `bytes` of stack below it and returns its result.
///
/// Recursion driven by a client's text (a parse tree) needs a stack that is large and whose size
/// is known. The calling thread is used when its own stack still has that much room; otherwise a
/// thread of a pool runs `body` while the caller waits, which costs about 10 microseconds. When
/// the system has no more threads, it waits until one of the pool is free.
///
/// - Throws: What `body` throws.
public func runOnLargeStack<Result, Failure: Error>(
    bytes: Int = 64 << 20,
    _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    let floor = cplatform_stack_floor()
    let here = cplatform_stack_pointer()
    if floor != 0, here > floor, here - floor >= UInt(bytes) { return try body() }
    let worker = LargeStackWorker.take(bytes: bytes)
    defer { LargeStackWorker.give(worker) }
    return try worker.run(body)
}

/// A pooled thread with a large stack that runs one piece of work at a time.
private final class LargeStackWorker: Sendable {
    /// Work lent by a waiting caller: where its closure lies on the caller's stack.
    ///
    /// Sendable because the caller blocks in ``LargeStackWorker/run(_:)`` until the worker has
    /// finished with the closure, so only one thread ever uses it at a time.
    private struct Work: @unchecked Sendable {
        let body: UnsafePointer<() -> Void>

        /// Calls the closure and keeps no reference to it beyond the call.
        @inline(never)
        func perform() { body.pointee() }
    }

    private enum Phase {
        case idle
        case requested(Work)
        case finished
        case retired
    }

    /// Idle workers kept for the next caller, smallest stack first.
    private struct Pool {
        var workers: [LargeStackWorker] = []

        mutating func take(bytes: Int) -> LargeStackWorker? {
            guard let index = workers.firstIndex(where: { $0.bytes >= bytes }) else { return nil }
            return workers.remove(at: index)
        }

        mutating func give(_ worker: LargeStackWorker) {
            guard workers.count < 8 else { return }
            let index = workers.firstIndex { $0.bytes > worker.bytes } ?? workers.endIndex
            workers.insert(worker, at: index)
        }
    }

    private static let pool = Signal(Pool())

    private let bytes: Int
    private let phase: Signal<Phase>

    private init(bytes: Int) throws(PlatformError) {
        let phase = Signal<Phase>(.idle)
        self.bytes = bytes
        self.phase = phase
        // The thread holds the signal, not the worker: it ends when it is told to, below.
        _ = try OSThread(name: "large-stack", stackBytes: bytes + (256 << 10)) {
            LargeStackWorker.serve(phase)
        }
    }

    deinit { phase.update { $0 = .retired } }

    static func take(bytes: Int) -> LargeStackWorker {
        while true {
            if let worker = pool.withLock({ $0.take(bytes: bytes) }) { return worker }
            // Why there is no new thread does not matter: others will be done with theirs.
            if let worker = try? LargeStackWorker(bytes: bytes) { return worker }
            _ = pool.wait(until: .after(milliseconds: 10)) { $0.workers.isEmpty ? nil : () }
        }
    }

    static func give(_ worker: LargeStackWorker) { pool.update { $0.give(worker) } }

    func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result
    {
        var outcome: Swift.Result<Result, Failure>?
        withoutActuallyEscaping(body) { body in
            withUnsafeMutablePointer(to: &outcome) { slot in
                let call = {
                    do throws(Failure) {
                        slot.pointee = .success(try body())
                    } catch {
                        slot.pointee = .failure(error)
                    }
                }
                withUnsafePointer(to: call) { perform(Work(body: $0)) }
            }
        }
        guard let outcome else { preconditionFailure("large-stack worker ended without a result") }
        return try outcome.get()
    }

    /// Hands `work` to the thread and waits until it is done.
    private func perform(_ work: Work) {
        phase.update { $0 = .requested(work) }
        phase.wait { phase -> Void? in
            guard case .finished = phase else { return nil }
            phase = .idle
            return ()
        }
    }

    private static func serve(_ phase: Signal<Phase>) {
        while true {
            let next = phase.wait { phase -> Phase? in
                switch phase {
                case .requested, .retired: phase
                case .idle, .finished: nil
                }
            }
            guard case .requested(let work) = next else { return }
            work.perform()
            phase.update { $0 = .finished }
        }
    }
}
