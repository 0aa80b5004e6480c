import Exercises
import Primavera

/// The student's functions, under explicit types.
///
/// This is the only file that imports `Exercises`. A public `abs` or `XCTAssertEqual` or `<` of a
/// student's own would otherwise take the place of ours in the tests, and wrong answers would pass.
enum Submission {
    typealias Layer = (weights: [[Double]], biases: [Double])

    // Lesson 00
    static var predictPrices: (Double, Double, [Double]) -> [Double] {
        { Exercises.predictPrices(slope: $0, intercept: $1, sizes: $2) }
    }
    static var meanSquaredError: ([Double], [Double]) -> Double {
        { Exercises.meanSquaredError($0, targets: $1) }
    }
    static var gradientStep:
        (Double, Double, [Double], [Double], Double) -> (slope: Double, intercept: Double)
    {
        { Exercises.gradientStep(slope: $0, intercept: $1, sizes: $2, prices: $3, rate: $4) }
    }
    static var confusionMatrix: ([Int], [Int], Int) -> [[Int]] {
        { Exercises.confusionMatrix(truth: $0, answers: $1, classes: $2) }
    }
    static var precisionAndRecall: ([[Int]], Int) -> (precision: Double, recall: Double) {
        { Exercises.precisionAndRecall(confusion: $0, label: $1) }
    }

    // Lesson 01
    static var weightedSum: ([Double], [Double]) -> Double {
        { Exercises.weightedSum($0, weights: $1) }
    }
    static var step: (Double, Double) -> Int { { Exercises.step($0, threshold: $1) } }
    static var perceptronStep: ([Double], [Double], Int, Double) -> [Double] {
        { Exercises.perceptronStep($0, inputs: $1, target: $2, rate: $3) }
    }
    static var trainPerceptron: ([[Double]], [Int], Double, Int) -> (weights: [Double], epochs: Int)
    {
        { Exercises.trainPerceptron($0, targets: $1, rate: $2, limit: $3) }
    }
    static var isSeparable: ([Int]) -> Bool { { Exercises.isSeparable($0) } }
    static var adalineStep: ([Double], [Double], Double, Double) -> [Double] {
        { Exercises.adalineStep($0, inputs: $1, target: $2, rate: $3) }
    }

    // Lesson 02
    static var sigmoid: (Double) -> Double { { Exercises.sigmoid($0) } }
    static var layerOutput: ([Double], Layer) -> [Double] {
        { Exercises.layerOutput($0, layer: $1) }
    }
    static var forwardPass: ([Double], [Layer]) -> [Double] {
        { Exercises.forwardPass($0, layers: $1) }
    }
    static var xorWeights: () -> (hidden: [[Double]], output: [Double]) {
        { Exercises.xorWeights() }
    }
    static var softmax: ([Double]) -> [Double] { { Exercises.softmax($0) } }
    static var leakyReLU: (Double, Double) -> Double { { Exercises.leakyReLU($0, slope: $1) } }
    static var elu: (Double, Double) -> Double { { Exercises.elu($0, alpha: $1) } }
    static var maxout: ([Double], Layer) -> Double { { Exercises.maxout($0, pieces: $1) } }

    // Lesson 03
    static var sigmoidSlope: (Double) -> Double { { Exercises.sigmoidSlope(output: $0) } }
    static var outputDelta: (Double, Double) -> Double {
        { Exercises.outputDelta(output: $0, target: $1) }
    }
    static var hiddenDeltas: ([Double], [[Double]], [Double]) -> [Double] {
        { Exercises.hiddenDeltas(outputs: $0, weights: $1, deltas: $2) }
    }
    static var weightGradients: ([Double], [Double]) -> [[Double]] {
        { Exercises.weightGradients(deltas: $0, inputs: $1) }
    }
    static var descentStep: ([[Double]], [[Double]], Double) -> [[Double]] {
        { Exercises.descentStep($0, gradients: $1, rate: $2) }
    }
    static var numericalGradient: (([Double]) -> Double, [Double], Double) -> [Double] {
        { Exercises.numericalGradient(of: $0, at: $1, h: $2) }
    }
    static var binaryCrossEntropy: ([Double], [Double], Double) -> Double {
        { Exercises.binaryCrossEntropy($0, targets: $1, epsilon: $2) }
    }
    static var backward: (Double, Double, Double, Double) -> (x: Double, y: Double, z: Double) {
        { Exercises.backward(x: $0, y: $1, z: $2, gradient: $3) }
    }
    static var crossEntropyGradient: ([Double], [Double]) -> [Double] {
        { Exercises.crossEntropyGradient(logits: $0, target: $1) }
    }

    // Lesson 04
    static var convolutionOutputSize: (Int, Int, Int, Int) -> Int {
        { Exercises.convolutionOutputSize($0, kernel: $1, padding: $2, stride: $3) }
    }
    /// The border by its name in the exercise.
    static var padded: ([Double], Int, String) -> [Double] {
        { row, count, name in
            let borders: [String: Exercises.Border] = [
                "zeros": .zeros, "extended": .extended, "cyclic": .cyclic, "none": .none,
            ]
            return Exercises.padded(row, by: count, border: borders[name]!)
        }
    }
    static var correlate: ([[Double]], [[Double]]) -> [[Double]] {
        { Exercises.correlate($0, kernel: $1) }
    }
    static var convolve: ([[Double]], [[Double]]) -> [[Double]] {
        { Exercises.convolve($0, kernel: $1) }
    }
    static var convolutionLayer: ([[[Double]]], [[[Double]]], Double, Int) -> [[Double]] {
        { Exercises.convolutionLayer($0, kernels: $1, bias: $2, stride: $3) }
    }
    static var sobelMagnitude: ([[Double]]) -> [[Double]] { { Exercises.sobelMagnitude($0) } }
    static var separableBlur: ([[Double]], [Double]) -> [[Double]] {
        { Exercises.separableBlur($0, row: $1) }
    }
    static var kernelGradient: ([[Double]], [[Double]]) -> [[Double]] {
        { Exercises.kernelGradient($0, gradient: $1) }
    }

    // Lesson 05
    static var poolingOutputSize: (Int, Int, Int) -> Int {
        { Exercises.poolingOutputSize($0, window: $1, stride: $2) }
    }
    static var maxPool: ([[Double]], Int, Int) -> [[Double]] {
        { Exercises.maxPool($0, window: $1, stride: $2) }
    }
    static var averagePool: ([[Double]], Int, Int) -> [[Double]] {
        { Exercises.averagePool($0, window: $1, stride: $2) }
    }
    static var maxPoolGradient: ([[Double]], [[Double]], Int, Int) -> [[Double]] {
        { Exercises.maxPoolGradient($0, gradient: $1, window: $2, stride: $3) }
    }
    static var averagePoolGradient: ([[Double]], Int, Int, Int, Int) -> [[Double]] {
        { Exercises.averagePoolGradient($0, rows: $1, columns: $2, window: $3, stride: $4) }
    }
    static var unpool: ([Double], [Int], Int, Int) -> [[Double]] {
        { Exercises.unpool($0, switches: $1, rows: $2, columns: $3) }
    }

    // Lesson 06
    /// A layer of exercise 6.2, in a form of the tests' own.
    enum Step {
        case convolution(Int, Int)
        case pooling(Int)
        case flatten
    }
    static var convolutionParameters: (Int, Int, Int) -> Int {
        { Exercises.convolutionParameters(kernel: $0, channels: $1, filters: $2) }
    }
    static var shapes: ([Int], [Step]) -> [[Int]] {
        { shape, steps in
            let layers = steps.map { step -> Exercises.ImageLayer in
                switch step {
                case .convolution(let kernel, let filters):
                    .convolution(kernel: kernel, filters: filters)
                case .pooling(let window): .pooling(window: window)
                case .flatten: .flatten
                }
            }
            return Exercises.shapes(of: shape, through: layers)
        }
    }
    static var oneHotDigit: (Int) -> [Double] { { Exercises.oneHotDigit($0) } }
    static var batchCrossEntropy: ([[Double]], [Int]) -> Double {
        { Exercises.batchCrossEntropy($0, labels: $1) }
    }
    static var readRight: ([[Double]], [Int]) -> Double {
        { Exercises.readRight($0, labels: $1) }
    }
    static var trainingStep: (Sequential, any Optimizer, Tensor, Tensor) -> Float {
        { Exercises.trainingStep($0, $1, images: $2, targets: $3) }
    }
    static var earlyStop: ([Double], Int) -> (stop: Int, best: Int) {
        { Exercises.earlyStop(costs: $0, patience: $1) }
    }

    // Lesson 07
    static var invertedDropout: ([Double], [Double], Double, Bool) -> [Double] {
        { Exercises.invertedDropout($0, draws: $1, rate: $2, isTraining: $3) }
    }
    /// The draws in the order row, column, mirror.
    static var cropAndMirror: ([[Double]], Int, [Double]) -> [[Double]] {
        { image, size, draws in
            Exercises.cropAndMirror(
                image, size: size, draws: (row: draws[0], column: draws[1], mirror: draws[2]))
        }
    }
    static var relu: ([Double]) -> [Double] { { Exercises.relu($0) } }
    static var reluGradient: ([Double], [Double]) -> [Double] {
        { Exercises.reluGradient($0, gradient: $1) }
    }
    /// Rate, momentum and decay in this order at the end.
    static var momentumStep:
        ([Double], [Double], [Double], Double, Double, Double)
            -> (weights: [Double], velocities: [Double])
    {
        {
            Exercises.momentumStep(
                $0, velocities: $1, gradients: $2, rate: $3, momentum: $4, decay: $5)
        }
    }
    typealias Convolution = (kernel: Int, filters: Int, groups: Int)
    static var alexNetParameters: (Int, [Convolution], Int, [Int]) -> Int {
        { Exercises.alexNetParameters(channels: $0, convolutions: $1, side: $2, dense: $3) }
    }
    static var responseNormalized: ([Double], Int, Double, Double, Double) -> [Double] {
        { Exercises.responseNormalized($0, size: $1, k: $2, alpha: $3, beta: $4) }
    }
    /// With the numbers of AlexNet, which the function has by itself.
    static var responseNormalizedLikeAlexNet: ([Double]) -> [Double] {
        { Exercises.responseNormalized($0) }
    }
    static var smallKernels: (Int, Int) -> (layers: Int, parameters: Int) {
        { Exercises.smallKernels(insteadOf: $0, channels: $1) }
    }

    // Lesson 08
    static var discriminatorLoss: ([Double], [Double], Double) -> Double {
        { Exercises.discriminatorLoss(real: $0, generated: $1, target: $2) }
    }
    static var generatorLosses: ([Double]) -> (minimax: Double, nonSaturating: Double) {
        { Exercises.generatorLosses(generated: $0) }
    }
    static var sampleNoise: (Int, Int, inout Random) -> Tensor {
        { Exercises.sampleNoise(count: $0, size: $1, using: &$2) }
    }
    static var discriminatorStep: (Sequential, Sequential, any Optimizer, Tensor, Tensor) -> Float {
        { Exercises.discriminatorStep($0, against: $1, $2, real: $3, noise: $4) }
    }
    static var generatorStep: (Sequential, Sequential, any Optimizer, Tensor) -> Float {
        { Exercises.generatorStep($0, against: $1, $2, noise: $3) }
    }
    static var recognisedEntropy: ([Int], Int) -> Double {
        { Exercises.recognisedEntropy($0, of: $1) }
    }
    static var generatorSlopes: (Double) -> (minimax: Double, nonSaturating: Double) {
        { Exercises.generatorSlopes(answer: $0) }
    }

    // Lesson 09
    static var reconstructionError: ([Double], [Double]) -> Double {
        { Exercises.reconstructionError($0, rebuilt: $1) }
    }
    static var encodeAndDecode: ([Double], Layer, Layer) -> (code: [Double], rebuilt: [Double]) {
        { Exercises.encodeAndDecode($0, encoder: $1, decoder: $2) }
    }
    static var tiedDecode: ([Double], [[Double]], [Double]) -> [Double] {
        { Exercises.tiedDecode($0, encoderWeights: $1, biases: $2) }
    }
    static var addNoise: ([Double], [Double], Double) -> [Double] {
        { Exercises.addNoise($0, noise: $1, deviation: $2) }
    }
    static var nearestUpsampled: ([[Double]], Int) -> [[Double]] {
        { Exercises.nearestUpsampled($0, factor: $1) }
    }
    static var transposedConvolution: ([[Double]], [[Double]], Int) -> [[Double]] {
        { Exercises.transposedConvolution($0, kernel: $1, stride: $2) }
    }
    static var tiedGradient: ([Double], [[Double]]) -> [[Double]] {
        { Exercises.tiedGradient($0, weights: $1) }
    }
    static var areaUnderROC: ([Double], [Double]) -> Double {
        { Exercises.areaUnderROC(known: $0, strangers: $1) }
    }

    // Lesson 10
    static var denseParameters: (Int, Int) -> Int {
        { Exercises.denseParameters(inputs: $0, outputs: $1) }
    }
    static var oneHot: ([Int], Int) -> [[Double]] { { Exercises.oneHot($0, classes: $1) } }
    static var scaledAndFlattened: ([[[UInt8]]]) -> Tensor {
        { Exercises.scaledAndFlattened($0) }
    }
    static var iterations: (Int, Int) -> Int {
        { Exercises.iterations(examples: $0, batchSize: $1) }
    }
    static var accuracy: (Tensor, [Int]) -> Double {
        { Exercises.accuracy(logits: $0, labels: $1) }
    }
}
