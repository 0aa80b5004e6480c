extension Catalogue {
    static let lesson09 = lesson(
        9, "Autoencoder", "The autoencoder", "How few numbers does a picture need?",
        [
            (
                "the reconstruction error", 1,
                [
                    "How far is each pixel from what it was?",
                    "Square the differences, so that signs do not cancel.",
                    "The mean of the squares: their sum divided by how many there are.",
                ]
            ),
            (
                "encode and decode", 2,
                [
                    "Two layers of lesson 02, one after the other.",
                    "The code is max(0, W x + b); the decoder's sums go through a sigmoid.",
                    "The second layer takes the code, not x.",
                ]
            ),
            (
                "decode with tied weights", 2,
                [
                    "The decoder has no matrix of its own: it uses the encoder's, turned round.",
                    "Pixel j gets a part of each number of the code, by the weight that led there.",
                    "Sum over i of weights[i][j] · code[i], plus biases[j].",
                ]
            ),
            (
                "add noise, and stay in range", 1,
                [
                    "Add deviation · noise to each pixel.",
                    "What is below 0 becomes 0, what is above 1 becomes 1.",
                    "min(1, max(0, …)) after adding, not before.",
                ]
            ),
            (
                "nearest-neighbour upsampling", 2,
                [
                    "Each pixel becomes a square of equal pixels.",
                    "Which old row does new row r come from?",
                    "image[r / factor][c / factor], with whole division.",
                ]
            ),
            (
                "the transposed convolution", 3,
                [
                    "Each pixel lays the whole kernel down, multiplied by itself.",
                    "Pixel (x, y) begins at (x · stride, y · stride); where kernels overlap, add.",
                    "The output has (rows − 1) · stride + kernel rows: begin with zeros, and use +=.",
                ]
            ),
            (
                "the gradient of tied weights", 3,
                [
                    "Each weight is used twice: on the way in and on the way out.",
                    "Write y = Wᵀ c and c = W x, and take the derivative of each use by itself.",
                    "With e = 2 (y − x): eⱼ · cᵢ for the way out, (Σₖ W[i][k] eₖ) · xⱼ for the way in.",
                ]
            ),
            (
                "the area under the ROC curve", 2,
                [
                    "Compare each stranger with each known one.",
                    "A pair counts 1 when the stranger's score is higher, and one half when they are "
                        + "equal.",
                    "Add the pairs up, and divide by how many pairs there are.",
                ]
            ),
        ])
}
