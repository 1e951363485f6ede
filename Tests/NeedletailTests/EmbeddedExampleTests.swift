// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("The embedded example")
struct EmbeddedExampleTests {
    @Test("Runs twice on one directory and finds the nearest notes")
    func runs() throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent(
                "needletail-embedded-\(ProcessInfo.processInfo.globallyUniqueString)"
            )
        defer { try? FileManager.default.removeItem(at: root) }
        for _ in 0..<2 {
            let output = try run(root.path)
            #expect(output == "the harbour 1.0\nthe old mill 2.23606797749979\n")
        }
    }

    private func run(_ directory: String) throws -> String {
        // The example is built beside the test bundle.
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let process = Process()
        process.executableURL = products.appendingPathComponent("Embedded")
        process.arguments = [directory]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
