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
