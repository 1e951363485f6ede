// SPDX-License-Identifier: Apache-2.0

import Platform

/// A directory of its own for one test, removed with everything in it afterwards.
public final class TemporaryDirectory: Sendable {
    /// The absolute path.
    public let path: String

    /// Creates it under `TMPDIR`, or `/tmp`.
    public init() throws {
        let base = CurrentProcess.environment("TMPDIR") ?? "/tmp"
        let name = try Machine.randomBytes(8).map { String($0, radix: 16) }.joined()
        path = "\(base)/needletail-test-\(name)"
        try FileSystem.createDirectory(path)
    }

    deinit {
        // A test that could not clean up has still given its answer.
        try? FileSystem.removeTree(path)
    }
}
