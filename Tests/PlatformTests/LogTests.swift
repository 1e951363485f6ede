// SPDX-License-Identifier: Apache-2.0

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct LogTests {
    @Test func `lines have a time, a level, a message and fields`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/log"
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let log = Log(descriptor: descriptor)
        log.debug("not wanted", ["x": "y"])
        log.info("listening", ["address": "127.0.0.1:5433", "note": "two words", "empty": ""])
        log.level = .error
        log.warning("not wanted either")
        log.error("line\nbreak \"quoted\" back\\slash \u{1} = é")
        let lines = String(decoding: try FileSystem.read(path), as: UTF8.self).split(
            separator: "\n"
        )
        #expect(lines.count == 2)
        #expect(
            lines[0].hasSuffix(
                " level=info msg=listening address=127.0.0.1:5433 note=\"two words\" empty=\"\""
            )
        )
        #expect(lines[0].hasPrefix("ts=2"))
        #expect(
            lines[1].hasSuffix(
                " level=error msg=\"line\\nbreak \\\"quoted\\\" back\\\\slash \\u0001 = é\""
            )
        )
    }

    @Test func `times are written in UTC with milliseconds`() {
        #expect(WallClock.text(microseconds: 0) == "1970-01-01T00:00:00.000Z")
        #expect(WallClock.text(microseconds: -1) == "1969-12-31T23:59:59.999Z")
        #expect(
            WallClock.text(microseconds: 1_709_210_096_789_000) == "2024-02-29T12:34:56.789Z"
        )
        #expect(WallClock.microseconds > 1_700_000_000_000_000)
    }

    @Test func `the monotonic clock does not overflow`() {
        let far = MonotonicTime.after(milliseconds: .max)
        #expect(far > MonotonicTime.now)
        #expect(MonotonicTime.after(milliseconds: -5) <= MonotonicTime.now)
        #expect(MonotonicTime.now.nanoseconds(since: far) == 0)
    }

    @Test func `counters add up over threads and are listed by name`() throws {
        let set = CounterSet()
        let first = set.makeCounter("first_total")
        _ = set.makeCounter("second_total")
        let threads = try (0..<4).map { _ in
            try OSThread(name: "adder") { for _ in 0..<1000 { first.add() } }
        }
        for thread in threads { thread.join() }
        #expect(set.values.map(\.name) == ["first_total", "second_total"])
        #expect(set.values.map(\.value) == [4000, 0])
    }

    @Test func `the process and the machine describe themselves`() throws {
        let usage = CurrentProcess.usage
        #expect(usage.residentBytes > 1 << 20)
        #expect(usage.peakResidentBytes >= usage.residentBytes / 2)
        #expect(usage.cpuMicroseconds > 0)
        #expect(CurrentProcess.environment("PATH") != nil)
        #expect(CurrentProcess.environment("NEEDLETAIL_NO_SUCH_NAME") == nil)
        #expect(CurrentProcess.raiseOpenFileLimit() >= 256)
        #expect(Machine.processorCount >= 1)
        #expect(Machine.memoryBytes > 1 << 28)
        let random = try Machine.randomBytes(1000)
        #expect(random.count == 1000)
        #expect(Set(random).count > 100)
        #expect(try Machine.randomBytes(0).isEmpty)
    }
}
