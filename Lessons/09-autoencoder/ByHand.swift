import Coursework
import Figures
import Primavera

/// Two numbers through one and back: what a bottleneck keeps, and what it drops.
func byHand(_ lesson: Lesson) throws {
    let points: [[Float]] = [[2, 1], [1, 2], [-1, -2], [-2, -1]]
    let data = Tensor(points)
    lesson.say(
        """
        Four points, each of two numbers, have to go through one. The *encoder* makes a code c of x and
        y, the *decoder* two numbers of the code. A first idea: keep x and forget y. A better one: keep
        their mean, `c = ½ x + ½ y`, and give it back twice.
        """)
    func encoded(_ p: [Float]) -> Float { 0.5 * p[0] + 0.5 * p[1] }
    func error(_ p: [Float], _ q: [Float]) -> Float {
        ((p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1])) / 2
    }
    func number(_ x: Float) -> String { Double(x).fixed(2) }
    let means = points.map { [encoded($0), encoded($0)] }
    let firsts = points.map { [$0[0], 0] }
    lesson.table(
        ["x", "y", "keep x", "error", "c", "rebuilt", "error"],
        points.indices.map { i in
            [
                number(points[i][0]), number(points[i][1]), "(\(number(points[i][0])), 0)",
                number(error(points[i], firsts[i])), number(encoded(points[i])),
                "(\(number(means[i][0])), \(number(means[i][1])))",
                number(error(points[i], means[i])),
            ]
        })
    let byFirst = mean(zip(points, firsts).map { Double(error($0, $1)) })
    let byMean = mean(zip(points, means).map { Double(error($0, $1)) })
    lesson.say(
        """
        The mean squared error falls from \(byFirst.fixed(2)) to \(byMean.fixed(2)). What the code drops
        is the difference of x and y, which is small here: points near a line need one number each.
        """)
    lesson.claim("hand.keep.x", byFirst)
    lesson.claim("hand.mean", byMean)

    // The same shape, learned: two dense layers without activation.
    let network = Sequential {
        Dense(inputs: 2, outputs: 1, using: &lesson.random)
        Dense(inputs: 1, outputs: 2, using: &lesson.random)
    }
    let optimizer = Adam(network.variables, learningRate: 0.05)
    for _ in 0..<500 {
        let cost = meanSquaredError(network(Variable(data)), data)
        optimizer.zeroGradients()
        cost.backward()
        optimizer.step()
    }
    let rebuilt = network.predict(data)
    let learned = meanSquaredError(Variable(rebuilt), data).value.scalar
    let pca = PrincipalComponents(of: data, count: 1)
    let linear = meanSquaredError(Variable(pca.decode(pca.encode(data))), data).value.scalar
    lesson.say(
        """
        A linear network 2 → 1 → 2, trained for 500 steps, finds it by itself: \
        \(Double(learned).fixed(4)). So does *principal component analysis* (PCA, Pearson 1901), in closed
        form: the direction of the largest variance is \
        (\(Double(pca.components[0, 0]).fixed(4)), \(Double(pca.components[0, 1]).fixed(4))), with an error
        of \(Double(linear).fixed(4)). It is the best that a linear encoder and decoder can do (Baldi and
        Hornik 1989). To be better, a network has to bend.
        """)
    lesson.claim("hand.learned", Double(learned))
    lesson.claim("hand.pca", Double(linear))
    lesson.claim("hand.direction", Double(pca.components[0, 0]))
    func column(_ rows: Tensor, _ i: Int) -> [Double] {
        (0..<rows.shape[0]).map { Double(rows[$0, i]) }
    }
    lesson.show(
        Chart(
            title: "Two numbers through one", xLabel: "x", yLabel: "y",
            layers: [
                .line("what one number can say", x: [-2.4, 2.4], y: [-2.4, 2.4]),
                .points("points", x: column(data, 0), y: column(data, 1)),
                .points("rebuilt", x: column(rebuilt, 0), y: column(rebuilt, 1)),
            ], xRange: -3...3, yRange: -2.5...2.5, width: 480, height: 400),
        caption: "Every point comes back as the nearest one on the line.")
}
