extension Catalogue {
    static let lesson07 = lesson(
        7, "AlexNet", "AlexNet-lite", "How did a network come to see?",
        [
            (
                "inverted dropout", 2,
                [
                    "Three questions: is this training, is the number dropped, and if not, what is it?",
                    "A part of rate is dropped, so a part of 1 − rate stays and has to make up for it.",
                    "draw < rate ? 0 : x / (1 - rate), and x itself when it is not training.",
                ]
            ),
            (
                "random crop and mirror", 2,
                [
                    "How many places has a square of 2 in a row of 3?",
                    "The first row is Int(draw · Double(H − size + 1)), the column likewise with W.",
                    "Cut image[top..<top + size], of each row [left..<left + size], then reverse rows "
                        + "if asked.",
                ]
            ),
            (
                "ReLU and its gradient", 1,
                [
                    "What is negative becomes 0.",
                    "The slope is 1 or 0: what comes back passes or is stopped.",
                    "For the gradient ask x > 0, number by number, never the gradient's own sign.",
                ]
            ),
            (
                "momentum with weight decay", 2,
                [
                    "The decay makes a second part of the gradient: g = gradient + decay · w.",
                    "The new velocity is momentum · v + g, without the rate.",
                    "All new velocities first, then each w − rate · v with the new v.",
                ]
            ),
            (
                "the parameters of AlexNet", 2,
                [
                    "Count layer by layer, and carry along how many inputs the next one has.",
                    "With groups, a filter sees inputs / groups channels; biases stay as they are.",
                    "Before the first dense layer the inputs are channels · side · side.",
                ]
            ),
            (
                "local response normalisation", 3,
                [
                    "Channel i looks at size / 2 channels on each side, and at itself.",
                    "Cut the window: from max(0, i − size/2) to min(N − 1, i + size/2).",
                    "a[i] / pow(k + alpha * squares, beta), with the squares of the window added up.",
                ]
            ),
            (
                "small kernels instead of a large one", 1,
                [
                    "How much wider does the view get with each layer?",
                    "By one pixel on each side: n layers of 3 × 3 see 2n + 1.",
                    "(K − 1) / 2 layers, each with 9 · C · C + C parameters.",
                ]
            ),
        ])
}
