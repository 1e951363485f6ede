// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Planning

@Suite struct PlanShapeTests {
    @Test("plans statements as expected", arguments: PlanningCase.read("plans.txt"))
    func shape(_ item: PlanningCase) throws {
        #expect(try explained(item.sql) == item.expected.joined(separator: "\n"))
    }

    @Test("finds its cases")
    func casesExist() {
        #expect(PlanningCase.read("plans.txt").count > 60)
    }
}
