// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing
import Vectors

@Suite struct QuantizerTests {
    private func gaussian(_ count: Int, seed: UInt64) -> [Float] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            (0..<6).reduce(Float(0)) { sum, _ in sum + Float.random(in: -1...1, using: &generator) }
        }
    }

    private func dot(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    @Test(
        "a rotation keeps lengths and inner products and spreads energy",
        arguments: [1, 2, 3, 7, 16, 17, 48, 96, 100, 128, 384, 768, 1000, 1536]
    )
    func rotation(dimension: Int) {
        let rotation = Rotation(dimension: dimension, seed: 9)
        let a = gaussian(dimension, seed: 1)
        let b = gaussian(dimension, seed: 2)
        var turnedA = a
        var turnedB = b
        rotation.apply(to: &turnedA)
        rotation.apply(to: &turnedB)
        #expect(abs(dot(a, b) - dot(turnedA, turnedB)) <= 1e-3 * max(1, abs(dot(a, b))))
        #expect(abs(dot(a, a) - dot(turnedA, turnedA)) <= 1e-3 * dot(a, a))
        guard dimension >= 96 else { return }
        var lone = [Float](repeating: 0, count: dimension)
        lone[0] = 1
        rotation.apply(to: &lone)
        let largest = lone.map(abs).max() ?? 1
        #expect(largest < 6 / Float(dimension).squareRoot())
    }

    @Test("equal seeds rotate equally, others do not")
    func seeds() {
        func turned(_ seed: UInt64) -> [Float] {
            var values = gaussian(40, seed: 3)
            Rotation(dimension: 40, seed: seed).apply(to: &values)
            return values
        }
        #expect(turned(1) == turned(1))
        #expect(turned(1) != turned(2))
    }

    /// Distances by 4- and 8-bit codes, against exact ones, in units of |a||b|.
    @Test(
        "scalar codes estimate distances",
        arguments: [true, false],
        [3, 17, 32, 96, 384, 1000]
    )
    func scalar(isInnerProduct: Bool, dimension: Int) {
        let center = gaussian(dimension, seed: 50)
        let quantizer = ScalarQuantizer(
            dimension: dimension,
            isInnerProduct: isInnerProduct,
            center: center,
            seed: 5
        )
        var scratch = [Float](repeating: 0, count: quantizer.scratchCount)
        var high = [UInt8](repeating: 0, count: quantizer.planeBytes)
        var low = high
        var bytes = [Int8](repeating: 0, count: 2 * quantizer.planeBytes)
        for trial in 0..<10 {
            let vector = gaussian(dimension, seed: 100 + UInt64(trial))
            let query = gaussian(dimension, seed: 200 + UInt64(trial))
            let numbers = quantizer.encode(vector, scratch: &scratch, high: &high, low: &low)
            let prepared = quantizer.prepare(query, scratch: &scratch, query: &bytes)
            let exact =
                isInnerProduct
                ? -dot(query, vector)
                : zip(query, vector).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
            func estimate(_ score: ck_score, _ scale: Float, _ offset: Float) -> Double {
                var scan = ck_scan()
                var distance: Float = 0
                let factors = [scale, numbers.bias]
                high.withUnsafeBufferPointer { high in
                    low.withUnsafeBufferPointer { low in
                        factors.withUnsafeBufferPointer { factors in
                            bytes.withUnsafeBytes { bytes in
                                scan.query = bytes.baseAddress
                                scan.codes = high.baseAddress
                                scan.low_codes = low.baseAddress
                                scan.factors = factors.baseAddress
                                scan.stride = quantizer.planeBytes
                                scan.length = quantizer.planeBytes
                                scan.base = prepared.base
                                scan.multiplier = prepared.multiplier
                                scan.offset = offset
                                score(&scan, [0], 1, &distance)
                            }
                        }
                    }
                }
                return Double(distance)
            }
            let kernels = ck_active().pointee.codes
            let unit = (dot(query, query) * dot(vector, vector)).squareRoot()
            let four = estimate(kernels.int4, numbers.highScale, prepared.highOffset)
            let eight = estimate(kernels.int8, numbers.fullScale, prepared.fullOffset)
            #expect(abs(four - exact) <= unit * 1.5 / Double(dimension).squareRoot())
            #expect(abs(eight - exact) <= unit * 0.1 / Double(dimension).squareRoot())
        }
    }

    @Test("a zero vector has a code that estimates nothing")
    func zero() {
        let quantizer = ScalarQuantizer(dimension: 20, isInnerProduct: true, seed: 1)
        var scratch = [Float](repeating: 0, count: quantizer.scratchCount)
        var high = [UInt8](repeating: 1, count: quantizer.planeBytes)
        let numbers = quantizer.encode(
            [Float](repeating: 0, count: 20),
            scratch: &scratch,
            high: &high,
            low: nil
        )
        #expect(numbers.highScale == 0 && numbers.fullScale == 0 && numbers.bias == 0)
    }

    @Test("1-bit estimates are unbiased and within their bound")
    func binary() {
        let dimension = 384
        let quantizer = BinaryQuantizer(dimension: dimension, isInnerProduct: true, seed: 5)
        var scratch = [Float](repeating: 0, count: quantizer.scratchCount)
        var code = [UInt8](repeating: 0, count: quantizer.codeBytes)
        var planes = [UInt8](repeating: 0, count: quantizer.queryBytes)
        var total = 0.0
        let bound = 5 * Double(BinaryQuantizer.typicalError) / Double(dimension).squareRoot()
        for trial in 0..<200 {
            let vector = gaussian(dimension, seed: 1000 + UInt64(trial))
            let query = gaussian(dimension, seed: 5000 + UInt64(trial))
            let numbers = quantizer.encode(vector, scratch: &scratch, code: &code)
            let prepared = quantizer.prepare(query, scratch: &scratch, planes: &planes)
            var scan = ck_scan()
            var distance: Float = 0
            let factors = [numbers.scale, numbers.bias]
            code.withUnsafeBufferPointer { code in
                planes.withUnsafeBytes { planes in
                    factors.withUnsafeBufferPointer { factors in
                        scan.query = planes.baseAddress
                        scan.codes = code.baseAddress
                        scan.factors = factors.baseAddress
                        scan.stride = quantizer.codeBytes
                        scan.length = quantizer.codeBytes
                        scan.base = prepared.base
                        scan.multiplier = prepared.multiplier
                        scan.offset = prepared.offset
                        ck_active().pointee.codes.bits(&scan, [0], 1, &distance)
                    }
                }
            }
            let unit = (dot(query, query) * dot(vector, vector)).squareRoot()
            let error = (Double(distance) + dot(query, vector)) / unit
            #expect(abs(error) <= bound)
            total += error
        }
        #expect(abs(total / 200) < 0.01)
    }

    @Test("k-means finds what clusters there are, equally for equal seeds")
    func kMeans() {
        var generator = SplitMix64(seed: 1)
        var rows: [Float] = []
        for row in 0..<600 {
            let center = Float(row % 6) * 10
            for _ in 0..<5 { rows.append(center + Float.random(in: -1...1, using: &generator)) }
        }
        func train(_ seed: UInt64, _ count: Int) -> KMeans {
            rows.withUnsafeBufferPointer {
                KMeans(training: $0, dimension: 5, count: count, iterations: 20, seed: seed)
            }
        }
        let trained = train(3, 6)
        #expect(trained.centroids == train(3, 6).centroids)
        var total: Float = 0
        for row in 0..<600 {
            total += rows[(5 * row)...].withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { trained.nearest($0).distance } ?? .infinity
            }
        }
        #expect(total / 600 < 5 * 0.6)
        // More centroids than distinct rows must not hang.
        let few = [Float](repeating: 1, count: 10)
        let same = few.withUnsafeBufferPointer {
            KMeans(training: $0, dimension: 5, count: 8, seed: 1)
        }
        #expect(same.centroids.allSatisfy { abs($0 - 1) < 0.01 })
    }

    @Test("product codes decode near the vector and score as they decode", arguments: [4, 8, 16])
    func product(bits: Int) {
        let dimension = 10
        let count = bits == 16 ? 300 : 600
        let rows = gaussian(count * dimension, seed: 8)
        rows.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            let quantizer = ProductQuantizer(
                training: buffer,
                dimension: dimension,
                parts: 3,
                bits: bits,
                iterations: bits == 16 ? 1 : 8,
                seed: 2
            )
            #expect(quantizer.codeBytes == (3 * bits + 7) / 8)
            // Centroids are all there is to save.
            let loaded = ProductQuantizer(
                dimension: dimension,
                bits: bits,
                codebooks: quantizer.codebooks.map {
                    KMeans(centroids: $0.centroids, dimension: $0.dimension)
                }
            )
            var code = [UInt8](repeating: 0, count: quantizer.codeBytes)
            var decoded = [Float](repeating: 0, count: dimension)
            var table = [Float](repeating: 0, count: quantizer.tableCount)
            let query = Array(rows[0..<dimension])
            for isInnerProduct in [false, true] {
                quantizer.prepare(start, isInnerProduct: isInnerProduct, table: &table)
                for row in 0..<20 {
                    let vector = start + row * dimension
                    quantizer.encode(vector, code: &code)
                    quantizer.decode(code, into: &decoded)
                    var again = [UInt8](repeating: 0, count: loaded.codeBytes)
                    loaded.encode(vector, code: &again)
                    #expect(again == code)
                    var distance: Float = 0
                    quantizer.score(
                        table: table,
                        codes: code,
                        stride: code.count,
                        count: 1,
                        distances: &distance
                    )
                    let wanted =
                        isInnerProduct
                        ? -dot(query, decoded)
                        : zip(query, decoded).reduce(0.0) {
                            $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
                        }
                    #expect(abs(Double(distance) - wanted) < 1e-3 * max(1, abs(wanted)))
                }
            }
        }
    }
}
