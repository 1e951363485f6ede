// SPDX-License-Identifier: Apache-2.0

// Reads commands from standard input, one a line, and writes the answer to each, one line of JSON,
// to the file named by the first argument (a pipe, which Swift's buffered standard output is not
// suited to), so that a script can run this program and its peers in turn. Runner has the commands.
import Platform

var runner = Runner()
let path = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "/dev/stdout"
let answers = try File(path, .update)
while let line = readLine() {
    let words = line.split(separator: " ").map(String.init)
    if words.first == "quit" { break }
    let answer = Array((runner.answer(to: words) + "\n").utf8)
    try answer.withUnsafeBytes { try answers.write($0) }
}
