import Coursework
import Figures
import Primavera

/// Gradient descent on nine numbers, until they are Sobel's.
func learnSobel(_ lesson: Lesson, _ image: Tensor) {
    let size = min(128, image.shape[0], image.shape[1])
    // From the middle: in an even sky there is nothing to learn.
    let (top, left) = ((image.shape[0] - size) / 2, (image.shape[1] - size) / 2)
    let part = image.slice(axis: 0, top..<top + size).slice(axis: 1, left..<left + size)
    let x = part.reshaped([1, 1, size, size])
    let target = conv2d(Variable(x), weight: Variable(Filters.sobelX.reshaped([1, 1, 3, 3]))).value
    let weight = Variable(parameter: lesson.random.normal([1, 1, 3, 3], deviation: 0.1))
    let optimizer = Adam([weight], learningRate: 0.05)
    let epochs = lesson.epochs(default: 2_000, quick: 500)
    var costs: [Double] = []
    var (frames, labels): ([ImageGrid], [String]) = ([], [])
    for epoch in 0..<epochs {
        if epoch % max(1, epochs / 15) == 0 {
            frames.append(
                ImageGrid(
                    title: "The kernel", images: weight.value.reshaped([3, 3]), columns: 1,
                    scale: .signed))
            labels.append("step \(epoch)")
        }
        let cost = meanSquaredError(conv2d(Variable(x), weight: weight), target)
        costs.append(Double(cost.value.scalar))
        optimizer.zeroGradients()
        cost.backward()
        optimizer.step()
    }
    let difference = abs(weight.value.reshaped([3, 3]) - Filters.sobelX).max()
    lesson.say(
        """
        Nobody has to invent a kernel. Nine random numbers, and as the cost the squared difference to
        what Sobel's kernel says about the photograph: after \(epochs) steps the kernel is
        """)
    lesson.code("\(weight.value.reshaped([3, 3]))")
    lesson.say("and differs from Sobel's by \(difference.significant(2)) at most.")
    lesson.animate(
        Animation(title: "Learning Sobel", frames: frames, labels: labels),
        caption: "Orange is negative, blue positive: the kernel finds its two sides.",
        inTerminal: false)
    lesson.claim("learned.difference", Double(difference))
    lesson.claim("learned.first.cost", costs[0])
    lesson.claim("learned.last.cost", costs.last!)
}

/// How much of the image a unit sees, counted by the gradient of one output.
func receptiveField(_ lesson: Lesson) {
    var rows: [[String]] = []
    for layers in 1...4 {
        let x = Variable(Tensor.zeros([1, 1, 25, 25]), requiresGradient: true)
        let kernel = Variable(Tensor.ones([1, 1, 3, 3]))
        let y = (0..<layers).reduce(x) { y, _ in conv2d(y, weight: kernel, padding: 1) }
        y.slice(axis: 2, 12..<13).slice(axis: 3, 12..<13).sum().backward()
        let seen = x.gradient!.slice(axis: 2, 12..<13).values.filter { $0 != 0 }.count
        rows.append(["\(layers)", "\(seen) × \(seen)", "\(9 * layers)", "\(seen * seen)"])
        lesson.claim("receptive.\(layers)", Double(seen))
    }
    lesson.say(
        """
        A unit of the second layer looks at units of the first, each of which looks at the image: its
        *receptive field* is larger. Counted by where the gradient of one output is not zero:
        """)
    lesson.table(
        ["layers of 3 × 3", "receptive field", "weights", "weights of one kernel as large"], rows)
}

/// What cells of the visual cortex answer to.
func cortex(_ lesson: Lesson) {
    let kernels = (0..<8).map { step in
        Filters.gabor(size: 21, wavelength: 9, angle: Float(step) * .pi / 8, deviation: 4.5)
    }
    lesson.show(
        ImageGrid(
            title: "Gabor filters", images: stacked(kernels),
            captions: (0..<8).map { "\(Double($0) * 22.5)°" }, columns: 8, scale: .signed),
        caption: "Waves under a bell, in eight directions.", inTerminal: false)
}
