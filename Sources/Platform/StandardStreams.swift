// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Plain text for the person who started the program.
public enum StandardStreams {
    /// Writes `text` and a line end to standard output.
    public static func writeOutput(_ text: String) { write(text, to: 1) }

    /// Writes `text` and a line end to standard error.
    public static func writeError(_ text: String) { write(text, to: 2) }

    private static func write(_ text: String, to descriptor: Int32) {
        var line = text
        line += "\n"
        line.withUTF8 { bytes in
            var done = 0
            while done < bytes.count, let start = bytes.baseAddress {
                let count = Glibc.write(descriptor, start + done, bytes.count - done)
                // A stream that cannot be written has nowhere to report that.
                if count < 0, errno != EINTR { return }
                done += max(0, count)
            }
        }
    }
}
