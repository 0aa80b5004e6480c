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
