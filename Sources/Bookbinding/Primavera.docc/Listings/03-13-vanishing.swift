let layers = (0..<10).map { _ in
    Dense(inputs: 32, outputs: 32, activation: activation, using: &random)
}
let network = Sequential(layers)
let cost = pow(network(Variable(random.normal([16, 32]))), 2).mean()
cost.backward()
