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
