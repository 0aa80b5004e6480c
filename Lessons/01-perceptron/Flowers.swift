import Datasets
import Figures
import Primavera

/// Trains on two species by their petals, the flowers in random order: fifty of one kind in a row
/// would let the neuron forget the other.
func learn(
    _ iris: LabelledVectors, _ a: Int, _ b: Int, limit: Int, using random: inout Random
) -> (Examples, [Epoch]) {
    var rows = iris.labels.indices.filter { [a, b].contains(iris.labels[$0]) }
    random.shuffle(&rows)
    let examples = Examples(
        rows.map { [Double(iris.features[$0, 2]), Double(iris.features[$0, 3])] },
        rows.map { iris.labels[$0] == b ? 1 : 0 })
    return (examples, train(examples, rate: 0.1, limit: limit))
}

func accuracy(_ examples: Examples, _ epochs: [Epoch]) -> Double {
    let neuron = Perceptron(weights: epochs.last!.weights, threshold: 0)
    let right = zip(examples.inputs, examples.targets).count { neuron.output($0) == $1 }
    return 100 * Double(right) / Double(examples.targets.count)
}

func flowers(
    _ iris: LabelledVectors, _ a: Int, _ b: Int, _ examples: Examples, _ epochs: [Epoch]
) -> Chart {
    plane(
        "Iris after \(epochs.count) epochs", examples, epochs.last!.weights,
        names: (iris.classNames[a], iris.classNames[b]),
        labels: ("petal length, cm", "petal width, cm"), x: 0.5...7.5, y: 0...2.8)
}
