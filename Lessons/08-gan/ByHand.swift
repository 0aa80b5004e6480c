import Coursework
import Figures
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `−mean log D(x) − mean log(1 − D(G(z)))`
func discriminatorLoss(real: [Double], generated: [Double]) -> Double {
    -mean(real.map { log($0) }) - mean(generated.map { log(1 - $0) })
}

/// `mean log(1 − D(G(z)))`
func minimaxLoss(generated: [Double]) -> Double { mean(generated.map { log(1 - $0) }) }

/// `−mean log D(G(z))`
func nonSaturatingLoss(generated: [Double]) -> Double { -mean(generated.map { log($0) }) }

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// Both losses with numbers, and what is left of their slopes where every generator begins.
func byHand(_ lesson: Lesson) {
    let (real, generated) = ([0.9, 0.6], [0.2, 0.01])
    lesson.say(
        """
        Two real examples x, two generated ones G(z), and the discriminator's answers, each the
        probability that the example is real: D(x) = \(real[0]) and \(real[1]), D(G(z)) = \(generated[0]) and
        \(generated[1]). It should say 1 to the real ones and 0 to the others, so its loss is the sum of two
        binary cross-entropies (lesson 03):
        """)
    let loss = discriminatorLoss(real: real, generated: generated)
    lesson.code(
        """
        loss of D = −mean log D(x) − mean log(1 − D(G(z)))
                  = −(log 0.9 + log 0.6)/2 − (log 0.8 + log 0.99)/2
                  =  \((-mean(real.map { log($0) })).fixed(4)) + \((-minimaxLoss(generated: generated)).fixed(4)) = \(loss.fixed(4))
        """)
    lesson.claim("hand.discriminator", loss)
    let guess = discriminatorLoss(real: [0.5], generated: [0.5])
    lesson.say(
        """
        When what is made is as good as real, the best it can do is guess: D = 0.5 everywhere, a loss of
        2 log 2 = \(guess.fixed(4)). The generator has two choices. *Minimax*: what the discriminator wants
        small, it wants large. *Non-saturating*: it wants its examples to be called real, with a
        cross-entropy of its own.
        """)
    lesson.claim("hand.guess", guess)
    let (minimax, other) = (
        minimaxLoss(generated: generated), nonSaturatingLoss(generated: generated)
    )
    lesson.code(
        """
        minimax         =  mean log(1 − D(G(z))) = (log 0.8 + log 0.99)/2 = \(minimax.fixed(4))
        non-saturating  = −mean log D(G(z))      = −(log 0.2 + log 0.01)/2 =  \(other.fixed(4))
        """)
    lesson.claim("hand.minimax", minimax)
    lesson.claim("hand.nonsaturating", other)
    lesson.say(
        """
        Both fall as D(G(z)) rises; why is the second one used? D = σ(a), and what reaches the generator
        is the slope with respect to a, the *logit*: −D for the one, −(1 − D) for the other. Computed
        here by the library's `backward()`:
        """)
    let answers: [Double] = [0.01, 0.1, 0.5, 0.9]
    let slopes = answers.map { librarySlopes(answer: $0) }
    lesson.table(
        ["D(G(z))", "slope, minimax", "slope, non-saturating", "ratio"],
        zip(answers, slopes).map { answer, slope in
            [
                "\(answer)", slope.minimax.fixed(4), slope.nonSaturating.fixed(4),
                (slope.nonSaturating / slope.minimax).fixed(1),
            ]
        })
    for (answer, slope) in zip(answers, slopes) {
        lesson.claim("slope.minimax.\(answer)", slope.minimax)
        lesson.claim("slope.nonsaturating.\(answer)", slope.nonSaturating)
    }
    lesson.say(
        """
        At the beginning the discriminator sees through everything: D = 0.01. There the minimax loss is
        flat (it *saturates*) and the generator learns nothing just when it has the most to learn; the
        other pulls \((slopes[0].nonSaturating / slopes[0].minimax).fixed(0)) times as much.
        """)
    let logits = (-60...60).map { Double($0) / 10 }
    let probabilities = logits.map { 1 / (1 + exp(-$0)) }
    lesson.show(
        Chart(
            title: "The generator's two losses", xLabel: "logit a of the discriminator",
            yLabel: "loss",
            layers: [
                .line("minimax: log(1 − D)", x: logits, y: probabilities.map { log(1 - $0) }),
                .line("non-saturating: −log D", x: logits, y: probabilities.map { -log($0) }),
            ]),
        caption: "To the left, where a bad generator is: one is flat, the other steep.",
        inTerminal: false)
}

/// The slopes of both losses with respect to the logit, by automatic differentiation.
private func librarySlopes(answer: Double) -> (minimax: Double, nonSaturating: Double) {
    func slope(_ loss: (Variable) -> Variable) -> Double {
        let logit = Variable(
            Tensor([Float(log(answer / (1 - answer)))]), requiresGradient: true)
        loss(logit).backward()
        return Double(logit.gradient!.values[0])
    }
    return (
        slope { -binaryCrossEntropy(logits: $0, Tensor.zeros([1])) },
        slope { binaryCrossEntropy(logits: $0, Tensor.ones([1])) }
    )
}
