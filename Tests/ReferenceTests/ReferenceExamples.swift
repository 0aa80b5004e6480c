// Made of the comments in Sources by `swift run course book --update`: change them, not this.
// swift-format-ignore-file

import Datasets
import Figures
import Primavera
import XCTest

final class ReferenceExamples: ExampleTestCase {
    /// Sources/Primavera/Autodiff/Value.swift
    func testValue() throws {
        let x = Value(-2), y = Value(5), z = Value(-4)
        let f = (x + y) * z
        f.backward()
        expect(f.value, gives: "-12")
        expect(x.gradient, gives: "-4")
        expect(z.gradient, gives: "3")
    }

    /// Sources/Primavera/Autodiff/Variable.swift
    func testVariable() throws {
        let w = Variable(parameter: [[1, 2], [3, 4]])
        let loss = (w * w).sum()
        loss.backward()
        expect(w.gradient, gives: "[[2, 4], [6, 8]]")
    }

    /// Sources/Primavera/Autodiff/Variable.swift
    func testWithoutGradients() throws {
        var random = Random(seed: 1)
        let network = Dense(inputs: 784, outputs: 10, using: &random)
        let images = Variable(Tensor.zeros([32, 784]))
        let prediction = withoutGradients { network(images) }
        expect(prediction.requiresGradient, gives: "false")
    }

    /// Sources/Primavera/Autodiff/VariableConvolution.swift
    func testConv2d() throws {
        let image = Variable([[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]])
        let filter = Variable([[[[1, 0], [0, 1]]]])
        expect(conv2d(image, weight: filter).value, gives: "[[[[6, 8], [12, 14]]]]")
    }

    /// Sources/Primavera/Layers/Activation.swift
    func testActivation() throws {
        expect(Activation.relu(Variable([-1, 2])).value, gives: "[0, 2]")
        expect(Activation.softmax(Variable([0, 0])).value, gives: "[0.5, 0.5]")
    }

    /// Sources/Primavera/Layers/BatchNorm.swift
    func testBatchNorm() throws {
        let layer = BatchNorm(1)
        expect(inTrainingMode { layer(Variable([[1], [3]])).value }, gives: "[[-1.0000], [1.0000]]")
        expect(layer.runningMean.value, gives: "[0.2]")
    }

    /// Sources/Primavera/Layers/Conv2D.swift
    func testConv2D() throws {
        var random = Random(seed: 1)
        let images = Variable(Tensor.zeros([32, 1, 32, 32]))
        let layer = Conv2D(channels: 1, filters: 6, kernelSize: 5, using: &random)
        expect(layer(images).shape, gives: "[32, 6, 28, 28]")
        expect(layer.parameterCount, gives: "156")
    }

    /// Sources/Primavera/Layers/Conv2D.swift
    func testConvTranspose2D() throws {
        var random = Random(seed: 1)
        let images = Variable(Tensor.zeros([32, 8, 7, 7]))
        let layer = ConvTranspose2D(
            channels: 8, filters: 4, kernelSize: 4, stride: 2, padding: 1, using: &random)
        expect(layer(images).shape, gives: "[32, 4, 14, 14]")
    }

    /// Sources/Primavera/Layers/Dense.swift
    func testDense() throws {
        var random = Random(seed: 1)
        let images = Variable(Tensor.zeros([32, 784]))
        let layer = Dense(inputs: 784, outputs: 10, using: &random)
        expect(layer(images).shape, gives: "[32, 10]")
    }

    /// Sources/Primavera/Layers/Dropout.swift
    func testDropout() throws {
        var random = Random(seed: 1)
        let x = Variable([1, 1, 1])
        let layer = Dropout(0.5, using: &random)
        expect(layer(x).value, gives: "[1, 1, 1]")
        use(inTrainingMode { layer(x).value })
    }

    /// Sources/Primavera/Layers/Freezing.swift
    func testFrozen() throws {
        var random = Random(seed: 1)
        let generator = Dense(inputs: 4, outputs: 3, using: &random)
        let discriminator = Dense(inputs: 3, outputs: 1, using: &random)
        let noise = Variable(random.normal([2, 4]))
        let ones = Tensor.ones([2, 1])
        // The generator learns from what the discriminator says; the discriminator does not learn.
        let cost = discriminator.frozen {
            binaryCrossEntropy(logits: discriminator(generator(noise)), ones)
        }
        use(cost.backward())
    }

    /// Sources/Primavera/Layers/Layer.swift
    func testLayer() throws {
        var random = Random(seed: 1)
        let images = Variable(Tensor.zeros([32, 784]))
        let layer = Dense(inputs: 784, outputs: 10, using: &random)
        expect(layer(images).shape, gives: "[32, 10]")
    }

    /// Sources/Primavera/Layers/Pooling2D.swift
    func testMaxPool2D() throws {
        let image = Variable([[[[1, 2], [3, 4]]]])
        expect(MaxPool2D(2)(image).value, gives: "[[[[4]]]]")
    }

    /// Sources/Primavera/Layers/Pooling2D.swift
    func testAveragePool2D() throws {
        let image = Variable([[[[1, 2], [3, 4]]]])
        expect(AveragePool2D(2)(image).value, gives: "[[[[2.5]]]]")
    }

    /// Sources/Primavera/Layers/Pooling2D.swift
    func testGlobalAveragePool2D() throws {
        let images = Variable([[[[1, 2], [3, 6]]]])
        expect(GlobalAveragePool2D()(images).value, gives: "[[3]]")
    }

    /// Sources/Primavera/Layers/Pooling2D.swift
    func testUpsample2D() throws {
        let image = Variable([[[[1, 2]]]])
        expect(Upsample2D(2)(image).value, gives: "[[[[1, 1, 2, 2], [1, 1, 2, 2]]]]")
    }

    /// Sources/Primavera/Layers/Reshape.swift
    func testFlatten() throws {
        let images = Variable(Tensor.zeros([32, 1, 28, 28]))
        expect(Flatten()(images).shape, gives: "[32, 784]")
    }

    /// Sources/Primavera/Layers/Reshape.swift
    func testReshape() throws {
        let rows = Variable(Tensor.zeros([32, 784]))
        expect(Reshape([1, 28, 28])(rows).shape, gives: "[32, 1, 28, 28]")
    }

    /// Sources/Primavera/Layers/Sequential.swift
    func testSequential() throws {
        var random = Random(seed: 1)
        let images = Variable(Tensor.zeros([32, 784]))
        let network = Sequential {
            Dense(inputs: 784, outputs: 512, activation: .relu, using: &random)
            Dense(inputs: 512, outputs: 10, using: &random)
        }
        expect(network(images).shape, gives: "[32, 10]")
        expect(network.parameterCount, gives: "407050")
    }

    /// Sources/Primavera/Losses/ClassificationLosses.swift
    func testCategoricalCrossEntropy() throws {
        expect(categoricalCrossEntropy(logits: Variable([[0, 0]]), [[1, 0]]).value, gives: "0.6931")
    }

    /// Sources/Primavera/Losses/RegressionLosses.swift
    func testMeanSquaredError() throws {
        expect(meanSquaredError(Variable([1, 2]), [1, 4]).value, gives: "2")
    }

    /// Sources/Primavera/Metrics/Accuracy.swift
    func testAccuracy() throws {
        expect(accuracy(Tensor([[0.1, 0.9], [0.8, 0.2]]), Tensor([[0, 1], [0, 1]])), gives: "0.5")
    }

    /// Sources/Primavera/Metrics/ConfusionMatrix.swift
    func testConfusionMatrix() throws {
        let matrix = ConfusionMatrix(truth: [0, 0, 1, 1], predicted: [0, 1, 1, 1], classes: 2)
        expect(matrix.counts, gives: "[[1, 1], [0, 2]]")
        expect(matrix.accuracy, gives: "0.75")
        expect(matrix.precision(1), gives: "0.667")
        expect(matrix.recall(1), gives: "1.0")
    }

    /// Sources/Primavera/Metrics/ROCCurve.swift
    func testROCCurve() throws {
        let curve = ROCCurve(scores: [0.1, 0.4, 0.35, 0.8], isPositive: [false, false, true, true])
        expect(curve.area, gives: "0.75")
        expect(curve.falsePositiveRates, gives: "[0, 0, 0.5, 0.5, 1]")
        expect(curve.truePositiveRates, gives: "[0, 0.5, 0.5, 1, 1]")
    }

    /// Sources/Primavera/Optimizers/Adam.swift
    func testAdam() throws {
        let w = Variable(parameter: [1, 2])
        let optimizer = Adam([w], learningRate: 0.1)
        (w * w).sum().backward()
        optimizer.step()
        expect(w.value, gives: "[0.9, 1.9]")
    }

    /// Sources/Primavera/Optimizers/GradientDescent.swift
    func testGradientDescent() throws {
        let w = Variable(parameter: [1, 2])
        let optimizer = GradientDescent([w], learningRate: 0.1)
        (w * w).sum().backward()
        optimizer.step()
        expect(w.value, gives: "[0.8, 1.6]")
    }

    /// Sources/Primavera/Optimizers/LearningRateSchedule.swift
    func testLearningRateSchedule() throws {
        let schedule = LearningRateSchedule.cosine(epochs: 10)
        expect(schedule.factor(at: 0), gives: "1.0")
        expect(schedule.factor(at: 5), gives: "0.5")
    }

    /// Sources/Primavera/Optimizers/Optimizer.swift
    func testOptimizer() throws {
        var random = Random(seed: 1)
        let network = Dense(inputs: 2, outputs: 1, using: &random)
        let batches = [Tensor.ones([3, 2])]
        let optimizer = GradientDescent(network.variables, learningRate: 0.1)
        for batch in batches {
            let loss = network(Variable(batch)).sum()
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
        }
    }

    /// Sources/Primavera/Tensors/PrincipalComponents.swift
    func testPrincipalComponents() throws {
        let pca = PrincipalComponents(of: [[2, 1], [1, 2], [-1, -2], [-2, -1]], count: 1)
        expect(pca.components, gives: "[[0.7071, 0.7071]]")
        expect(pca.encode([[2, 1]]), gives: "[[2.1213]]")
        expect(pca.decode([[2.1213]]), gives: "[[1.5, 1.5]]")
    }

    /// Sources/Primavera/Tensors/Random.swift
    func testRandom() throws {
        var random = Random(seed: 1)
        use(random.uniform())
        use(random.normal([2, 3]))
        use(random.permutation(of: 5))
    }

    /// Sources/Primavera/Tensors/Tensor.swift
    func testTensor() throws {
        let a = Tensor([[1, 2, 3], [4, 5, 6]])
        expect(a.shape, gives: "[2, 3]")
        expect(a[1, 2], gives: "6.0")
        expect((a * 10)[0, 1], gives: "20.0")
    }

    /// Sources/Primavera/Tensors/TensorArithmetic.swift
    func testMatrixProduct() throws {
        expect(Tensor([[1, 2]]).matrixProduct(Tensor([[3], [4]])), gives: "[[11]]")
    }

    /// Sources/Primavera/Tensors/TensorReductions.swift
    func testSum() throws {
        expect(Tensor([[1, 2], [3, 4]]).sum(axis: 0), gives: "[4, 6]")
    }

    /// Sources/Primavera/Tensors/TensorReductions.swift
    func testArgmax() throws {
        expect(Tensor([[0.1, 0.7], [0.6, 0.2]]).argmax(axis: 1), gives: "[1, 0]")
    }

    /// Sources/Primavera/Tensors/TensorShapes.swift
    func testReshaped() throws {
        expect(Tensor([1, 2, 3, 4]).reshaped([2, -1]).shape, gives: "[2, 2]")
    }

    /// Sources/Primavera/Tensors/TensorShapes.swift
    func testTransposed() throws {
        let images = Tensor.zeros([32, 1, 28, 28])
        use(images.transposed([0, 2, 3, 1]))
    }

    /// Sources/Primavera/Tensors/TensorShapes.swift
    func testSlice() throws {
        expect(Tensor([[1, 2, 3], [4, 5, 6]]).slice(axis: 1, 1..<3), gives: "[[2, 3], [5, 6]]")
    }

    /// Sources/Primavera/Training/Checkpoint.swift
    func testCheckpoint() throws {
        var random = Random(seed: 1)
        let network = Dense(inputs: 2, outputs: 1, using: &random)
        let optimizer = Adam(network.variables)
        let checkpoint = Checkpoint("Reports/digits.checkpoint", recipe: "seed 1, 20 epochs")
        checkpoint.include("network", network)
        checkpoint.include("adam", optimizer)
        for epoch in try checkpoint.restore(&random)..<20 {
            use(epoch) // one epoch; losses go to checkpoint.numbers["loss", default: []]
            try checkpoint.save(epochs: epoch + 1, random)
        }
        checkpoint.remove()
    }

    /// Sources/Primavera/Training/Compile.swift
    func testCompile() throws {
        var random = Random(seed: 1)
        let network = Sequential { Dense(inputs: 784, outputs: 10, using: &random) }
        network.compile(
            optimizer: RMSProp(network.variables), loss: .categoricalCrossEntropy,
            metrics: [.accuracy])
    }

    /// Sources/Primavera/Training/ProgressBar.swift
    func testProgressBar() throws {
        var bar = ProgressBar(total: 60_000)
        bar.advance(to: 128, detail: "loss: 2.3026")
        bar.finish(detail: "loss: 0.2562 - acc: 0.9260")
        // 60000/60000 [==============================] - 4s - loss: 0.2562 - acc: 0.9260
    }

    /// Sources/Primavera/Training/TrainingProfile.swift
    func testTrainingProfile() throws {
        var random = Random(seed: 1)
        let network = Sequential {
            Conv2D(channels: 1, filters: 2, kernelSize: 3, using: &random)
            Flatten()
            Dense(inputs: 72, outputs: 2, using: &random)
        }
        network.compile(
            optimizer: Adam(network.variables), loss: .categoricalCrossEntropyFromLogits)
        let (images, targets) = (Tensor.ones([4, 1, 8, 8]), Tensor.oneHot([0, 1, 0, 1], classes: 2))
        let profile = network.profile(images, targets, steps: 50)
        expect(profile.rows[0].name, gives: "Conv2D 1")
        use(profile.rows[0].backward)
    }

    /// Sources/Primavera/Vision/Augmentation.swift
    func testAugmentation() throws {
        var options = FitOptions()
        let augmentation = Augmentation([.shift(2), .rotate(degrees: 10)])
        options.augment = { images, random in augmentation(images, using: &random) }
    }

    /// Sources/Primavera/Vision/Filtering.swift
    func testCorrelate() throws {
        let image: Tensor = [[0, 0, 9], [0, 0, 9], [0, 0, 9]]
        expect(correlate(image, Filters.mean(3)), gives: "[[0, 3, 6], [0, 3, 6], [0, 3, 6]]")
        expect(correlate(image, Filters.sobelX, padding: nil), gives: "[[36]]")
    }

    /// Sources/Primavera/Vision/Sobel.swift
    func testSobelEdges() throws {
        let edges = SobelEdges([[0, 0, 9], [0, 0, 9], [0, 0, 9]])
        expect(edges.magnitude[1, 1], gives: "36")
        expect(edges.direction[1, 1], gives: "0")
    }

    /// Sources/Datasets/Formats/PNG.swift
    func testPNG() throws {
        let bytes = PNG.encode(Tensor.zeros([3, 2, 5]))
        expect(try PNG.decode(bytes, name: "black").shape, gives: "[3, 2, 5]")
    }

    /// Sources/Datasets/Houses.swift
    func testHouses() throws {
        let houses = try Houses.withFourFeatures()
        expect(houses.features.shape, gives: "[5, 4]")
        expect(houses.price.count, gives: "5")
    }

    /// Sources/Datasets/Iris.swift
    func testIris() throws {
        let flowers = try Iris.load()
        expect(flowers.features.shape, gives: "[150, 4]")
        expect(flowers.classNames.count, gives: "3")
    }

    /// Sources/Datasets/MNIST.swift
    func testMNIST() throws {
        let digits = try MNIST.embedded()
        expect(digits.train.images.shape, gives: "[4000, 1, 28, 28]")
        expect(digits.test.count, gives: "1000")
    }

    /// Sources/Datasets/Photographs.swift
    func testPhotographs() throws {
        let cat = try Photographs.chelsea()
        expect(cat.shape, gives: "[3, 300, 451]")
    }

    /// Sources/Datasets/Splits.swift
    func testStratifiedSplit() throws {
        var random = Random(seed: 1)
        let split = stratifiedSplit(
            labels: [0, 0, 0, 0, 1, 1, 1, 1], validation: 0.25, test: 0.25, using: &random)
        expect(split.train.count, gives: "4")
        expect(split.test.count, gives: "2")
    }

    /// Sources/Datasets/Splits.swift
    func testBatches() throws {
        var random = Random(seed: 1)
        for batch in Batches(count: 10, size: 4, using: &random) { _ = batch }
    }

    /// Sources/Figures/Charts/BarChart.swift
    func testBarChart() throws {
        let chart = BarChart(title: "Accuracy", bars: [("LeNet-5", 98.3), ("linear", 90.1)])
        _ = chart
    }

    /// Sources/Figures/Charts/Chart.swift
    func testChart() throws {
        let chart = Chart(
            title: "Learning curve", xLabel: "epoch", yLabel: "loss",
            layers: [.line("training", [0.9, 0.5, 0.3]), .line("validation", [0.9, 0.6, 0.5])])
        _ = chart
    }

    /// Sources/Figures/Charts/ComputationGraph.swift
    func testComputationGraph() throws {
        let x = Value(-2), y = Value(5)
        let f = x * y
        f.backward()
        let graph = ComputationGraph(title: "A product", result: f, names: [(x, "x"), (y, "y")])
        _ = graph
    }

    /// Sources/Figures/Charts/ConfusionChart.swift
    func testConfusionChart() throws {
        let matrix = ConfusionMatrix(truth: [0, 0, 1, 1], predicted: [0, 1, 1, 1], classes: 2)
        let chart = ConfusionChart(title: "Two", matrix: matrix, classNames: ["no", "yes"])
        expect(chart.alternativeText, gives: "Two: 3 of 4 on the diagonal, which are right")
    }

    /// Sources/Figures/Charts/ImageGrid.swift
    func testImageGrid() throws {
        let digits = try MNIST.embedded().test
        let grid = ImageGrid(title: "Digits", images: digits[0..<20].images)
        expect(grid.columns, gives: "10")
    }

    /// Sources/Figures/Charts/LabelledPoints.swift
    func testLabelledPoints() throws {
        let codes = LabelledPoints(
            title: "Codes", x: [0.1, 2.3], y: [1, -1], labels: [0, 7], classNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
        _ = codes
    }

    /// Sources/Figures/Charts/NetworkDiagram.swift
    func testNetworkDiagram() throws {
        let diagram = NetworkDiagram(
            title: "AND", layers: [["1", "1"], ["1"]], weights: [[[0.5, 0.5]]])
        _ = diagram
    }

    /// Sources/Figures/Report/Report.swift
    func testReport() throws {
        let chart = Chart(title: "Loss", layers: [.line("training", [0.9, 0.5, 0.3])])
        var report = Report(title: "Lesson 01: Perceptron")
        report.heading("Why")
        report.paragraph("In *1943* the first neuron was made of `AND`, `OR` and `NOT`.")
        report.figure(chart, caption: "The line moves.")
        try writeAtomically(report.html, to: "index.html")
    }
}
