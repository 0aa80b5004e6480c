import Coursework
import Datasets

/// A network whose weights one can read off the petals.
func flowers(_ lesson: Lesson) throws {
    let iris = try lesson.options.data.map { try Iris.read(csv: $0 + "/iris.csv") } ?? Iris.load()
    let petals = iris.features([2, 3]).features
    let right = iris.labels.indices.count { flower in
        let x = [Double(petals[flower, 0]), Double(petals[flower, 1])]
        let out = forward(x, through: [irisHidden, irisOutput], activation: step)[2]
        return out.firstIndex(of: 1) == iris.labels[flower]
    }
    lesson.say(
        """
        Two hidden units for Iris, set by hand: is the petal longer than 2.45 cm, is it wider than
        1.75 cm? Three outputs combine them: neither is setosa, long but not wide is versicolor,
        both is virginica. \(right) of \(iris.count) flowers are named right.
        """)
    lesson.claim("iris.right", Double(right))
}
