import XCTest

@testable import Primavera

/// Every way of convolving against the six loops of the lecture.
final class ConvolutionTests: XCTestCase {
    private struct Results {
        var y: [Float]
        var dx: [Float]
        var dw: [Float]
    }

    private enum Way: CaseIterable {
        case loops, shifts, columns, sideBySide, winograd, chosen
    }

    private func results(_ s: ConvolutionShape, _ way: Way, seed: UInt64 = 1) -> Results {
        var random = Random(seed: seed)
        let x = Tensor(random.floats(s.n * s.c * s.h * s.w))
        let w = Tensor(random.floats(s.f * s.depth))
        let b = Tensor(random.floats(s.f))
        let g = Tensor(random.floats(s.n * s.f * s.outH * s.outW))
        let planes = ConvolutionPlanes(s)
        var (y, dx, dw) = (
            Tensor.zeros([g.count]), Tensor.zeros([x.count]), Tensor.zeros([w.count])
        )
        x.withUnsafePointer { x in
            w.withUnsafePointer { w in
                g.withUnsafePointer { g in
                    b.withUnsafePointer { b in
                        y.withUnsafeMutablePointer { y in
                            switch way {
                            case .loops: conv2dForwardReference(s, x, w, bias: b, into: y)
                            case .shifts:
                                conv2dForwardByShifts(
                                    planes, x, w, bias: b, rectifies: false, into: y)
                            case .columns:
                                conv2dForwardByColumns(s, x, w, bias: b, rectifies: false, into: y)
                            case .sideBySide:
                                ConvolutionSideBySide(s, KernelNumbers(s, w)).compute(
                                    x, bias: b, rectifies: false, into: y)
                            case .winograd:
                                WinogradConvolution(s, KernelNumbers(s, w)).compute(
                                    x, bias: b, into: y)
                            case .chosen: conv2dForward(s, x, w, bias: b, into: y)
                            }
                        }
                    }
                    dx.withUnsafeMutablePointer { dx in
                        dw.withUnsafeMutablePointer { dw in
                            let wanted = ConvolutionGradients(input: dx, weight: dw)
                            switch way {
                            case .loops:
                                conv2dInputGradientReference(s, g, w, into: dx)
                                conv2dWeightGradientReference(s, x, g, into: dw)
                            case .shifts:
                                conv2dBackwardByShifts(
                                    planes, g, rectified: nil, x, w, into: wanted)
                            case .columns:
                                conv2dInputGradientByColumns(s, g, w, into: dx)
                                conv2dWeightGradientByColumns(s, x, g, into: dw)
                            case .sideBySide:
                                conv2dBackwardSideBySide(s, x, w, into: wanted) {
                                    $1.gather($0, of: g, into: $2)
                                }
                            case .winograd:
                                conv2dBackward(
                                    s, g, x, w, into: ConvolutionGradients(input: dx))
                                WinogradWeightGradient(s).compute(
                                    g, mask: nil, x, into: dw, bias: nil)
                            case .chosen:
                                conv2dBackward(s, g, x, w, into: wanted)
                            }
                        }
                    }
                }
            }
        }
        return Results(y: y.values, dx: dx.values, dw: dw.values)
    }

    /// Relative to the size of the largest number: sums of many products cancel in part.
    private func assertClose(
        _ own: [Float], _ right: [Float], _ what: String, file: StaticString = #filePath,
        line: UInt = #line
    ) {
        let scale = max(1, right.map(abs).max() ?? 1)
        for index in right.indices where !(abs(own[index] - right[index]) <= 1e-5 * scale) {
            XCTFail(
                "\(what): at \(index) \(own[index]) instead of \(right[index])", file: file,
                line: line)
            return
        }
    }

    private func check(
        _ s: ConvolutionShape, _ ways: [Way] = [.shifts, .columns], seed: UInt64 = 1
    ) {
        let right = results(s, .loops, seed: seed)
        for way in ways {
            let own = results(s, way, seed: seed)
            assertClose(own.y, right.y, "y by \(way), \(s)")
            assertClose(own.dx, right.dx, "dx by \(way), \(s)")
            assertClose(own.dw, right.dw, "dw by \(way), \(s)")
        }
    }

    func testFiveHundredRandomShapes() {
        poisonMemory()
        var random = Random(seed: 1)
        func pick(_ values: [Int]) -> Int { values[random.integer(below: values.count)] }
        var checked = 0
        while checked < 500 {
            let groups = pick([1, 1, 1, 2, 3])
            let shape = ConvolutionShape(
                n: pick([1, 2, 3]), c: groups * pick([1, 2, 3, 5]), h: pick([1, 3, 5, 8, 17, 20]),
                w: pick([1, 4, 5, 9, 17, 33]), f: groups * pick([1, 2, 6, 13]),
                kh: pick([1, 2, 3, 5]),
                kw: pick([1, 2, 3, 5]), stride: pick([1, 1, 2, 3, 4]), padding: pick([0, 0, 1, 2]),
                paddingMode: [.zeros, .extended, .cyclic][random.integer(below: 3)],
                dilation: pick([1, 1, 2]), groups: groups)
            if shape.outH == 0 || shape.outW == 0 { continue }
            let ways: [Way] = ConvolutionSideBySide.serves(shape) ? [.sideBySide] : []
            check(shape, [.shifts, .columns, .chosen] + ways, seed: UInt64(checked))
            checked += 1
        }
    }

    func testTheShapesOfTheBenchmarkWithFewerImages() {
        for (n, c, f, size, k, padding, stride) in [
            (3, 1, 6, 32, 5, 0, 1), (3, 6, 16, 14, 5, 0, 1), (2, 3, 32, 32, 3, 1, 1),
            (1, 64, 128, 16, 3, 1, 1), (1, 64, 64, 56, 3, 1, 1), (1, 3, 96, 227, 11, 0, 4),
        ] {
            check(
                ConvolutionShape(
                    n: n, c: c, h: size, w: size, f: f, kh: k, kw: k, stride: stride,
                    padding: padding), [.chosen])
        }
    }

    func testSmallImagesSideBySide() {
        poisonMemory()
        for (n, size, k, padding) in [
            (19, 7, 3, 1), (70, 4, 3, 1), (33, 5, 5, 2), (32, 6, 3, 0), (65, 3, 3, 2),
            (41, 6, 1, 0), (300, 3, 2, 1),
        ] {
            // Few channels, many, and with kernels of 5 × 5 so many weights that their gradient goes by tiles.
            for (c, f) in [(2, 3), (6, 28), (26, 30), (30, 36)] {
                let shape = ConvolutionShape(
                    n: n, c: c, h: size, w: size + 1, f: f, kh: k, kw: k, padding: padding)
                XCTAssertEqual(ConvolutionSideBySide.isWorthwhile(shape), n >= 32, "\(shape)")
                check(shape, [.sideBySide, .chosen])
            }
        }
    }

    func testWinogradOnEverySizeAndPadding() {
        poisonMemory()
        for (h, w) in [
            (3, 3), (4, 7), (5, 4), (6, 6), (8, 8), (9, 18), (16, 16), (17, 33), (2, 70),
        ] {
            for mode in [PaddingMode.zeros, .extended, .cyclic] {
                for padding in 0...2 where h + 2 * padding > 2 && w + 2 * padding > 2 {
                    check(
                        ConvolutionShape(
                            n: 3, c: 5, h: h, w: w, f: 14, kh: 3, kw: 3, padding: padding,
                            paddingMode: mode), [.winograd])
                }
            }
        }
        // Channels and filters in whole vectors and strips, a little less, and a little more; so many
        // tiles that they are transformed in several parts.
        for (n, c, f, size) in [
            (2, 16, 32, 6), (2, 17, 33, 6), (1, 64, 64, 8), (1, 66, 97, 5), (1, 15, 130, 4),
            (30, 3, 3, 12), (3, 2, 2, 65),
        ] {
            check(
                ConvolutionShape(n: n, c: c, h: size, w: size, f: f, kh: 3, kw: 3, padding: 1),
                [.winograd])
        }
    }

    func testManyChannelsGoTheirOwnWays() {
        for (c, f, size, padding) in [
            (48, 50, 12, 1), (50, 49, 16, 0), (53, 64, 13, 1), (64, 48, 11, 2), (32, 33, 4, 1),
            (40, 32, 7, 1),
        ] {
            let shape = ConvolutionShape(
                n: 5, c: c, h: size, w: size, f: f, kh: 3, kw: 3, padding: padding)
            XCTAssertTrue(WinogradConvolution.isWorthwhile(shape), "\(shape)")
            check(shape, [.chosen])
        }
        // Strides with many channels: the weights' gradient by tiles.
        for (c, f, k, stride, groups) in [(32, 24, 3, 2, 1), (3, 24, 11, 4, 1), (64, 24, 3, 1, 2)] {
            check(
                ConvolutionShape(
                    n: 3, c: c, h: 23, w: 19, f: f, kh: k, kw: k, stride: stride, padding: 1,
                    groups: groups), [.chosen])
        }
    }

    func testReLUAndBiasInOnePass() {
        var random = Random(seed: 8)
        for (c, f, size, k) in [(2, 5, 9, 3), (50, 49, 12, 3), (6, 4, 5, 5)] {
            let x = Variable(parameter: random.normal([3, c, size, size]))
            let w = Variable(parameter: random.normal([f, c, k, k]))
            let b = Variable(parameter: random.normal([f]))
            func gradients(_ y: Variable) -> [Tensor] {
                for variable in [x, w, b] { variable.gradient = nil }
                var seeds = Random(seed: 9)
                y.backward(seed: seeds.normal(y.shape))
                return [y.value] + [x, w, b].map { $0.gradient! }
            }
            let padding = k / 2
            let fused = gradients(conv2d(x, weight: w, bias: b, padding: padding, rectifies: true))
            let apart = gradients(relu(conv2d(x, weight: w, bias: b, padding: padding)))
            for (a, b) in zip(fused, apart) {
                assertClose(a.values, b.values, "fused, \(c) to \(f)")
            }
            // The bias' gradient is a plain sum of what ReLU let through.
            let y = fused[0]
            var seeds = Random(seed: 9)
            let size = y.shape[2] * y.shape[3]
            var sums = [Float](repeating: 0, count: f)
            for (i, (g, y)) in zip(seeds.normal(y.shape).values, y.values).enumerated() where y > 0
            {
                sums[i / size % f] += g
            }
            assertClose(fused[3].values, sums, "bias, \(c) to \(f)")
        }
    }

    func testAKernelAsLargeAsTheImageAndASingleChannel() {
        check(ConvolutionShape(n: 2, c: 1, h: 5, w: 5, f: 1, kh: 5, kw: 5))
        check(ConvolutionShape(n: 4, c: 16, h: 5, w: 5, f: 120, kh: 5, kw: 5), [.chosen])
        check(ConvolutionShape(n: 1, c: 1, h: 1, w: 1, f: 1, kh: 1, kw: 1))
    }

    func testTheSameBitsOnAnyNumberOfThreads() {
        for shape in [
            ConvolutionShape(n: 40, c: 3, h: 20, w: 20, f: 14, kh: 3, kw: 3, padding: 1),
            ConvolutionShape(n: 33, c: 16, h: 5, w: 5, f: 20, kh: 5, kw: 5),
            ConvolutionShape(n: 33, c: 48, h: 12, w: 12, f: 48, kh: 3, kw: 3, padding: 1),
            ConvolutionShape(n: 40, c: 32, h: 9, w: 9, f: 24, kh: 3, kw: 3, stride: 2),
        ] {
            let alone = withThreads(1) { results(shape, .chosen) }
            for threads in [2, 4] {
                let many = withThreads(threads) { results(shape, .chosen) }
                assertSameBits(many.y, alone.y)
                assertSameBits(many.dx, alone.dx)
                assertSameBits(many.dw, alone.dw)
            }
        }
    }

    func testOutputLengths() {
        XCTAssertEqual(ConvolutionShape.outputLength(32, 5, 1, 0), 28)
        XCTAssertEqual(ConvolutionShape.outputLength(227, 11, 4, 0), 55)
        XCTAssertEqual(ConvolutionShape.outputLength(7, 3, 2, 1), 4)
        XCTAssertEqual(ConvolutionShape.outputLength(7, 3, 1, 0, 2), 3)
        XCTAssertEqual(ConvolutionShape.outputLength(2, 3, 1, 0), 0, "the kernel does not fit")
    }

    func testPaddingOfTheLecture() {
        // L3: the row 5 4 2 3 7, one position on each side.
        let row = [5, 4, 2, 3, 7]
        func padded(_ mode: PaddingMode) -> [Int] {
            (-1...5).map { mode.source($0, count: 5).map { row[$0] } ?? 0 }
        }
        XCTAssertEqual(padded(.zeros), [0, 5, 4, 2, 3, 7, 0])
        XCTAssertEqual(padded(.extended), [5, 5, 4, 2, 3, 7, 7])
        XCTAssertEqual(padded(.cyclic), [7, 5, 4, 2, 3, 7, 5])
    }
}
