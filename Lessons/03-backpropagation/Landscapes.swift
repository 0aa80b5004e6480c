import Coursework
import Datasets
import Figures
import Primavera

/// A path over a plane, step by step.
typealias Path = (name: String, x: [Double], y: [Double])

/// The learning rate: too small, right, too large, on `f = x² + 3 y²`.
func learningRates(_ lesson: Lesson) {
    func bowl(_ x: Double, _ y: Double) -> Double { x * x + 3 * y * y }
    let paths: [Path] = [("0.01", 0.01), ("0.1", 0.1), ("0.34", 0.34)].map { name, rate in
        var (x, y) = (-1.8, 0.8)
        var path: Path = ("rate " + name, [x], [y])
        for _ in 0..<15 {
            (x, y) = (x - rate * 2 * x, y - rate * 6 * y)
            path.x.append(x)
            path.y.append(y)
        }
        return path
    }
    let ends = paths.map { bowl($0.x.last!, $0.y.last!) }
    lesson.say(
        """
        The gradient says where down is, not how far to go: that is the *learning rate*. On the bowl
        f = x² + 3 y², from f = \(bowl(-1.8, 0.8).fixed(2)), fifteen steps lead to
        \(ends[0].fixed(3)) with 0.01 (too small), \(ends[1].fixed(3)) with 0.1, and
        \(ends[2].fixed(3)) with 0.34: too large, each step goes over to the other side.
        """)
    lesson.show(
        landscape(
            "Three learning rates", bowl, x: -2...2, y: -1.2...1.2,
            levels: [0.1, 0.4, 1, 2, 3, 4.5], paths),
        caption: "Fifteen steps from the same place. With 0.34 they jump from wall to wall.")
    for (name, end) in zip(["small", "right", "large"], ends) { lesson.claim("rate.\(name)", end) }
}

/// A local minimum: where one ends depends on where one began.
func localMinimum(_ lesson: Lesson) {
    func f(_ x: Double) -> Double { x * x * x * x / 4 - x * x + 0.3 * x + 1.5 }
    func descend(_ start: Double) -> Double {
        (0..<200).reduce(start) { x, _ in x - 0.05 * (x * x * x - 2 * x + 0.3) }
    }
    let starts = [-0.3, 2.0]
    let ends = starts.map(descend)
    lesson.say(
        """
        Down is not always the lowest place. On f = x⁴/4 − x² + 0.3 x + 1.5, from −0.3 the steps end
        at \(ends[0].fixed(3)) with f = \(f(ends[0]).fixed(3)), from 2 at \(ends[1].fixed(3)) with f
        = \(f(ends[1]).fixed(3)): a *local minimum*.
        """)
    let xs = (-44...44).map { Double($0) / 20 }
    lesson.show(
        Chart(
            title: "Two valleys", xLabel: "x", yLabel: "f",
            layers: [
                .line("f", x: xs, y: xs.map(f)),
                .points("start", x: starts, y: starts.map(f)),
                .points("end", x: ends, y: ends.map(f)),
            ]), caption: "Gradient descent ends in the valley that it began in.", inTerminal: false)
    lesson.claim("valley.left", f(ends[0]))
    lesson.claim("valley.right", f(ends[1]))
}

/// All examples for a step, three, or one: the houses of lesson 00 on the bowl of their line.
func batchSizes(_ lesson: Lesson) throws {
    let (size, price) = try Houses.bySize()
    let (x, y) = (standardised(size), standardised(price))
    func cost(_ slope: Double, _ intercept: Double) -> Double {
        zip(x, y).reduce(0) {
            let error = slope * $1.0 + intercept - $1.1
            return $0 + error * error / Double(x.count)
        }
    }
    let paths: [Path] = [("batch: all 7", 7), ("mini-batch: 3", 3), ("stochastic: 1", 1)].map {
        name, batchSize in
        var random = Random(seed: lesson.options.seed)
        var (slope, intercept) = (-0.8, 1.2)
        var path: Path = (name, [slope], [intercept])
        for _ in 0..<8 {
            for batch in Batches(count: x.count, size: batchSize, using: &random) {
                let errors = batch.map { slope * x[$0] + intercept - y[$0] }
                let n = Double(batch.count)
                slope -= 0.1 * 2 / n * zip(errors, batch).reduce(0) { $0 + $1.0 * x[$1.1] }
                intercept -= 0.1 * 2 / n * errors.reduce(0, +)
                path.x.append(slope)
                path.y.append(intercept)
            }
        }
        return path
    }
    let ends = paths.map { cost($0.x.last!, $0.y.last!) }
    lesson.say(
        """
        A cost is a mean over the examples, so its gradient may be taken over all of them (*batch*),
        over some (*mini-batch*), or over one (*stochastic*). Eight epochs on the seven houses: 8
        steps, 24, or 56. More steps come nearer sooner, each of them less sure of its way; the cost
        ends at \(ends.map { $0.fixed(3) }.joined(separator: ", ")).
        """)
    lesson.show(
        landscape(
            "Batch, mini-batch, stochastic", cost, x: -1.2...1.8, y: -1...1.6,
            levels: [0.15, 0.4, 1, 2, 3, 4.5], paths),
        caption: "Slope and intercept of the line, from the same start.", inTerminal: false)
    for (name, end) in zip(["batch", "minibatch", "stochastic"], ends) {
        lesson.claim("houses.\(name)", end)
    }
}

private func standardised(_ x: [Double]) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    return x.map { ($0 - mean) / variance.squareRoot() }
}

/// Level lines of a function with paths over them.
func landscape(
    _ title: String, _ f: @escaping (Double, Double) -> Double, x: ClosedRange<Double>,
    y: ClosedRange<Double>, levels: [Double], _ paths: [Path]
) -> Chart {
    Chart(
        title: title, xLabel: "", yLabel: "",
        layers: [.contours(of: f, x: x, y: y, levels: levels, columns: 48)]
            + paths.map { .line($0.name, x: $0.x, y: $0.y) }, xRange: x, yRange: y, width: 560,
        height: 380)
}
