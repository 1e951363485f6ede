// SPDX-License-Identifier: Apache-2.0

import Testing
import Vectors

@Suite struct VectorTests {
    @Test("a vector has 1 to 16,000 elements")
    func dimensions() throws {
        let most = [Float](repeating: 1, count: Vector.maximumDimension)
        #expect(try Vector(most).dimension == 16_000)
        let tooMany = VectorError.self
        #expect(throws: tooMany) { try Vector(most + [1]) }
        #expect(throws: tooMany) { try Vector([]) }
        #expect(
            message { try Vector(most).concatenating(Vector([1])) }
                == "54000 vector cannot have more than 16000 dimensions"
        )
        let text = "[" + most.map { _ in "1" }.joined(separator: ",")
        #expect(try Vector(text: text + "]").dimension == 16_000)
        #expect(
            message { try Vector(text: text + ",1]") }
                == "54000 vector cannot have more than 16000 dimensions"
        )
        #expect(
            message { try HalfVector(text: text + ",1]") }
                == "54000 halfvec cannot have more than 16000 dimensions"
        )
        #expect(
            message { try HalfVector(rounding: most + [1]) }
                == "54000 halfvec cannot have more than 16000 dimensions"
        )
    }

    @Test("elements are finite")
    func elements() {
        #expect(message { try Vector([1, .nan]) } == "22000 NaN not allowed in vector")
        #expect(
            message { try Vector([-.infinity]) }
                == "22000 infinite value not allowed in vector"
        )
        #expect(
            message { try HalfVector(rounding: [.nan]) }
                == "22000 NaN not allowed in halfvec"
        )
        #expect(
            message { try HalfVector(rounding: [.infinity]) }
                == "22000 infinite value not allowed in halfvec"
        )
        #expect(
            message { try SparseVector(elements: [0, .nan]) }
                == "22000 NaN not allowed in sparsevec"
        )
    }

    @Test("type modifiers are one number in range")
    func typeModifiers() throws {
        #expect(try Vector.dimension(ofModifiers: [16_000]) == 16_000)
        #expect(message { try Vector.dimension(ofModifiers: []) } == "22023 invalid type modifier")
        #expect(
            message { try Vector.dimension(ofModifiers: [1, 2]) }
                == "22023 invalid type modifier"
        )
        #expect(
            message { try HalfVector.dimension(ofModifiers: [0]) }
                == "22023 dimensions for type halfvec must be at least 1"
        )
        #expect(
            message { try Vector.dimension(ofModifiers: [16_001]) }
                == "22023 dimensions for type vector cannot exceed 16000"
        )
        #expect(
            message { try SparseVector.dimension(ofModifiers: [1_000_000_001]) }
                == "22023 dimensions for type sparsevec cannot exceed 1000000000"
        )
    }

    @Test("errors that the SQL layers raise are worded here")
    func arrayErrors() {
        #expect(VectorError.arrayNotOneDimensional.message == "array must be 1-D")
        #expect(VectorError.nullElement.code == "22004")
        #expect(VectorError.unsupportedArray.message == "unsupported array type")
        #expect(VectorError.badState("vector_avg").code == "XX000")
    }

    @Test("both zeros are one value")
    func zeros() throws {
        let (positive, negative) = (try Vector([0, 1]), try Vector([-0.0, 1]))
        #expect(positive == negative)
        #expect(positive.hashValue == negative.hashValue)
        let (halfPositive, halfNegative) = (HalfVector(trusted: [0]), HalfVector(trusted: [0x8000]))
        #expect(halfPositive == halfNegative)
        #expect(halfPositive.hashValue == halfNegative.hashValue)
    }

    @Test("text that is not UTF-8 is refused")
    func invalidText() {
        let bytes: [UInt8] = [0x5B, 0xFF, 0x5D]
        #expect(throws: VectorError.self) { try Vector(text: bytes.span) }
        #expect(throws: VectorError.self) { try Vector(text: [UInt8]().span) }
        #expect(throws: VectorError.self) { try SparseVector(text: [UInt8]().span) }
        // A zero byte ends no number early.
        #expect(throws: VectorError.self) { try Vector(text: "[1\u{0}]") }
    }

    @Test("all blanks are blanks")
    func blanks() throws {
        #expect(try Vector(text: "\t[\n1\r,\u{B}2\u{C}]\n").text == "[1,2]")
        #expect(try SparseVector(text: "\t{\n1\r:\u{B}2\u{C}}/\n3 ").text == "{1:2}/3")
    }

    /// What `body` throws, as the code and the message.
    private func message(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return "no error"
        } catch let error as VectorError {
            return "\(error.code) \(error.message)"
        } catch {
            return "another error: \(error)"
        }
    }
}
