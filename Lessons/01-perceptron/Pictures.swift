import Figures

/// The examples in the plane, and the line at which the neuron changes its mind.
func plane(
    _ title: String, _ examples: Examples, _ weights: [Double], names: (String, String),
    labels: (String, String), x: ClosedRange<Double>, y: ClosedRange<Double>
) -> Chart {
    func points(_ target: Int, _ name: String) -> Chart.Layer {
        let chosen = zip(examples.inputs, examples.targets).filter { $0.1 == target }.map(\.0)
        return .points(name, x: chosen.map { $0[1] }, y: chosen.map { $0[2] }, colour: target)
    }
    var layers: [Chart.Layer] = [
        .regions(
            of: { a, b in
                (weights[0] + weights[1] * a + weights[2] * b > 0 ? 1 : 0, 0.6)
            }, x: x, y: y),
        points(0, names.0), points(1, names.1),
    ]
    if let line = border(weights, x: x, y: y) { layers.append(line) }
    return Chart(
        title: title, xLabel: labels.0, yLabel: labels.1, layers: layers, xRange: x, yRange: y,
        width: 460, height: 400)
}

/// The line `w₀ + w₁ x + w₂ y = 0` across the plane; none while the weights of x and y are 0.
private func border(
    _ w: [Double], x: ClosedRange<Double>, y: ClosedRange<Double>
) -> Chart.Layer? {
    if w[2] != 0 {
        let xs = [x.lowerBound, x.upperBound]
        return .line("", x: xs, y: xs.map { -(w[0] + w[1] * $0) / w[2] }, colour: 7)
    }
    if w[1] != 0 {
        let at = -w[0] / w[1]
        return .line("", x: [at, at], y: [y.lowerBound, y.upperBound], colour: 7)
    }
    return nil
}
