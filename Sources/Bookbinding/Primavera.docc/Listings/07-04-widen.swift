/// ReLU lets half of the numbers through, so each layer would halve the variance: weights √2 times as large
/// make up for it. He, Zhang, Ren and Sun 2015.
private func widenForReLU(_ network: Sequential) {
    for parameter in network.parameters where parameter.name.hasSuffix("weight") {
        parameter.variable.value *= Float(2).squareRoot()
    }
}
