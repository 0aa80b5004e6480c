import Coursework
import Primavera

/// The real AlexNet, layer by layer, as the library computes it.
func showRealAlexNet(_ lesson: Lesson) {
    var random = Random(seed: 2012)
    let network = alexNet(groups: 1, using: &random)
    var shape = [3, 227, 227]
    var rows: [[String]] = [["input", text(shape), ""]]
    var convolutions = 0
    for layer in network.layers {
        guard case .success(let next) = layer.outputShape(for: shape) else { break }
        shape = next
        if layer is Dropout || layer is LocalResponseNorm { continue }
        if layer is Conv2D {
            convolutions += 1
            lesson.claim("alexnet.conv\(convolutions).side", Double(shape[1]))
            lesson.claim("alexnet.conv\(convolutions).maps", Double(shape[0]))
        }
        rows.append([
            layer.kind, text(shape), layer.parameterCount == 0 ? "" : layer.parameterCount.grouped,
        ])
    }
    lesson.table(["layer", "output", "parameters"], rows)
    let dense = network.layers.filter { $0 is Dense }.map(\.parameterCount).reduce(0, +)
    let two = alexNet(groups: 2, using: &random).parameterCount
    lesson.say(
        """
        Together \(network.parameterCount.grouped) parameters, \(100 * dense / network.parameterCount) % of them
        in the dense layers. As it was built, on two graphics cards that saw half of the channels each in three of
        the convolutions, \(two.grouped).
        """)
    lesson.claim("alexnet.parameters", Double(network.parameterCount))
    lesson.claim("alexnet.parameters.two.groups", Double(two))
}

/// VGG's idea: two kernels of 3 × 3 see as much as one of 5 × 5.
func showVGGsIdea(_ lesson: Lesson) {
    var random = Random(seed: 2014)
    let large = Conv2D(channels: 64, filters: 64, kernelSize: 5, using: &random).parameterCount
    let small = 2 * Conv2D(channels: 64, filters: 64, kernelSize: 3, using: &random).parameterCount
    lesson.say(
        """
        Two years later VGG asked what the large kernels were for. One layer of 5 × 5 from 64 to 64 channels
        has \(large.grouped) parameters. Two layers of 3 × 3 see the same 5 × 5 pixels, have
        \(small.grouped), and a ReLU more in between.
        """)
    lesson.claim("vgg.one.of.5", Double(large))
    lesson.claim("vgg.two.of.3", Double(small))
}

/// Height × width × maps, as papers write it.
private func text(_ shape: [Int]) -> String {
    shape.count == 3 ? "\(shape[1]) × \(shape[2]) × \(shape[0])" : "\(shape[0])"
}
