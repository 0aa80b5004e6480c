import Primavera

// The networks of the lessons, at the sizes that the peers' scripts have too.

func leNet5(using random: inout Random) -> Sequential {
    Sequential {
        Conv2D(channels: 1, filters: 6, kernelSize: 5, activation: .relu, using: &random)
        MaxPool2D(2)
        Conv2D(channels: 6, filters: 16, kernelSize: 5, activation: .relu, using: &random)
        MaxPool2D(2)
        Flatten()
        Dense(inputs: 400, outputs: 120, activation: .relu, using: &random)
        Dense(inputs: 120, outputs: 84, activation: .relu, using: &random)
        Dense(inputs: 84, outputs: 10, using: &random)
    }
}

func perceptron(using random: inout Random) -> Sequential {
    dense([784, 512, 10], .relu, last: .linear, &random)
}

func alexNetLite(using random: inout Random) -> Sequential {
    func conv(_ channels: Int, _ filters: Int, _ size: Int) -> Conv2D {
        Conv2D(
            channels: channels, filters: filters, kernelSize: size, padding: size / 2,
            activation: .relu, using: &random)
    }
    return Sequential {
        conv(3, 24, 5)
        MaxPool2D(3, stride: 2)
        conv(24, 32, 5)
        MaxPool2D(3, stride: 2)
        conv(32, 48, 3)
        conv(48, 48, 3)
        conv(48, 32, 3)
        MaxPool2D(3, stride: 2)
        Flatten()
        Dropout(0.1, using: &random)
        Dense(inputs: 32 * 3 * 3, outputs: 128, activation: .relu, using: &random)
        Dropout(0.1, using: &random)
        Dense(inputs: 128, outputs: 128, activation: .relu, using: &random)
        Dense(inputs: 128, outputs: 10, using: &random)
    }
}

/// Dense layers from size to size.
func dense(
    _ sizes: [Int], _ activation: Activation, last: Activation, _ random: inout Random
) -> Sequential {
    Sequential(
        zip(sizes, sizes.dropFirst()).enumerated().map { index, size in
            Dense(
                inputs: size.0, outputs: size.1,
                activation: index == sizes.count - 2 ? last : activation, using: &random)
        })
}

/// The operations of one example in one step of learning: each weight is multiplied and added once
/// forward for every place where it is used, and twice backward. The first layer needs no gradient of
/// its input.
func trainingOperations(_ network: Sequential, _ shape: [Int]) -> Double {
    var shape = shape
    var (operations, isFirst) = (0.0, true)
    for layer in network.layers {
        guard case .success(let next) = layer.outputShape(for: shape) else { break }
        let weights =
            layer.parameters.first { $0.name.hasSuffix("weight") }?.variable.value.count ?? 0
        let places = layer is Conv2D ? next[1] * next[2] : 1
        operations += 2 * Double(weights * places) * (isFirst ? 2 : 3)
        if weights > 0 { isFirst = false }
        shape = next
    }
    return operations
}
