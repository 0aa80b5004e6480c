extension Catalogue {
    static let lesson00 = lesson(
        0, "FiveSteps", "Machine learning in five steps",
        "How does a program learn from examples, and how do we know that it did?",
        [
            (
                "predict with a line", 1,
                [
                    "A line has a slope and a height at x = 0.",
                    "Each price is slope times size, plus the intercept.", "Map over the sizes.",
                ]
            ),
            (
                "mean squared error", 1,
                [
                    "First the difference for each pair.",
                    "Square it, so that signs do not cancel.",
                    "Add the squares up and divide by their count, as Doubles.",
                ]
            ),
            (
                "one gradient step", 2,
                [
                    "How does the error change when the slope grows a little?",
                    "∂/∂slope = 2/n Σ (prediction − price) · size; for the intercept without size.",
                    "Take rate times each derivative away from slope and intercept.",
                ]
            ),
            (
                "confusion matrix", 1,
                [
                    "Start with a square of zeros.", "The row is the truth, the column the answer.",
                    "For each pair add 1 to counts[truth][answer].",
                ]
            ),
            (
                "precision and recall", 2,
                [
                    "Precision asks about a column, recall about a row.",
                    "Precision = TP / (TP + FP), recall = TP / (TP + FN).",
                    "When the denominator is 0, the answer is 0.",
                ]
            ),
        ])

    static let lesson01 = lesson(
        1, "Perceptron", "The perceptron",
        "Can a single neuron learn, and what can it never learn?",
        [
            (
                "weighted sum", 1,
                [
                    "Each input has one weight.", "Multiply them pair by pair.",
                    "Add the products up: zip, map, reduce.",
                ]
            ),
            (
                "step", 1,
                [
                    "The neuron says 1 or 0.",
                    "It says 1 only when the sum is above the threshold.",
                    "At the threshold itself it says 0: >, not >=.",
                ]
            ),
            (
                "one learning step", 2,
                [
                    "The error is target minus output: −1, 0 or 1.",
                    "Each weight grows by rate · input · error.",
                    "A weight whose input is 0 stays as it is.",
                ]
            ),
            (
                "train until nothing is wrong", 2,
                [
                    "An epoch shows every example once, in order.",
                    "Count the errors of an epoch while the weights change.",
                    "Stop after an epoch without an error, or at the limit.",
                ]
            ),
            (
                "is a truth table separable", 3,
                [
                    "A perceptron finds a line if there is one.",
                    "Train on the four rows with a bias input, long enough.",
                    "It is separable if an epoch without error comes before 100.",
                ]
            ),
            (
                "the ADALINE step", 2,
                [
                    "The error is taken before the threshold.",
                    "error = target − sum, a real number.", "w ← w + rate · error · input.",
                ]
            ),
        ])

    static let lesson02 = lesson(
        2, "MLP", "The multilayer perceptron by hand",
        "What does a network compute, number by number?",
        [
            (
                "sigmoid", 1,
                [
                    "It maps every number between 0 and 1.", "1 / (1 + e⁻ˣ).",
                    "The function exp is in the library.",
                ]
            ),
            (
                "the output of a layer", 2,
                [
                    "Each unit has a row of weights.", "A weighted sum for each row.",
                    "Then sigmoid of each sum.",
                ]
            ),
            (
                "the whole forward pass", 2,
                [
                    "The output of one layer is the input of the next.",
                    "Loop over the layers.", "Keep the last output.",
                ]
            ),
            (
                "the weights of XOR", 3,
                [
                    "XOR is OR, but not AND.", "One hidden unit for OR, one for AND.",
                    "The output wants OR and not AND: weights 1 and −1 and a bias between.",
                ]
            ),
            (
                "softmax that survives 1000", 2,
                [
                    "e¹⁰⁰⁰ is infinite in Doubles.", "A common factor cancels in the quotient.",
                    "Subtract the largest number from all of them first.",
                ]
            ),
            (
                "leaky ReLU and ELU", 1,
                [
                    "Both are x where x is positive.", "Leaky: slope · x below zero.",
                    "ELU: α (eˣ − 1) below zero.",
                ]
            ),
            (
                "maxout", 2,
                [
                    "Several straight pieces, the highest wins.",
                    "Each piece is a weighted sum plus its own bias.", "Take the largest.",
                ]
            ),
        ])

    static let lesson03 = lesson(
        3, "Backpropagation", "Backpropagation",
        "How does a network find out which weight is to blame?",
        [
            (
                "sigmoid′ from its output", 1,
                [
                    "The derivative needs no exponential once the output is known.",
                    "o is the output: the slope is largest at o = 0.5.", "o · (1 − o).",
                ]
            ),
            (
                "the output delta", 1,
                [
                    "Error times slope.", "(o − t) is the error.", "(o − t) · o · (1 − o).",
                ]
            ),
            (
                "the hidden delta", 2,
                [
                    "A hidden unit is to blame through every unit it feeds.",
                    "Sum weight · delta over the next layer.", "Times its own slope h · (1 − h).",
                ]
            ),
            (
                "the gradient of the weights", 1,
                [
                    "A weight stands between an input and a delta.",
                    "Their product is its gradient.",
                    "A row for each delta, a column for each input.",
                ]
            ),
            (
                "the gradient step", 1,
                [
                    "Against the gradient.", "Not plus.", "w − rate · gradient, for each.",
                ]
            ),
            (
                "the numerical gradient", 2,
                [
                    "Change one number a little, to both sides.",
                    "(f(x + h) − f(x − h)) / 2h, one coordinate at a time.",
                    "Put the coordinate back before the next.",
                ]
            ),
            (
                "binary cross-entropy, clipped", 2,
                [
                    "−(y log p + (1 − y) log(1 − p)), averaged.",
                    "log 0 is minus infinity: keep p away from 0 and 1.",
                    "p = min(max(p, ε), 1 − ε) before the logarithms.",
                ]
            ),
            (
                "backward of (x + y) · z", 2,
                [
                    "q = x + y, f = q · z.", "∂f/∂q = z and ∂f/∂z = q.",
                    "The sum hands ∂f/∂q on unchanged to x and to y.",
                ]
            ),
            (
                "softmax with cross-entropy", 3,
                [
                    "The two derivatives together become simple.", "p = softmax(z).", "p − y.",
                ]
            ),
        ])

    static let lesson10 = lesson(
        10, "Keras", "Keras in Swift", "How much of all this can a library do for us?",
        [
            (
                "the parameters of a dense layer", 1,
                [
                    "Every output has a weight for each input.", "And one bias for each output.",
                    "inputs · outputs + outputs.",
                ]
            ),
            (
                "one-hot labels", 1,
                [
                    "A row for each label.", "All zeros but one.", "row[label] = 1.",
                ]
            ),
            (
                "scale and flatten images", 1,
                [
                    "Bytes are 0 to 255, networks like 0 to 1.", "Divide by 255 as a Float.",
                    "All rows of an image one after the other.",
                ]
            ),
            (
                "iterations in an epoch", 1,
                [
                    "The last batch may be smaller, but it is one.", "Round up.",
                    "(examples + batch − 1) / batch.",
                ]
            ),
            (
                "accuracy from logits", 2,
                [
                    "The answer is the position of the largest number.",
                    "Compare it with the label.", "Count the hits and divide as Doubles.",
                ]
            ),
        ])
}
