// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A program that a test starts, listens to and kills.
public final class ChildProcess {
    /// Why a program could not be started.
    public struct StartFailure: Error {
        let path: String
        let code: Int32
    }

    /// The process id.
    public let identifier: Int32
    private let output: UnsafeMutablePointer<FILE>
    private var status: Int32?

    /// Starts the executable at `path`; its standard output is read with ``readLine()``.
    public init(_ path: String, _ arguments: [String]) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw StartFailure(path: path, code: errno) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        posix_spawn_file_actions_addclose(&actions, ends[1])
        defer { posix_spawn_file_actions_destroy(&actions) }
        var strings = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, nil, &strings, environ)
        close(ends[1])
        guard code == 0, let output = fdopen(ends[0], "r") else {
            close(ends[0])
            throw StartFailure(path: path, code: code)
        }
        identifier = process
        self.output = output
    }

    deinit {
        kill()
        _ = wait()
        fclose(output)
    }

    /// The executable `name` that the package builds beside its tests.
    public static func builtExecutable(_ name: String) -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count - 1))
        let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path[..<(path.lastIndex(of: "/") ?? path.startIndex)] + "/" + name
    }

    /// The next line of output without its end; nil when the program has closed it.
    ///
    /// A line without an end, cut off by the program's death, is not returned.
    public func readLine() -> String? {
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        let count = getline(&line, &capacity, output)
        guard count > 0, let line, line[count - 1] == 0x0A else { return nil }
        line[count - 1] = 0
        return String(cString: line)
    }

    /// Ends the program without giving it a chance to do anything.
    public func kill() {
        if status == nil { Glibc.kill(identifier, SIGKILL) }
    }

    /// Waits for the program's end; its exit status, or minus the signal that ended it.
    public func wait() -> Int32 {
        if let status { return status }
        var raw: Int32 = 0
        while waitpid(identifier, &raw, 0) == -1, errno == EINTR {}
        // wait(2): the low seven bits are the signal, the next byte the exit status.
        let answer = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
        status = answer
        return answer
    }
}
