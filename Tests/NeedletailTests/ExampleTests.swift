// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("The examples")
struct ExampleTests {
    private let path = FileManager.default.temporaryDirectory
        .appendingPathComponent(
            "needletail-example-\(ProcessInfo.processInfo.globallyUniqueString)"
        )

    @Test("the embedded database runs twice on one directory and finds the nearest notes")
    func embedded() throws {
        defer { try? FileManager.default.removeItem(at: path) }
        for _ in 0..<2 {
            let output = try run("Embedded")
            #expect(output == "the harbour 1.0\nthe old mill 2.23606797749979\n")
        }
    }

    @Test("an index of its own answers the same after it was saved and opened")
    func standaloneIndex() throws {
        defer { try? FileManager.default.removeItem(at: path) }
        let nearest = ["465 0.25", "1000000 0.35355338", "435 0.75"]
        let output = try run("StandaloneIndex").split(separator: "\n").map(String.init)
        #expect(output == nearest + ["opened 900 rows as of 7"] + nearest)
    }

    private func run(_ name: String) throws -> String {
        // The examples are built beside the test bundle.
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let process = Process()
        process.executableURL = products.appendingPathComponent(name)
        process.arguments = [path.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
