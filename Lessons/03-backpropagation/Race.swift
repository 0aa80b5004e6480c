import Coursework
import Figures
import Primavera

/// Seven optimizers from one place on one surface: a long valley, twenty times as steep across as
/// along.
func race(_ lesson: Lesson) {
    let steps = 60
    let racers: [(name: String, make: ([Variable]) -> any Optimizer)] = [
        ("SGD", { GradientDescent($0, learningRate: 0.45) }),
        ("momentum", { GradientDescent($0, learningRate: 0.08, momentum: 0.9) }),
        ("Nesterov", { GradientDescent($0, learningRate: 0.08, momentum: 0.9, nesterov: true) }),
        ("AdaGrad", { AdaGrad($0, learningRate: 0.9) }),
        ("AdaDelta", { AdaDelta($0, learningRate: 20) }),
        ("RMSProp", { RMSProp($0, learningRate: 0.12) }),
        ("Adam", { Adam($0, learningRate: 0.3) }),
    ]
    var costs: [[Double]] = []
    let paths: [Path] = racers.map { name, make in
        let place = Variable(parameter: [-3.6, 1.4])
        let optimizer = make([place])
        var path: Path = (name, [], [])
        var own: [Double] = []
        for _ in 0...steps {
            let cost = (place * place * Variable([0.1, 2])).sum()
            path.x.append(Double(place.value[0]))
            path.y.append(Double(place.value[1]))
            own.append(Double(cost.value.scalar))
            optimizer.zeroGradients()
            cost.backward()
            optimizer.step()
        }
        costs.append(own)
        return path
    }
    let shown = Array(stride(from: 0, through: steps, by: 2))
    let frames = shown.map { step in
        landscape(
            "After \(step) steps", { 0.1 * $0 * $0 + 2 * $1 * $1 }, x: -4...2, y: -1.8...1.8,
            levels: [0.05, 0.3, 1, 2, 3.5, 5],
            paths.map { ($0.name, Array($0.x[...step]), Array($0.y[...step])) })
    }
    lesson.say(
        """
        Plain gradient descent is not the last word. *Momentum* remembers where it was going,
        *Nesterov* looks ahead first; *AdaGrad*, *AdaDelta* and *RMSProp* give each weight a step
        size of its own, by the gradients that it has seen; *Adam* does both. All seven in one long
        valley, f = 0.1 x² + 2 y², each with a learning rate that suits it:
        """)
    lesson.animate(
        Animation(title: "The race", frames: frames, labels: shown.map { "step \($0)" }),
        caption: "The paths of seven optimizers to the lowest place, (0, 0).", inTerminal: false)
    lesson.table(
        ["optimizer", "cost after 10 steps", "after 30", "after \(steps)"],
        zip(racers, costs).map { racer, costs in
            [racer.name] + [10, 30, steps].map { costs[$0].significant(3) }
        })
    for (racer, costs) in zip(racers, costs) {
        lesson.claim("race.\(racer.name.lowercased())", costs[steps])
    }
}
