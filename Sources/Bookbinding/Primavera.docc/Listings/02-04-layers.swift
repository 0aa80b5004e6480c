let network = Sequential {
    Dense(weight: w1, bias: [0, 0, 0], activation: .sigmoid)
    Dense(weight: w2, bias: [0, 0], activation: .sigmoid)
}
let same = network.predict([[0.5, 0.9, -0.3]])
