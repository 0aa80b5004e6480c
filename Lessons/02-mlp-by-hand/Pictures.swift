import Coursework
import Figures
import Primavera

/// What the axes of a tensor mean, from K = 2 to K = 5 axes, with data that are at hand.
func shapes(_ lesson: Lesson) {
    lesson.say("A *tensor* is a block of numbers with K axes. The first one counts the examples:")
    lesson.table(
        ["K", "what it holds", "axes", "for example"],
        [
            ["2", "vectors", "[N, features]", "Iris: [150, 4]"],
            ["3", "time series", "[N, time, features]", "30 days of 5 prices: [N, 30, 5]"],
            ["4", "images", "[N, C, H, W]", "digits: [4000, 1, 28, 28]"],
            ["5", "video", "[N, time, C, H, W]", "a second in colour: [N, 25, 3, 72, 128]"],
        ])
    lesson.say(
        """
        (Keras puts the channels C last; here they stand before rows and columns, as in PyTorch.) The
        last layer follows from the question: one unit with a sigmoid for two classes, K units with
        softmax for K.
        """)
}

func xorPicture(_ corners: [[Double]]) -> Chart {
    let ones = corners.filter { $0[0] != $0[1] }
    let zeros = corners.filter { $0[0] == $0[1] }
    let square = -0.5...1.5
    return Chart(
        title: "XOR by two hidden units", xLabel: "x₁", yLabel: "x₂",
        layers: [
            .regions(
                of: { a, b in
                    let out = forward([a, b], through: [xorHidden, xorOutput], activation: step)
                    return (out[2][0] == 1 ? 1 : 0, 0.6)
                }, x: square, y: square),
            .points("0", x: zeros.map { $0[0] }, y: zeros.map { $0[1] }, colour: 0),
            .points("1", x: ones.map { $0[0] }, y: ones.map { $0[1] }, colour: 1),
        ], xRange: square, yRange: square, width: 460, height: 400)
}
