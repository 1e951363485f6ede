// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

@Suite struct VectorTests {
    @Test("text is read with blanks and printed without")
    func textRoundTrip() throws {
        #expect(try Vector(text: " [ 1 ,\t2.50, -3e-2 ] ").text == "[1,2.5,-0.03]")
        #expect(
            try Vector(text: "[-0,1.5e38,1e-5,100000,1000000,+1]").text
                == "[-0,1.5e+38,1e-05,100000,1e+06,1]"
        )
        #expect(try HalfVector(text: "[0.1,65504]").text == "[0.099975586,65504]")
        #expect(try SparseVector(text: "{5:2 , 1:1.5, 3:0} / 5").text == "{1:1.5,5:2}/5")
    }

    @Test("distances of small integers are exact")
    func distances() throws {
        let a = try Vector(text: "[1,2,3]")
        let b = try Vector(text: "[4,6,3]")
        #expect(try a.l2Distance(to: b) == 5)
        #expect(try a.innerProduct(with: b) == 25)
        #expect(try a.l1Distance(to: b) == 7)
        #expect(try a.cosineDistance(to: a) == 0)
    }
}
