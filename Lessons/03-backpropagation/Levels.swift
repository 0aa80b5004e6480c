import Coursework
import Figures
import Primavera

/// The network of the slides on three levels: same gradients, same costs.
struct Levels {
    let gradientCheck: Double
    /// The largest relative difference between level 0's gradients and each of level 1's.
    let valueDifference: Double
    let variableDifference: Double
    /// The cost before each step, by level.
    let level0: [Double]
    let level1: [Double]
    let level2: [Double]
}

private let rate = 0.5

func compareLevels(steps: Int) throws -> Levels {
    let (x, target) = (HandNetwork.slideInput, HandNetwork.slideTarget)
    let network = HandNetwork.slides
    let byHand = flat(network.gradients(x, target))

    // Central differences: change one weight a little to both sides. The error falls with the
    // square of the change, but below 10⁻⁶ the rounding of Doubles takes over.
    let change = 1e-5
    var worst = 0.0
    for index in byHand.indices {
        func cost(_ shift: Double) -> Double {
            var moved = network
            shifted(&moved, index, by: shift)
            return moved.cost(x, target)
        }
        let numerical = (cost(change) - cost(-change)) / (2 * change)
        worst = max(worst, relativeDifference(byHand[index], numerical))
    }

    // Level 1 in numbers, then in tensors.
    let values = network.weights.map { $0.map { $0.map { Value($0) } } }
    let valueBiases = network.biases.map { $0.map { Value($0) } }
    valueCost(values, valueBiases, x, target).backward()
    let valueGradients =
        values.flatMap { $0.flatMap { $0.map(\.gradient) } }
        + valueBiases.flatMap { $0.map(\.gradient) }

    let tensors = parameters(network)
    tensorCost(tensors).backward()
    let tensorGradients =
        [0, 2, 1, 3].flatMap { tensors[$0].gradient!.values.map(Double.init) }

    func difference(_ gradients: [Double]) -> Double {
        zip(byHand, gradients).map { relativeDifference($0, $1) }.max()!
    }
    return Levels(
        gradientCheck: worst, valueDifference: difference(valueGradients),
        variableDifference: difference(tensorGradients), level0: level0(steps),
        level1: level1(steps), level2: try level2(steps))
}

/// Level 0: arrays, and the gradients of `HandNetwork`.
private func level0(_ steps: Int) -> [Double] {
    var network = HandNetwork.slides
    return (0..<steps).map { _ in
        let cost = network.cost(HandNetwork.slideInput, HandNetwork.slideTarget)
        network.step(
            network.gradients(HandNetwork.slideInput, HandNetwork.slideTarget), rate: rate)
        return cost
    }
}

/// Level 1: the cost is written down, `backward()` does the rest.
private func level1(_ steps: Int) -> [Double] {
    let parameters = parameters(HandNetwork.slides)
    let optimizer = GradientDescent(parameters, learningRate: Float(rate))
    return (0..<steps).map { _ in
        let cost = tensorCost(parameters)
        optimizer.zeroGradients()
        cost.backward()
        optimizer.step()
        return Double(cost.value.scalar)
    }
}

/// Level 2: layers, and `fit`.
private func level2(_ steps: Int) throws -> [Double] {
    let p = parameters(HandNetwork.slides).map(\.value)
    let network = Sequential {
        Dense(weight: p[0], bias: p[1], activation: .sigmoid)
        Dense(weight: p[2], bias: p[3], activation: .sigmoid)
    }
    network.compile(
        optimizer: GradientDescent(network.variables, learningRate: Float(rate)),
        loss: Loss("half the squared error") { pow($0 - Variable($1), 2).sum() * 0.5 })
    var options = FitOptions()
    options.printsProgress = false
    var random = Random(seed: 1)
    let history = try network.fit(
        tensor([HandNetwork.slideInput]), tensor([HandNetwork.slideTarget]), epochs: steps,
        options: options, using: &random)
    return history.training("loss")
}

/// W₁, b₁, W₂, b₂ as variables to learn.
private func parameters(_ network: HandNetwork) -> [Variable] {
    zip(network.weights, network.biases).flatMap { weights, biases in
        [
            Variable(parameter: tensor(weights)),
            Variable(parameter: Tensor(biases.map { Float($0) })),
        ]
    }
}

private func tensorCost(_ p: [Variable]) -> Variable {
    let x = Variable(tensor([HandNetwork.slideInput]))
    let hidden = sigmoid(x.matrixProduct(p[0], transposingOther: true) + p[1])
    let output = sigmoid(hidden.matrixProduct(p[2], transposingOther: true) + p[3])
    return pow(output - Variable(tensor([HandNetwork.slideTarget])), 2).sum() * 0.5
}

private func valueCost(
    _ weights: [[[Value]]], _ biases: [[Value]], _ x: [Double], _ target: [Double]
) -> Value {
    var outputs = x.map { Value($0) }
    for (rows, bias) in zip(weights, biases) {
        outputs = zip(rows, bias).map { row, bias in
            sigmoid(zip(row, outputs).reduce(bias) { $0 + $1.0 * $1.1 })
        }
    }
    return zip(outputs, target).reduce(Value(0)) { $0 + pow($1.0 - $1.1, 2) * 0.5 }
}

/// All weights, then all biases.
private func flat(_ gradients: HandNetwork.Gradients) -> [Double] {
    gradients.weights.flatMap { $0.flatMap { $0 } } + gradients.biases.flatMap { $0 }
}

/// Adds to the weight or bias with this number in the order of `flat`.
private func shifted(_ network: inout HandNetwork, _ index: Int, by shift: Double) {
    var number = 0
    for layer in network.weights.indices {
        for unit in network.weights[layer].indices {
            for i in network.weights[layer][unit].indices {
                if number == index { network.weights[layer][unit][i] += shift }
                number += 1
            }
        }
    }
    for layer in network.biases.indices {
        for unit in network.biases[layer].indices {
            if number == index { network.biases[layer][unit] += shift }
            number += 1
        }
    }
}

/// `|a − b| / max(|a|, |b|)`, and 0 where both are 0.
func relativeDifference(_ a: Double, _ b: Double) -> Double {
    let larger = max(abs(a), abs(b))
    return larger == 0 ? 0 : abs(a - b) / larger
}

func tensor(_ rows: [[Double]]) -> Tensor { Tensor(rows.map { $0.map { Float($0) } }) }
