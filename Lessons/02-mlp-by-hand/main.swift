// Lesson 02: the multilayer perceptron by hand.
//
// Lectures: L1 "Redes neuronales multicapa", L3 "Perceptrón multicapa", L4 "Reti neurali",
// L0 "Xarxes neuronals". The network of 3, 3 and 2 units and its numbers are the slides'.
// Cybenko, "Approximation by superpositions of a sigmoidal function", 1989. Hornik, Stinchcombe and
// White 1989.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(2) { lesson in
    lesson.section("Why")
    lesson.say(
        """
        One neuron draws one line, and XOR needs two. In a *multilayer perceptron* the outputs of
        some neurons are the inputs of others: the layers between input and output are *hidden*.
        What each number in it means, this lesson computes by hand.
        """)

    lesson.section("By hand")
    let x = [0.5, 0.9, -0.3]
    let sums = slideHidden.sums(x)
    let outputs = forward(x, through: [slideHidden, slideOutput], activation: sigmoid)
    func texts(_ numbers: [Double]) -> [String] { numbers.map { $0.fixed(4) } }
    lesson.say("Three inputs, three hidden units, two outputs; every unit ends in a sigmoid.")
    lesson.show(
        NetworkDiagram(
            title: "The network of the slides",
            layers: [x.map { $0.fixed(1) }, texts(outputs[1]), texts(outputs[2])],
            weights: [slideHidden.weights, slideOutput.weights]),
        caption: "The weights on the lines, the outputs in the circles.", inTerminal: false)
    lesson.table(
        ["unit", "weights", "sum", "σ(sum)"],
        zip(slideHidden.weights + slideOutput.weights, sums + slideOutput.sums(outputs[1]))
            .enumerated().map { index, unit in
                [
                    ["H1", "H2", "H3", "O1", "O2"][index],
                    "(" + unit.0.map { $0.fixed(0) }.joined(separator: ", ") + ")",
                    unit.1.fixed(4), sigmoid(unit.1).fixed(4),
                ]
            })
    lesson.say("(One slide calls both output units O1: the second is O2.)")
    for (index, sum) in sums.enumerated() { lesson.claim("sum.h\(index + 1)", sum) }
    for (index, h) in outputs[1].enumerated() { lesson.claim("h\(index + 1)", h) }
    for (index, o) in outputs[2].enumerated() { lesson.claim("o\(index + 1)", o) }

    lesson.section("In code")
    let w1: Tensor = [[1, -2, 2], [2, 1, -4], [1, -1, 0]]
    let w2: Tensor = [[-3, 1, -3], [0, 1, 2]]
    let column: Tensor = [[0.5], [0.9], [-0.3]]
    let hidden = sigmoid(w1.matrixProduct(column))
    let result = sigmoid(w2.matrixProduct(hidden))
    lesson.say("The same in matrix form: a layer is `h = σ(W x)`, W with a row for each unit.")
    lesson.code("W₁ x =\n\(w1.matrixProduct(column))\nh =\n\(hidden)\no = σ(W₂ h) =\n\(result)")
    let network = Sequential {
        Dense(weight: w1, bias: [0, 0, 0], activation: .sigmoid)
        Dense(weight: w2, bias: [0, 0], activation: .sigmoid)
    }
    let same = network.predict([[0.5, 0.9, -0.3]])
    lesson.say(
        """
        And as layers of the library, for a batch of one: \(same). The three ways agree. A batch has
        an axis more: the library's `Dense` takes `[N, 3]` and gives `[N, 2]`.
        """)
    lesson.claim("matrix.o1", Double(result[0, 0]))
    lesson.claim("layers.o1", Double(same[0, 0]))
    shapes(lesson)

    lesson.say("XOR, with weights set by hand: XOR is OR, but not AND.")
    let corners: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]
    lesson.table(
        ["x₁", "x₂", "OR", "AND", "XOR"],
        corners.map { corner in
            let values = forward(corner, through: [xorHidden, xorOutput], activation: step)
            lesson.claim("xor.\(corner[0].fixed(0))\(corner[1].fixed(0))", values[2][0])
            return values.flatMap { $0 }.map { $0.fixed(0) }
        })
    lesson.show(
        xorPicture(corners), caption: "Two lines, one a hidden unit; 1 is the stripe between them.")
    lesson.say(
        """
        Between the layers stands an *activation*, which bends: without it W₂ (W₁ x) = (W₂ W₁) x, and
        two layers are no more than one. The gallery:
        """)
    gallery(lesson)

    lesson.section("On real data")
    try flowers(lesson)
    approximation(lesson)

    lesson.section("Where it breaks")
    let weightsOfLesson10 = 784 * 512 + 512 + 512 * 10 + 10
    let product = w2.matrixProduct(w1)
    lesson.say(
        """
        Take the sigmoids out of the network above, and one matrix does the same work as two:
        W₂ W₁ x = \(product.matrixProduct(column).transposed()), W₂ (W₁ x) =
        \(w2.matrixProduct(w1.matrixProduct(column)).transposed()). And these weights were found by
        thinking. The network of lesson 10 has \(weightsOfLesson10.grouped). Something else has to find them:
        lesson 03.
        """)
    lesson.yourTurn()
}
