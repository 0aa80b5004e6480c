/// Exercise 7.5 · How many numbers does AlexNet learn?
///
/// A convolution of N filters of K × K over C channels has `K² · C · N + N` parameters. With G
/// groups, channels and filters are divided into G equal parts, and a filter sees the channels of its
/// own part alone: `K² · C/G · N + N`. (AlexNet was divided between two graphics cards: its second,
/// fourth and fifth convolution have two groups.) After the convolutions all numbers stand in one
/// row; a dense layer has a weight from each input to each output, and a bias for each output.
///
/// - Parameters:
///   - channels: those of the picture
///   - convolutions: from the first to the last; each one's filters are the next one's channels
///   - side: H and W of the maps that the first dense layer gets, behind the last pooling
///   - dense: the outputs of the dense layers, at least one
///
/// ```swift
/// alexNetParameters(
///     channels: 3,
///     convolutions: [(11, 96, 1), (5, 256, 2), (3, 384, 1), (3, 384, 2), (3, 256, 2)],
///     side: 6, dense: [4096, 4096, 1000])      // 60965224; as one tower, G = 1, 62378344
