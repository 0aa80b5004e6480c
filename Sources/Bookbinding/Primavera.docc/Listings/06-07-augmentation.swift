let augmentation = Augmentation([.shift(2), .rotate(degrees: 8), .scale(0.08)])

var options = FitOptions()
options.validation = (framed(validation.images), validation.oneHotLabels)
options.schedule = .cosine(epochs: epochs)
options.augment = { augmentation($0, using: &$1) }
let history = try fit(network, train, batch, epochs, options, &lesson.random)
