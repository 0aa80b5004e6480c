// Lesson 03: backpropagation.
//
// Lectures: L0 "Backpropagation" and "Gradient descent", L1 "Optimización de redes neuronales",
// L3 "Retropropagación", L4 "Backpropagation". Input, weights and the target 0.9 are the slides'.
// Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", 1986.
// Nielsen, "Neural Networks and Deep Learning", 2015, chapter 2, for the two conditions on a cost.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(3) { lesson in
    lesson.section("Why")
    lesson.say(
        """
        A network gives a wrong answer. Which of its weights is to blame, and how much? The chain rule
        knows, for all of them in one walk from the end to the beginning: *backpropagation*
        (Rumelhart, Hinton and Williams 1986). It ended the first winter of neural networks.
        """)

    lesson.section("By hand")
    let x = Value(-2)
    let y = Value(5)
    let z = Value(-4)
    let q = x + y
    let f = q * z
    f.backward()
    lesson.say(
        """
        The smallest case, f(x, y, z) = (x + y) · z. Forward, from left to right: q = x + y = 3, f = q
        · z = −12. Backward, from right to left: on each edge stands the *local derivative*, and a
        gradient is the product of the derivatives on the way, added up over all ways.
        """)
    lesson.show(
        ComputationGraph(
            title: "f = (x + y) · z", result: f,
            names: [(x, "x"), (y, "y"), (z, "z"), (q, "q"), (f, "f")]),
        caption: "Values from left to right, gradients from right to left.")
    for (name, value) in [("x", x), ("y", y), ("z", z), ("q", q)] {
        lesson.claim("graph.d\(name)", value.gradient)
    }
    lesson.claim("graph.f", f.value)

    lesson.say(
        "One weight of the slides' network, from H1 to O1, with the slide's rounded numbers:")
    let slide = 0.13 * (0.35 - 0.9) * 0.35 * (1 - 0.35)
    lesson.code(
        """
        ∂E/∂w = I · (O − T) · O · (1 − O)
              = 0.13 · (0.35 − 0.9) · 0.35 · (1 − 0.35) = \(slide.fixed(4))
        """)
    lesson.claim("delta.rule", slide)

    let (input, target) = (HandNetwork.slideInput, HandNetwork.slideTarget)
    var network = HandNetwork.slides
    let gradients = network.gradients(input, target)
    let before = network.cost(input, target)
    lesson.say("And the whole network of lesson 02, every gradient, in one walk back:")
    lesson.table(
        ["unit", "output", "δ", "gradients of its weights"],
        zip(["H1", "H2", "H3", "O1", "O2"], gradients.weights.flatMap { $0 }).enumerated().map {
            index, unit in
            [
                unit.0, network.outputs(input)[1...].flatMap { $0 }[index].fixed(4),
                gradients.biases.flatMap { $0 }[index].fixed(5),
                unit.1.map { $0.fixed(5) }.joined(separator: ", "),
            ]
        })
    network.step(gradients, rate: 0.5)
    let after = network.cost(input, target)
    lesson.say(
        """
        A step against the gradient, `w ← w − 0.5 · ∂E/∂w`: the cost falls from \(before.fixed(4)) to
        \(after.fixed(4)).
        """)
    lesson.claim("exact.gradient", gradients.weights[1][0][0])
    lesson.claim("cost.before", before)
    lesson.claim("cost.after", after)

    lesson.section("In code")
    let levels = try compareLevels(steps: 10)
    lesson.say(
        """
        Is it right? Change a weight by a little h to both sides and look at the cost: (E(w + h) − E(w
        − h)) / 2h is the gradient, slowly. The largest relative difference over all 20 parameters:
        \(levels.gradientCheck.significant(2)). And the library computes the same: as a graph of
        numbers (`Value`) \(levels.valueDifference.significant(2)), as a graph of tensors of Floats
        (`Variable`) \(levels.variableDifference.significant(2)).
        """)
    lesson.say("Ten steps on each level of programming, the cost before each step:")
    lesson.table(
        ["step", "level 0, arrays", "level 1, backward()", "level 2, fit()"],
        levels.level0.indices.map { step in
            [
                "\(step + 1)", levels.level0[step].fixed(7), levels.level1[step].fixed(7),
                levels.level2[step].fixed(7),
            ]
        })
    lesson.claim("gradient.check", levels.gradientCheck)
    lesson.claim("gradient.value", levels.valueDifference)
    lesson.claim("gradient.variable", levels.variableDifference)
    for step in levels.level0.indices {
        lesson.claim("level0.step\(step)", levels.level0[step])
        lesson.claim("level1.step\(step)", levels.level1[step])
        lesson.claim("level2.step\(step)", levels.level2[step])
    }
    learnXOR(lesson)
    learningRates(lesson)
    localMinimum(lesson)
    try batchSizes(lesson)
    race(lesson)
    costs(lesson)

    lesson.section("On real data")
    let moved = try readDigits(lesson)

    lesson.section("Where it breaks")
    vanishing(lesson)
    lesson.say(
        """
        And the test digits moved by two pixels to the right are other pictures to this network, for
        each pixel has weights of its own: of those it reads \((100 * moved).fixed(1)) %. Weights that
        are shared over the whole image are the subject of lesson 04.
        """)
    lesson.claim("digits.moved", moved)
    lesson.yourTurn()
}
