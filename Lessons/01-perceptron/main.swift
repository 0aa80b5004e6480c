// Lesson 01: the perceptron.
//
// Lectures: L0 "Primera neurona: perceptrons", L1 "Perceptrón simple", L3 "Perceptrón" and
// "Historia", L4 "Origini delle ANN".
// McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity", 1943.
// Rosenblatt, "The perceptron: a probabilistic model …", 1958. Widrow and Hoff, "Adaptive
// switching circuits", 1960. Minsky and Papert, "Perceptrons", 1969.

import Coursework
import Datasets
import Figures
import Primavera

let square = -0.5...1.5

runLesson(1) { lesson in
    lesson.section("Why")
    lesson.say(
        """
        A nerve cell adds up what arrives and fires when it is enough. In 1943 McCulloch and Pitts
        made a formula of that; in 1957 Rosenblatt gave it a rule to learn by. Every network in
        this course is made of such neurons.
        """)

    lesson.section("By hand")
    lesson.say(
        """
        The neuron says 1 if the weighted sum of its inputs is above a threshold: `out = 1 if Σ wᵢ
        xᵢ > θ`, else 0. With weights set by hand it computes logic:
        """)
    let gates: [(name: String, neuron: Perceptron, inputs: [[Double]])] = [
        ("AND", Perceptron(weights: [1, 1], threshold: 1.5), Examples.corners),
        ("OR", Perceptron(weights: [1, 1], threshold: 0.5), Examples.corners),
        ("NOT", Perceptron(weights: [-1], threshold: -0.5), [[0], [1]]),
    ]
    lesson.table(
        ["gate", "weights", "θ", "inputs → output"],
        gates.map { gate in
            let rows = gate.inputs.map { x in
                x.map { $0.fixed(0) }.joined(separator: " ") + " → \(gate.neuron.output(x))"
            }
            let weights = gate.neuron.weights.map { $0.fixed(0) }.joined(separator: ", ")
            return [
                gate.name, "(\(weights))", gate.neuron.threshold.fixed(1),
                rows.joined(separator: ", "),
            ]
        })
    for gate in gates {
        for (row, x) in gate.inputs.enumerated() {
            lesson.claim("\(gate.name.lowercased()).\(row)", Double(gate.neuron.output(x)))
        }
    }
    lesson.say(
        """
        Rosenblatt's rule finds weights by itself: after each example `wᵢ ← wᵢ + α · xᵢ · E`,
        where E is the target minus the output. A right answer changes nothing. The threshold
        becomes a weight too, on an input that is always 1: the *bias*.
        """)

    lesson.section("In code")
    for (name, examples) in [("AND", Examples.and), ("OR", Examples.or)] {
        let epochs = train(examples, rate: 1, limit: 100)
        lesson.say("Learning \(name) with α = 1, from weights that are all 0:")
        lesson.table(
            ["epoch", "errors", "bias", "w₁", "w₂"],
            epochs.enumerated().map { index, epoch in
                ["\(index + 1)", "\(epoch.errors)"] + epoch.weights.map { $0.fixed(0) }
            })
        let frames = epochs.map { epoch in
            plane(
                name, examples, epoch.weights, names: ("0", "1"), labels: ("x₁", "x₂"), x: square,
                y: square)
        }
        lesson.animate(
            Animation(
                title: "Learning \(name)", frames: frames,
                labels: epochs.indices.map { "epoch \($0 + 1)" }),
            caption: "The line between 0 and 1 moves after each epoch, until nothing is wrong.")
        lesson.claim("\(name.lowercased()).epochs", Double(epochs.count))
        lesson.claim("\(name.lowercased()).errors", Double(epochs.last!.errors))
    }

    lesson.section("On real data")
    let iris = try lesson.options.data.map { try Iris.read(csv: $0 + "/iris.csv") } ?? Iris.load()
    lesson.say(
        """
        Iris flowers, measured by E. Anderson and published by R. A. Fisher in 1936: length and
        width of the petals, in cm. Setosa against versicolor:
        """)
    let (easy, easyEpochs) = learn(iris, 0, 1, limit: 100, using: &lesson.random)
    lesson.say(
        """
        After \(easyEpochs.count) epochs no flower is wrong:
        \(accuracy(easy, easyEpochs).fixed(0)) % of \(easy.targets.count).
        """)
    lesson.show(
        flowers(iris, 0, 1, easy, easyEpochs), caption: "A straight line separates the two species."
    )
    lesson.claim("iris.setosa.accuracy", accuracy(easy, easyEpochs))
    let (hard, hardEpochs) = learn(
        iris, 1, 2, limit: lesson.epochs(default: 100, quick: 30), using: &lesson.random)
    lesson.say(
        """
        Versicolor against virginica is another matter: after \(hardEpochs.count) epochs still
        \(hardEpochs.last!.errors) errors in an epoch, and no end. No straight line separates
        them, so the rule never stops correcting.
        """)
    lesson.show(
        flowers(iris, 1, 2, hard, hardEpochs),
        caption: "Two species that overlap: some flowers are on the wrong side of every line.")
    lesson.claim("iris.virginica.errors", Double(hardEpochs.last!.errors))
    lesson.claim("iris.virginica.accuracy", accuracy(hard, hardEpochs))
    let adaline = trainAdaline(hard, rate: 0.002, epochs: lesson.epochs(default: 100, quick: 30))
    let right = zip(hard.inputs, hard.targets).count { x, target in
        Perceptron(weights: adaline.weights, threshold: 0.5).output(x) == target
    }
    lesson.say(
        """
        ADALINE (Widrow and Hoff 1960) takes the error before the step: a near miss makes a small
        correction. Its mean squared error goes down from \(adaline.errors[0].fixed(3)) to
        \(adaline.errors.last!.fixed(3)) and stays there, with \(right) of \(hard.targets.count)
        flowers right; the perceptron, stopped wherever it was just then, has
        \(accuracy(hard, hardEpochs).fixed(0)).
        """)
    lesson.show(
        Chart(
            title: "ADALINE on versicolor and virginica", xLabel: "epoch",
            yLabel: "mean squared error", layers: [.line("", adaline.errors)]),
        caption: "The learning curve of ADALINE.")
    lesson.claim("adaline.first", adaline.errors[0])
    lesson.claim("adaline.last", adaline.errors.last!)
    lesson.claim("adaline.accuracy", 100 * Double(right) / Double(hard.targets.count))

    lesson.section("Where it breaks")
    let xor = train(Examples.xor, rate: 1, limit: 20)
    lesson.say(
        """
        XOR is 1 when exactly one input is 1. No line has (0,1) and (1,0) on one side and (0,0) and
        (1,1) on the other: Minsky and Papert, 1969, and the first winter of neural networks. The
        rule goes round in circles: errors in each of \(xor.count) epochs:
        \(xor.map { "\($0.errors)" }.joined(separator: " ")).
        """)
    lesson.animate(
        Animation(
            title: "XOR",
            frames: xor.map {
                plane(
                    "XOR", Examples.xor, $0.weights, names: ("0", "1"), labels: ("x₁", "x₂"),
                    x: square, y: square)
            }, labels: xor.indices.map { "epoch \($0 + 1)" }),
        caption: "The line comes back to where it was: the error cycles.")
    lesson.claim("xor.errors", Double(xor.last!.errors))
    lesson.claim("xor.epochs", Double(xor.count))
    lesson.say("Two layers of neurons can do it: lesson 02.")
    lesson.yourTurn()
}
