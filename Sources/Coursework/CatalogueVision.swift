extension Catalogue {
    static let lesson04 = lesson(
        4, "Convolution", "Convolution and Sobel",
        "How does a network look at a picture with few weights?",
        [
            (
                "the size of the output", 1,
                [
                    "How many places are there for the kernel?",
                    "Padding adds on both sides, the kernel takes K − 1 away.",
                    "(W − K + 2P) / S + 1, the division rounded down.",
                ]
            ),
            (
                "padding a row in four ways", 2,
                [
                    "What stands left of the first number, and right of the last?",
                    "Zeros; the border's own number; the number from the other end; nothing.",
                    "Position i of the padded row is position i − P of the row, if there is one.",
                ]
            ),
            (
                "correlate", 2,
                [
                    "Four loops: two over places, two over the kernel.",
                    "Sum image[x + i][y + j] · kernel[i][j].",
                    "There are M − m + 1 rows of places and N − n + 1 columns.",
                ]
            ),
            (
                "convolve", 1,
                [
                    "As correlate, with the kernel flipped.", "Upside down, and left to right.",
                    "Reverse the rows, reverse each row, and correlate with that.",
                ]
            ),
            (
                "several channels, stride and bias", 3,
                [
                    "Each channel has a kernel of its own.",
                    "Add the channels' sums and the bias, once for each output.",
                    "Output (x, y) looks at the window that begins at (x · stride, y · stride).",
                ]
            ),
            (
                "the magnitude of Sobel's edges", 2,
                [
                    "Two correlations, with x's kernel and with y's.",
                    "√(x² + y²), at each place.",
                    "sobelY is sobelX with rows and columns exchanged.",
                ]
            ),
            (
                "a separable blur", 2,
                [
                    "One pass along the rows, one along the columns.",
                    "A row as a kernel is 1 × n, a column n × 1.",
                    "Correlate with [row], then with row.map { [$0] }.",
                ]
            ),
            (
                "the gradient with respect to the kernel", 3,
                [
                    "Kernel number (i, j) was multiplied with image[x + i][y + j] for each output.",
                    "∂E/∂k[i][j] = Σ gradient[x][y] · image[x + i][y + j].",
                    "That is the correlation of the image with the gradient.",
                ]
            ),
        ])

    static let lesson05 = lesson(
        5, "Pooling", "Pooling", "How does a network learn not to care where exactly something is?",
        [
            (
                "the size of the output", 1,
                [
                    "As for a convolution without padding.",
                    "How often does the window fit, moved by the stride?",
                    "(W − window) / stride + 1, rounded down.",
                ]
            ),
            (
                "max pooling", 2,
                [
                    "The largest number of each window.",
                    "The window of output (x, y) begins at (x · stride, y · stride).",
                    "Begin with the first number of the window, not with 0.",
                ]
            ),
            (
                "average pooling", 1,
                [
                    "The mean of each window.", "Divide by window · window.",
                    "As max pooling, with a sum in place of the maximum.",
                ]
            ),
            (
                "the gradient of max pooling", 3,
                [
                    "Only the largest number had an influence.",
                    "The output's gradient goes to the place of the maximum, everything else gets 0.",
                    "Where windows overlap, gradients that meet are added; of equal numbers the first one "
                        + "counts.",
                ]
            ),
            (
                "the gradient of average pooling", 2,
                [
                    "All numbers of a window had the same influence.",
                    "Each gets gradient / (window · window).", "Where windows overlap, add.",
                ]
            ),
            (
                "unpooling with switches", 2,
                [
                    "A switch remembers where in the image the maximum was.",
                    "Everything is 0 but the places that switches name.",
                    "A switch is row · columns + column.",
                ]
            ),
        ])

    static let lesson06 = lesson(
        6, "LeNet", "LeNet-5", "How does a program read handwriting?",
        [
            (
                "the parameters of a convolutional layer", 1,
                [
                    "Each filter has a kernel for each channel.", "And one bias.",
                    "K² · C · N + N.",
                ]
            ),
            (
                "shapes through a network", 2,
                [
                    "A convolution takes K − 1 from rows and columns.", "A pooling halves them.",
                    "Keep C, H and W, and go from layer to layer.",
                ]
            ),
            (
                "one-hot", 1,
                [
                    "Ten numbers, all but one are 0.", "The 1 stands at the label's position.",
                    "It is one row of the rows that `oneHot` of lesson 10 makes.",
                ]
            ),
            (
                "the cross-entropy of a batch", 2,
                [
                    "For each example −log of the probability of its label.",
                    "From logits: log of the sum of powers, minus the label's logit.",
                    "Subtract the largest logit first; then the mean over the batch.",
                ]
            ),
            (
                "accuracy", 1,
                [
                    "Which score of a row is the largest?",
                    "Its position is the answer, to compare.",
                    "Hits divided by examples, as Doubles.",
                ]
            ),
            (
                "the training step", 3,
                [
                    "Forward, cost, backward, step.",
                    "The gradients of the step before must be forgotten first.",
                    "optimizer.zeroGradients(), cost.backward(), optimizer.step().",
                ]
            ),
            (
                "early stopping", 2,
                [
                    "Keep the best cost so far, and how long ago it was.",
                    "A cost that is not smaller than the best one counts as waiting.",
                    "Stop when it has waited `patience` epochs: return that epoch.",
                ]
            ),
        ])
}
