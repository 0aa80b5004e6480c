// The same shape, learned: two dense layers without activation.
let network = Sequential {
    Dense(inputs: 2, outputs: 1, using: &lesson.random)
    Dense(inputs: 1, outputs: 2, using: &lesson.random)
}
let optimizer = Adam(network.variables, learningRate: 0.05)
for _ in 0..<500 {
    let cost = meanSquaredError(network(Variable(data)), data)
    optimizer.zeroGradients()
    cost.backward()
    optimizer.step()
}
let rebuilt = network.predict(data)
let learned = meanSquaredError(Variable(rebuilt), data).value.scalar
