import XCTest

@testable import Primavera

final class VisionTests: XCTestCase {
    func testCorrelationAndConvolutionOfTheDefinition() {
        let image: Tensor = [[2, 2, 0, 1], [0, 3, 1, 0], [2, 1, 0, 2], [1, 0, 1, 3]]
        let kernel: Tensor = [[1, 2], [0, -1]]
        XCTAssertEqual(
            correlate(image, kernel, padding: nil), [[3, 1, 2], [5, 5, -1], [4, 0, 1]])
        // Σ I[x − i, y − j] k[i, j], written out for the first place: −2 + 0 + 0 + 3.
        XCTAssertEqual(convolve(image, kernel, padding: nil)[0, 0], 1)
        XCTAssertEqual(correlate(image, Filters.identity), image)
        XCTAssertEqual(
            correlate(image, Filters.shiftLeft, padding: .cyclic)[0, 3], image[0, 0],
            "the row goes on")
        XCTAssertEqual(correlate(image, Filters.shiftLeft, padding: .zeros)[1, 0], image[1, 1])
    }

    func testASeparableKernelInTwoPasses() {
        var random = Random(seed: 1)
        let image = random.uniform([2, 20, 31])
        let row = Filters.gaussianRow(deviation: 1.5)
        for padding in [PaddingMode.zeros, .extended, .cyclic] {
            assertClose(
                correlateSeparably(image, row, padding: padding),
                correlate(image, Filters.gaussian(deviation: 1.5), padding: padding), 1e-5)
        }
        XCTAssertEqual(row.sum().scalar, 1, accuracy: 1e-6)
        XCTAssertEqual(Filters.mean(5).sum().scalar, 1, accuracy: 1e-6)
    }

    func testSobelInOnePassIsSobel() {
        var random = Random(seed: 2)
        for (h, w) in [(1, 1), (1, 5), (2, 2), (7, 33), (40, 17), (9, 200)] {
            let image = random.uniform([h, w])
            assertClose(sobelMagnitude(image), SobelEdges(image).magnitude, 1e-5, "\(h) × \(w)")
        }
        let step = Tensor((0..<5).map { _ in [0, 0, 1, 1] })
        XCTAssertEqual(SobelEdges(step).x[2, 1], 4)
        XCTAssertEqual(SobelEdges(step).y[2, 1], 0)
        XCTAssertEqual(SobelEdges(step).direction[2, 1], 0)
        XCTAssertEqual(SobelEdges(step.transposed()).direction[1, 2], .pi / 2, accuracy: 1e-6)
    }

    func testATemplateIsFoundInABrighterCopy() {
        var random = Random(seed: 3)
        let image = random.uniform([30, 40])
        let template = image.slice(axis: 0, 7..<14).slice(axis: 1, 20..<29)
        let fit = normalizedCorrelation(image * 0.5 + 0.4, template)
        XCTAssertEqual(fit.shape, [24, 32])
        let best = fit.reshaped([-1]).argmax()[0]
        XCTAssertEqual([best / 32, best % 32], [7, 20])
        XCTAssertEqual(fit[7, 20], 1, accuracy: 1e-4)
        XCTAssert(fit.values.allSatisfy { (-1...1).contains($0) })
        let inverse = normalizedCorrelation(-image, template)
        XCTAssertEqual(inverse[7, 20], -1, accuracy: 1e-4)
        XCTAssertEqual(
            normalizedCorrelation(Tensor.ones([9, 9]), template.slice(axis: 1, 0..<7)),
            Tensor.zeros([3, 3]),
            "nothing to compare in an even image")
    }

    func testMovedMirroredAndWarped() {
        let image = Tensor([[1, 2, 3], [4, 5, 6]]).reshaped([1, 2, 3])
        XCTAssertEqual(moved(image, right: 1, down: 0).values, [0, 1, 2, 0, 4, 5])
        XCTAssertEqual(moved(image, right: -1, down: 1).values, [0, 0, 0, 2, 3, 0])
        XCTAssertEqual(moved(image, right: 5, down: 0).values, [0, 0, 0, 0, 0, 0])
        XCTAssertEqual(mirrored(image).values, [3, 2, 1, 6, 5, 4])
        assertClose(warped(image, by: AffineMap()), image)
        assertClose(warped(image, by: AffineMap(right: 1)), moved(image, right: 1, down: 0))
        var random = Random(seed: 4)
        let square = random.uniform([1, 9, 9])
        let turned = warped(square, by: AffineMap(angle: .pi / 2))
        // Clockwise: what was at the top is at the right.
        XCTAssertEqual(turned[0, 4, 8], square[0, 0, 4], accuracy: 1e-4)
        assertClose(warped(turned, by: AffineMap(angle: -.pi / 2)), square, 1e-4)
        assertClose(resized(image, height: 2, width: 3), image)
        assertClose(
            resized(Tensor.ones([1, 50, 60]), height: 7, width: 5), Tensor.ones([1, 7, 5]))
    }

    func testEveryAugmentationKeepsTheShapeAndFollowsTheSeed() {
        var random = Random(seed: 5)
        let images = random.uniform([3, 3, 12, 12])
        let steps: [Augmentation.Step] = [
            .shift(2), .rotate(degrees: 20), .scale(0.2), .crop(padding: 2), .mirror,
            .brightness(0.2),
            .contrast(0.3), .colour(0.2), .noise(deviation: 0.1), .elastic(strength: 1.5),
        ]
        for step in steps {
            var (a, b, c) = (Random(seed: 6), Random(seed: 6), Random(seed: 7))
            let first = Augmentation([step])(images, using: &a)
            XCTAssertEqual(first.shape, images.shape, "\(step)")
            XCTAssertEqual(first, Augmentation([step])(images, using: &b), "\(step)")
            XCTAssertNotEqual(first, Augmentation([step])(images, using: &c), "\(step)")
        }
        var none = Random(seed: 8)
        XCTAssertEqual(
            Augmentation([.shift(0), .brightness(0), .crop(padding: 0)])(images, using: &none),
            images)
    }

    func testGreyWeighsTheColours() {
        XCTAssertEqual(grey(Tensor.ones([3, 2, 2])).values, [1, 1, 1, 1])
        XCTAssertEqual(grey(Tensor(shape: [3, 1, 1], [0, 1, 0])).values[0], 0.587)
    }
}
