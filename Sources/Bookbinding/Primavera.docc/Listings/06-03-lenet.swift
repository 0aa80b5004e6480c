/// LeNet-5 for images `[N, 1, 32, 32]`, as it is built today: ReLU where 1998 had a scaled tanh, max
/// pooling where there was a mean with a weight and a bias, every map of C3 connected to all of S2,
/// and logits for softmax where there were distances to drawn digits.
///
/// LeCun, Bottou, Bengio and Haffner 1998.
func leNet5(using random: inout Random) -> Sequential {
    Sequential {
        Conv2D(channels: 1, filters: 6, kernelSize: 5, activation: .relu, using: &random)  // C1
        MaxPool2D(2)  // S2
        Conv2D(channels: 6, filters: 16, kernelSize: 5, activation: .relu, using: &random)  // C3
        MaxPool2D(2)  // S4
        Flatten()
        Dense(inputs: 400, outputs: 120, activation: .relu, using: &random)  // C5
        Dense(inputs: 120, outputs: 84, activation: .relu, using: &random)  // F6
        Dense(inputs: 84, outputs: 10, using: &random)
    }
}
