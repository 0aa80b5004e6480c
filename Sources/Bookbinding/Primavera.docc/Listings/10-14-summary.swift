/// The network as a table, as Keras prints it: each layer, its output, how much it learns.
///
/// - Parameter inputShape: the shape of one example, when the first layer does not know it
/// - Fails: with the layer's sentence when the shape does not go through the network
///
/// ```
/// Layer (type)                 Output Shape              Param #
/// =================================================================
/// dense_1 (Dense)              (None, 512)               401920
/// ```
public func summary(inputShape: [Int]? = nil) -> String {
    guard var shape = inputShape ?? self.inputShape else {
        mistake("summary() needs the shape of one example: summary(inputShape: [1, 28, 28]).")
    }
    let line = String(repeating: "_", count: 65)
    let double = String(repeating: "=", count: 65)
    var text = line + "\n" + row("Layer (type)", "Output Shape", "Param #") + double + "\n"
    var kinds: [String: Int] = [:]
    for layer in layers {
        switch layer.outputShape(for: shape) {
        case .success(let output): shape = output
        case .failure(let problem): mistake(problem.sentence)
        }
        kinds[layer.kind, default: 0] += 1
        let name = "\(layer.kind.lowercased())_\(kinds[layer.kind]!) (\(layer.kind))"
        let output = "(None, \(shape.map(String.init).joined(separator: ", ")))"
        let count = (layer.parameters + layer.buffers).reduce(0) {
            $0 + $1.variable.value.count
        }
        text += row(name, output, String(count))
    }
    let fixed = buffers.reduce(0) { $0 + $1.variable.value.count }
    text += double + "\n"
    text += "Total params: \((parameterCount + fixed).grouped)\n"
    text += "Trainable params: \(parameterCount.grouped)\n"
    text += "Non-trainable params: \(fixed.grouped)\n"
    return text + line
}
