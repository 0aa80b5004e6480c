import Coursework
import Datasets
import Figures
import Primavera

/// Iris: supervised with a model and with neighbours, then without labels.
func flowers(_ lesson: Lesson) throws {
    let iris = try lesson.options.data.map { try Iris.read(csv: $0 + "/iris.csv") } ?? Iris.load()
    let classes = iris.classNames.count
    let split = stratifiedSplit(
        labels: iris.labels, validation: 0.2, test: 0.2, using: &lesson.random)
    lesson.say(
        """
        \(iris.count) iris flowers, \(iris.featureNames.count) measurements each, \(classes)
        species. *Step 1*: \(split.train.count) flowers to train on, \(split.validation.count) to
        choose hyperparameters with (*validation*), and \(split.test.count) kept away until the end
        (*test*), as many of each species in each part. *Step 2*: every feature minus its mean,
        divided by its deviation, both taken from the training part alone.
        """)
    let x = standardised(iris.features, by: split.train)
    func part(_ rows: [Int]) -> (x: Tensor, labels: [Int]) {
        (x.gathered(rows), rows.map { iris.labels[$0] })
    }
    let (train, validation, test) = (part(split.train), part(split.validation), part(split.test))

    lesson.say(
        """
        *Step 3*: logistic regression, a weighted sum for each species and softmax, trained by
        gradient descent. Its learning rate is chosen by the accuracy on the validation flowers:
        """)
    let epochs = lesson.epochs(default: 100, quick: 20)
    var trials: [(rate: Float, network: Sequential, accuracy: Double)] = []
    for rate: Float in [0.001, 0.01, 0.1, 1] {
        let network = try logisticRegression(
            train, classes: classes, rate: rate, epochs: epochs, using: &lesson.random)
        let answers = network.predict(validation.x).argmax()
        let matrix = ConfusionMatrix(
            truth: validation.labels, predicted: answers, classes: classes)
        trials.append((rate, network, matrix.accuracy))
    }
    lesson.table(
        ["learning rate", "validation accuracy"],
        trials.map { ["\($0.rate)", $0.accuracy.fixed(3)] })
    let chosen = trials.max { $0.accuracy < $1.accuracy }!

    let matrix = ConfusionMatrix(
        truth: test.labels, predicted: chosen.network.predict(test.x).argmax(), classes: classes)
    lesson.say(
        """
        *Step 4*: with the learning rate \(chosen.rate), once, on the test flowers: accuracy
        \(matrix.accuracy.fixed(3)). *Precision*: of those called by a name, how many bear it.
        *Recall*: of those that bear it, how many were found.
        """)
    lesson.show(
        ConfusionChart(title: "Test flowers", matrix: matrix, classNames: iris.classNames),
        caption: "Rows: the true species. Columns: the answer.")
    lesson.table(
        ["species", "precision", "recall", "F1"],
        (0..<classes).map { label in
            [
                iris.classNames[label], matrix.precision(label).fixed(3),
                matrix.recall(label).fixed(3), matrix.f1(label).fixed(3),
            ]
        })
    lesson.claim("logistic.accuracy", matrix.accuracy)
    lesson.claim("logistic.validation", chosen.accuracy)
    neighbours(lesson, train, validation, test, classes)
    withoutLabels(lesson, iris)
    lesson.say(
        """
        *Reinforcement learning*, the third kind, has neither: an agent acts, now and then gets a
        reward, and has to find out which of its actions earned it. A program that plays Go learns
        so. It is not part of these lessons.
        """)
}

/// Every column minus its mean, divided by its deviation, over the rows that are for training.
func standardised(_ x: Tensor, by rows: [Int]) -> Tensor {
    let train = x.gathered(rows)
    let mean = train.mean(axis: 0)
    let centred = train - mean
    return (x - mean) / sqrt((centred * centred).mean(axis: 0))
}

/// One layer of weighted sums with softmax; level 2 of the library, which lesson 10 explains.
func logisticRegression(
    _ train: (x: Tensor, labels: [Int]), classes: Int, rate: Float, epochs: Int,
    using random: inout Random
) throws -> Sequential {
    let network = Sequential {
        Dense(inputs: train.x.shape[1], outputs: classes, using: &random)
    }
    network.compile(
        optimizer: GradientDescent(network.variables, learningRate: rate),
        loss: .categoricalCrossEntropyFromLogits)
    var options = FitOptions()
    options.printsProgress = false
    try network.fit(
        train.x, Tensor.oneHot(train.labels, classes: classes), epochs: epochs, batchSize: 16,
        options: options, using: &random)
    return network
}

/// The non-parametric model beside the parametric one.
func neighbours(
    _ lesson: Lesson, _ train: (x: Tensor, labels: [Int]), _ validation: (x: Tensor, labels: [Int]),
    _ test: (x: Tensor, labels: [Int]), _ classes: Int
) {
    let examples = rows(train.x)
    func accuracy(_ part: (x: Tensor, labels: [Int]), k: Int) -> Double {
        let answers = rows(part.x).map {
            nearestNeighbours($0, examples: examples, labels: train.labels, k: k, classes: classes)
        }
        return ConfusionMatrix(truth: part.labels, predicted: answers, classes: classes).accuracy
    }
    let trials = [1, 3, 5, 9, 15].map { (k: $0, accuracy: accuracy(validation, k: $0)) }
    let best = trials.map(\.accuracy).max()!
    let chosen = trials.first { $0.accuracy == best }!
    let result = accuracy(test, k: chosen.k)
    lesson.say(
        """
        *Step 5*, try something else. Logistic regression is *parametric*: it puts the examples into
        a few numbers and forgets them. *k nearest neighbours* has no parameters: it keeps all
        examples and asks those nearest to a new one. Its k is a hyperparameter:
        """)
    lesson.table(
        ["k", "validation accuracy"], trials.map { ["\($0.k)", $0.accuracy.fixed(3)] })
    lesson.say("With k = \(chosen.k), on the test flowers: accuracy \(result.fixed(3)).")
    lesson.claim("neighbours.k", Double(chosen.k))
    lesson.claim("neighbours.accuracy", result)
}

/// Unsupervised: the same flowers, and nobody tells their names.
func withoutLabels(_ lesson: Lesson, _ iris: LabelledVectors) {
    let petals = rows(iris.features([2, 3]).features)
    let start = lesson.random.permutation(of: petals.count).prefix(3).map { petals[$0] }
    let rounds = kMeans(petals, centres: start)
    let last = rounds.last!
    // How many of each species went into each cluster.
    let counts = last.centres.indices.map { cluster in
        iris.classNames.indices.map { species in
            petals.indices.count { last.members[$0] == cluster && iris.labels[$0] == species }
        }
    }
    let agreeing = counts.reduce(0) { $0 + $1.max()! }
    lesson.say(
        """
        All this was *supervised*: every flower came with its name. *Unsupervised* learning gets the
        measurements only. k-means (k = 3) finds groups among the petals in \(rounds.count) rounds.
        Compared afterwards with the names that it never saw, \(agreeing) of \(petals.count) flowers
        lie in the group of their species:
        """)
    lesson.table(
        ["group"] + iris.classNames,
        counts.enumerated().map { ["\($0 + 1)"] + $1.map(String.init) })
    lesson.animate(
        Animation(
            title: "k-means",
            frames: rounds.map { round in
                let groups = round.centres.indices.map { cluster -> Chart.Layer in
                    let own = petals.indices.filter { round.members[$0] == cluster }
                    return .points(
                        "group \(cluster + 1)", x: own.map { petals[$0][0] },
                        y: own.map { petals[$0][1] }, colour: cluster)
                }
                let centres = Chart.Layer.points(
                    "centres", x: round.centres.map { $0[0] }, y: round.centres.map { $0[1] },
                    colour: 7)
                return Chart(
                    title: "Iris without names", xLabel: "petal length, cm",
                    yLabel: "petal width, cm", layers: groups + [centres], xRange: 0.5...7.5,
                    yRange: 0...2.8)
            }, labels: rounds.indices.map { "round \($0 + 1)" }),
        caption: "The centres (dark) move to the middle of their groups, until nothing changes.")
    lesson.claim("kmeans.rounds", Double(rounds.count))
    lesson.claim("kmeans.agreeing", Double(agreeing))
}

/// The rows of a matrix as arrays.
func rows(_ x: Tensor) -> [[Double]] {
    (0..<x.shape[0]).map { row in (0..<x.shape[1]).map { Double(x[row, $0]) } }
}
