import Coursework
import Figures

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A hidden layer that follows a curve: each pair of sigmoids makes a bump, up at the beginning of
/// its stretch and down at its end, as high as the curve is in between.
///
/// Cybenko 1989: with enough of them any continuous curve is met as nearly as wanted.
struct Bumps {
    /// Where the stretches begin, and where the last one ends.
    let borders: [Double]
    let heights: [Double]
    let steepness: Double

    /// - Parameter count: how many bumps on 0 … 1; twice as many neurons
    init(of curve: (Double) -> Double, count: Int) {
        let width = 1 / Double(count)
        // The first stretch begins before 0 and the last ends after 1, so that the curve's ends are
        // not on the slope of a bump.
        borders = (0...count).map {
            $0 == 0 ? -1 : $0 == count ? 2 : Double($0) * width
        }
        heights = (0..<count).map { curve((Double($0) + 0.5) * width) }
        steepness = 4 / width
    }

    func callAsFunction(_ x: Double) -> Double {
        heights.indices.reduce(0) { sum, bump in
            let up = sigmoid(steepness * (x - borders[bump]))
            let down = sigmoid(steepness * (x - borders[bump + 1]))
            return sum + heights[bump] * (up - down)
        }
    }
}

/// The curve of the lesson, on 0 … 1.
func wave(_ x: Double) -> Double { 0.5 + 0.3 * sin(2 * .pi * x) + 0.15 * sin(6 * .pi * x) }

/// The largest difference on a fine grid.
func largestDifference(_ a: (Double) -> Double, _ b: (Double) -> Double) -> Double {
    (0...1_000).map { abs(a(Double($0) / 1_000) - b(Double($0) / 1_000)) }.max()!
}

/// The curve, followed by more and more bumps.
func approximation(_ lesson: Lesson) {
    let counts = lesson.options.isQuick ? [2, 10, 50] : [2, 5, 10, 20, 50, 100]
    let xs = (0...200).map { Double($0) / 200 }
    let trials = counts.map { count in
        (count: count, bumps: Bumps(of: wave, count: count))
    }
    lesson.say(
        """
        One hidden layer is enough for any curve, if it is wide enough: the *universal approximation
        theorem* (Cybenko 1989). Two sigmoids, one up and one down, make a bump; bumps side by side
        follow the curve.
        """)
    lesson.animate(
        Animation(
            title: "Universal approximation",
            frames: trials.map { trial in
                Chart(
                    title: "\(2 * trial.count) hidden units", xLabel: "x",
                    layers: [
                        .line("the curve", x: xs, y: xs.map(wave)),
                        .line("sum of bumps", x: xs, y: xs.map { trial.bumps($0) }),
                    ], yRange: 0...1)
            }, labels: trials.map { "\(2 * $0.count) units" }),
        caption: "The more units, the nearer.")
    lesson.table(
        ["hidden units", "largest difference"],
        trials.map { trial in
            let difference = largestDifference(wave) { trial.bumps($0) }
            lesson.claim("bumps.\(trial.count)", difference)
            return ["\(2 * trial.count)", difference.fixed(4)]
        })
}
