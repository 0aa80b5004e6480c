import FoundationEssentials
import XCTest

@testable import Primavera

/// Operations on images against the numbers of PyTorch, from `Fixtures/make_convolution_fixtures.py`.
final class PyTorchConvolutionTests: XCTestCase {
    private struct Numbers: Decodable {
        let shape: [Int]
        let values: [Float]
        var tensor: Tensor { Tensor(shape: shape, values) }
    }

    private struct Options: Decodable {
        let mode: String?
        let padding, stride, dilation, groups, outputPadding, window, factor: Int?
    }

    private struct Case: Decodable {
        let kind: String
        let options: Options
        let x, y, seed, dx: Numbers
        let parameters, dparameters: [Numbers]
    }

    private struct Fixtures: Decodable {
        let cases: [Case]
    }

    private func output(_ c: Case, _ x: Variable, _ p: [Variable]) -> Variable? {
        let o = c.options
        switch c.kind {
        case "conv2d":
            let modes: [String: PaddingMode] = [
                "zeros": .zeros, "extended": .extended, "cyclic": .cyclic,
            ]
            return conv2d(
                x, weight: p[0], bias: p[1], stride: o.stride!, padding: o.padding!,
                paddingMode: modes[o.mode!]!, dilation: o.dilation!, groups: o.groups!)
        case "convTranspose2d":
            return convTranspose2d(
                x, weight: p[0], bias: p[1], stride: o.stride!, padding: o.padding!,
                outputPadding: o.outputPadding!)
        case "maxPool2d":
            return maxPool2d(x, window: o.window!, stride: o.stride!, padding: o.padding!)
        case "averagePool2d":
            return averagePool2d(x, window: o.window!, stride: o.stride!, padding: o.padding!)
        case "upsample2d":
            return upsample2d(
                x, factor: o.factor!, mode: o.mode == "nearest" ? .nearest : .bilinear)
        case "localResponseNorm":
            return localResponseNorm(x, size: 5, k: 2, alpha: 0.1, beta: 0.75)
        default: return nil
        }
    }

    func testEveryCase() throws {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let bytes = try readFile("/" + folder + "/Fixtures/pytorch-convolution.json")
        let cases = try JSONDecoder().decode(Fixtures.self, from: Data(bytes)).cases
        XCTAssertEqual(Set(cases.map(\.kind)).count, 6)
        for (number, fixture) in cases.enumerated() {
            let name = "case \(number), \(fixture.kind)"
            let x = Variable(fixture.x.tensor, requiresGradient: true)
            let parameters = fixture.parameters.map { Variable(parameter: $0.tensor) }
            let y = try XCTUnwrap(output(fixture, x, parameters), name)
            assertClose(y.value, fixture.y.tensor, 1e-5, name)
            y.backward(seed: fixture.seed.tensor)
            assertClose(x.gradient!, fixture.dx.tensor, 1e-5, name + " dx")
            for (parameter, right) in zip(parameters, fixture.dparameters) {
                assertClose(parameter.gradient!, right.tensor, 1e-5, name + " dparameter")
            }
        }
    }
}
