// Lesson 00: machine learning in five steps.
//
// Lecture L1 (M. A. Martínez del Amor): "Introducción al Machine Learning", "Metodología por
// pasos", "Regresión lineal". The prices of the houses are the lecture's; Iris: Fisher 1936.
// Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", chapters 2 and 3.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(0) { lesson in
    lesson.section("Why")
    lesson.say(
        """
        Nobody can write down the rule that gives the price of a house, or the name of a flower. A
        program can learn it from examples. The lecture has five steps for that: *1* prepare the
        data, *2* choose the features, *3* choose and train a model, *4* measure how well it does,
        *5* improve, and begin again. A *parameter* is a number that training finds; a
        *hyperparameter* is one that you choose before.
        """)

    lesson.section("By hand")
    let (size, price) = try Houses.bySize()
    let best = bestLine(size, price)
    let slide = Line(slope: 0.8233, intercept: 52.096)
    lesson.say(
        """
        Seven houses: size in m², price in thousands of euros. The model is a straight line, its
        slope and intercept are the parameters. The best line in closed form: slope = Σ (x − x̄)(y −
        ȳ) / Σ (x − x̄)², and it goes through the mean point.
        """)
    lesson.table(
        ["size", "price", "slide's line", "best line"],
        zip(size, price).map {
            [$0.fixed(2), $1.fixed(3), slide($0).fixed(3), best($0).fixed(3)]
        })
    let slideError = slide.meanSquaredError(size, price)
    let bestError = best.meanSquaredError(size, price)
    lesson.code(
        """
        slide  y = 0.8233 x + 52.096    mean squared error \(slideError.fixed(2))
        best   y = \(best.slope.fixed(4)) x + \(best.intercept.fixed(3))    \
        mean squared error \(bestError.fixed(2))
        """)
    lesson.say("The best line has less than half the error of the one on the slide.")
    lesson.claim("slide.mse", slideError)
    lesson.claim("best.mse", bestError)
    lesson.claim("best.slope", best.slope)
    lesson.claim("best.intercept", best.intercept)

    lesson.section("In code")
    try gradientDescent(lesson, size, price, best)

    lesson.section("On real data")
    try flowers(lesson)

    lesson.section("Where it breaks")
    let (features, prices) = try Houses.withFourFeatures()
    let rows = (0..<prices.count).map { house in
        [1] + (0..<4).map { Double(features[house, $0]) }
    }
    func error(_ weights: [Double]) -> Double {
        mean(
            zip(rows, prices).map { row, price in
                let wrong = zip(weights, row).reduce(0) { $0 + $1.0 * $1.1 } - price
                return wrong * wrong
            })
    }
    let slideWeights = [80, 0.9, 0.5, 3, -2]
    let weights = leastSquares(rows, prices)
    lesson.say(
        """
        Five houses with four features: size, rooms, floors, age. The slide's guess is f = 80 + 0.9
        x₁ + 0.5 x₂ + 3 x₃ − 2 x₄, with an error of \(error(slideWeights).fixed(1)). The best
        weights have the error \(error(weights).fixed(6)): five parameters pass through five houses
        exactly, whatever the prices are. It looks perfect, and says nothing about a sixth house:
        an error counts only on examples that the model has not seen. A line also sees nothing that
        is not straight; what can is the rest of this course.
        """)
    lesson.code(
        "weights " + weights.map { $0.significant(4) }.joined(separator: "   "))
    lesson.claim("four.slide.mse", error(slideWeights))
    lesson.claim("four.best.mse", error(weights))
    lesson.yourTurn()
}

/// The houses again, step by step; the learning rate as the first hyperparameter.
func gradientDescent(
    _ lesson: Lesson, _ size: [Double], _ price: [Double], _ best: Line
) throws {
    // Step 2, features: around their mean and in units of their spread, slope and intercept can be
    // found with one learning rate. The line is turned back into square metres for the eye.
    let (centre, spread) = (mean(size), mean(size.map { abs($0 - mean(size)) }))
    let scaled = size.map { ($0 - centre) / spread }
    func unscaled(_ line: Line) -> Line {
        let slope = line.slope / spread
        return Line(slope: slope, intercept: line.intercept - slope * centre)
    }
    let steps = lesson.epochs(default: 40, quick: 40)
    let lines = descend(scaled, price, rate: 0.1, steps: steps).map(unscaled)
    let last = lines.last!
    lesson.say(
        """
        *Gradient descent* needs no closed form, and so works for every model in this course. Begin
        with any line, and step against the slope of the error. After \(steps) steps:
        """)
    lesson.code(
        """
        y = \(last.slope.fixed(4)) x + \(last.intercept.fixed(3))    \
        mean squared error \(last.meanSquaredError(size, price).fixed(2))
        """)
    let shown = lines.indices.filter { $0 < 10 || $0 % 5 == 0 }
    lesson.animate(
        Animation(
            title: "Gradient descent",
            frames: shown.map { step in
                Chart(
                    title: "Prices of houses", xLabel: "size, m²", yLabel: "price, 1000 €",
                    layers: [
                        .points("houses", x: size, y: price, colour: 0),
                        .line(
                            "best", x: [25, 65], y: [best(25), best(65)], colour: 2,
                            isDashed: true),
                        .line(
                            "after \(step) steps", x: [25, 65],
                            y: [lines[step](25), lines[step](65)], colour: 1),
                    ], xRange: 25...65, yRange: 0...120)
            }, labels: shown.map { "step \($0)" }),
        caption: "The line of gradient descent moves to the best one.")
    lesson.say(
        """
        The learning rate is a hyperparameter: training does not find it, you choose it. Too small
        and the steps lead nowhere; too large and each step overshoots more than the one before:
        """)
    let rates = [0.001, 0.01, 0.1, 0.5, 1.0]
    lesson.table(
        ["learning rate", "mean squared error after \(steps) steps"],
        rates.map { rate in
            let end = unscaled(descend(scaled, price, rate: rate, steps: steps).last!)
            return ["\(rate)", end.meanSquaredError(size, price).significant(4)]
        })
    lesson.claim("descent.slope", last.slope)
    lesson.claim("descent.intercept", last.intercept)
    lesson.claim("descent.mse", last.meanSquaredError(size, price))
}
