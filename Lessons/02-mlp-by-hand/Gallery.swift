import Coursework
import Figures
import Primavera

/// Every activation with its derivative, which the library computes: the gradient of the sum of
/// all outputs with respect to each input.
func gallery(_ lesson: Lesson) {
    let shown: [(name: String, formula: String, function: (Variable) -> Variable)] = [
        ("sigmoid", "1 / (1 + e⁻ˣ)", { sigmoid($0) }),
        ("tanh", "(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)", { tanh($0) }),
        ("ReLU", "max(0, x)", { relu($0) }),
        ("leaky ReLU", "x, or 0.1 x below 0", { leakyReLU($0, slope: 0.1) }),
        ("ELU", "x, or eˣ − 1 below 0", { elu($0) }),
        ("maxout", "the highest of three lines", { maxoutOfThree($0) }),
    ]
    let xs = Tensor((-40...40).map { Float($0) / 10 })
    var rows: [[String]] = []
    var charts: [Chart] = []
    for (name, formula, function) in shown {
        let x = Variable(xs, requiresGradient: true)
        let y = function(x)
        y.sum().backward()
        let derivative = x.gradient!
        charts.append(
            Chart(
                title: name, xLabel: "x",
                layers: [
                    .line(name, x: doubles(xs), y: doubles(y.value)),
                    .line(
                        "its derivative", x: doubles(xs), y: doubles(derivative), isDashed: true),
                ], yRange: -1.5...3, width: 460, height: 300))
        let two = 60  // where x is 2
        rows.append([
            name, formula, y.value[two].fixed(4), derivative[two].fixed(4),
            y.value[two - 40].fixed(4), derivative[two - 40].fixed(4),
        ])
        let key = name.replacing(" ", with: ".").lowercased()
        lesson.claim("\(key).at.2", Double(y.value[two]))
        lesson.claim("\(key).slope.at.2", Double(derivative[two]))
        lesson.claim("\(key).at.-2", Double(y.value[two - 40]))
        lesson.claim("\(key).slope.at.-2", Double(derivative[two - 40]))
    }
    lesson.table(["name", "formula", "at 2", "slope", "at −2", "slope"], rows)
    lesson.animate(
        Animation(title: "Activations", frames: charts, labels: shown.map(\.name)),
        caption: "Each activation and, dashed, its derivative. Maxout is as many straight lines as "
            + "one wants, the highest wins: here three.")

    let logits = Tensor([2, 1, 0.1])
    let probabilities = softmax(logits)
    lesson.say(
        """
        *Softmax* looks at a whole layer: eˣ of each, divided by their sum. All are positive and
        together 1, so they can be read as probabilities. (In a program the largest x is subtracted
        first, which changes nothing and keeps e¹⁰⁰⁰ away: softmax of (1000, 999) is
        (\(softmax(Tensor([1000, 999]))[0].fixed(3)), \(softmax(Tensor([1000, 999]))[1].fixed(3))).)
        """)
    lesson.show(
        BarChart(
            title: "Softmax of (2, 1, 0.1)",
            bars: (0..<3).map { ("x = \(logits[$0].significant(2))", Double(probabilities[$0])) },
            decimals: 3),
        caption: "The largest takes most, the others keep a share.")
    for k in 0..<3 { lesson.claim("softmax.\(k)", Double(probabilities[k])) }
}

/// The highest of three lines, for each element of a vector.
private func maxoutOfThree(_ x: Variable) -> Variable {
    let pieces = Dense(weight: [[-1], [0.3], [2]], bias: [-1, 0, -2])
    return maxout(pieces(x.reshaped([-1, 1])), pieces: 3).reshaped([x.shape[0]])
}

func doubles(_ x: Tensor) -> [Double] { x.values.map(Double.init) }
