import Coursework
import Figures
import Primavera

/// What AlexNet was made of; each can be left out.
struct Ingredients {
    var isReLU = true
    var dropout: Float = 0.1
    var poolsOverlap = true
    var augments = true
    var momentum: Float = 0.9
    var weightDecay: Float = 5e-4

    /// Everything, and then everything but one.
    static let trials: [(name: String, ingredients: Ingredients)] = {
        var trials = [("everything", Ingredients())]
        func leave(_ name: String, _ change: (inout Ingredients) -> Void) {
            var ingredients = Ingredients()
            change(&ingredients)
            trials.append((name, ingredients))
        }
        leave("tanh for ReLU") { $0.isReLU = false }
        leave("no dropout") { $0.dropout = 0 }
        leave("pooling without overlap") { $0.poolsOverlap = false }
        leave("no augmentation") { $0.augments = false }
        leave("no momentum") { $0.momentum = 0 }
        leave("no weight decay") { $0.weightDecay = 0 }
        return trials
    }()
}

/// The same network, half as wide, trained with everything and with everything but one.
func compareIngredients(_ lesson: Lesson, _ prepared: Prepared) throws {
    let epochs = lesson.epochs(default: 6, quick: 1)
    var rows: [[String]] = []
    var bars: [(name: String, value: Double)] = []
    var losses: [(name: String, values: [Double])] = []
    // The same beginning and the same order of examples for all.
    let start = lesson.random
    for (name, ingredients) in Ingredients.trials {
        lesson.random = start
        let network = alexNetLite(
            ingredients, classes: prepared.train.classNames.count, width: 0.5, using: &lesson.random
        )
        let history = try teach(
            lesson, name, network, prepared, Plan(epochs: epochs, ingredients: ingredients))
        let known = accuracy(network, prepared.train)
        let unseen = accuracy(network, prepared.test)
        rows.append([
            name, history.training("loss").last!.fixed(2), (100 * known).fixed(1) + " %",
            (100 * unseen).fixed(1) + " %",
        ])
        bars.append((name, 100 * unseen))
        losses.append((name, history.training("loss")))
        lesson.claim("trial.\(name).test", unseen)
    }
    lesson.table(["", "training loss", "learned", "unseen"], rows)
    lesson.show(
        BarChart(title: "All but one ingredient", bars: bars, decimals: 1),
        caption: "Per cent of the unseen crops that are named rightly.")
    lesson.show(
        Chart(
            title: "How fast they learn", xLabel: "epoch", yLabel: "training loss",
            layers: losses.map { name, values in
                .line(name, x: values.indices.map { Double($0 + 1) }, y: values)
            }), caption: "With augmentation and dropout the lesson itself is harder.",
        inTerminal: false)
}
