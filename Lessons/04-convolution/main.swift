// Lesson 04: convolution and Sobel.
//
// Lectures: L2 "Redes convolucionales", L3 "Convolución", "Padding", "Stride", L0 "Xarxes
// convolucionals". The windows and kernels of the three channels are L3's.
// Hubel and Wiesel, "Receptive fields of single neurones in the cat's striate cortex", 1959. Sobel and
// Feldman, 1968. Fukushima, "Neocognitron", 1980. LeCun and others, 1989.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(4, takesArgument: true) { lesson in
    if lesson.options.arguments.count > 1 {
        throw InputError(
            "one photograph at a time, please: \(lesson.options.arguments.count) came.")
    }
    // Read first: who gave a wrong path should not have to wait for the end.
    let own = try lesson.options.arguments.first.map(photograph)
    let camera = try grey(Photographs.camera())

    lesson.section("Why")
    lesson.say(
        """
        In 1959 Hubel and Wiesel found cells in a cat's brain that answer to an edge of one direction at
        one place, and neighbours that answer to the same edge at the next place. One detector, used
        everywhere: that is a convolution. A dense layer would have to learn the edge anew for every
        pixel.
        """)
    cortex(lesson)

    lesson.section("By hand")
    byHand(lesson)

    lesson.section("In code")
    lesson.say("`correlate(image, Filters.sharpen)`: kernels of few numbers do much.")
    gallery(lesson, camera)
    separable(lesson, camera)
    learnSobel(lesson, camera)
    receptiveField(lesson)

    lesson.section("On real data")
    edges(lesson, camera)
    matching(lesson, camera)
    if let own {
        lesson.say("And your own photograph, \(own.shape[1]) × \(own.shape[0]) pixels:")
        ownPhotograph(lesson, own)
    } else {
        lesson.say("`swift run lesson04 photo.png` does the same with a photograph of yours.")
    }

    lesson.section("Where it breaks")
    let shifted = moved(camera.reshaped([1] + camera.shape), right: 3, down: 0)
    let (before, after) = (sobelMagnitude(camera), sobelMagnitude(shifted.reshaped(camera.shape)))
    let inside = 8..<camera.shape[1] - 8
    let same =
        after.slice(axis: 1, inside)
        == before.slice(axis: 1, inside.lowerBound - 3..<inside.upperBound - 3)
    lesson.say(
        """
        Move the photograph by three pixels, and the edges move by three pixels\
        \(same ? ", bit for bit" : ""): the answer goes along with the image. But *that there is an
        edge* should be said in the same way wherever it is. That is the work of pooling: lesson 05.
        """)
    lesson.claim("equivariant", same ? 1 : 0)
    lesson.yourTurn()
}

/// Edges of a photograph of any size, shown not larger than a screen.
func ownPhotograph(_ lesson: Lesson, _ image: Tensor) {
    let magnitude = sobelMagnitude(image)
    let steepest = max(magnitude.max(), 1e-6)
    let shrink = max(1, Float(max(image.shape[0], image.shape[1])) / 900)
    func small(_ x: Tensor) -> Tensor {
        let (h, w) = (Int(Float(x.shape[0]) / shrink), Int(Float(x.shape[1]) / shrink))
        return shrink == 1
            ? x : resized(x.reshaped([1] + x.shape), height: max(1, h), width: max(1, w))[plane: 0]
    }
    lesson.show(
        ImageGrid(
            title: "Your photograph",
            images: stacked([small(image), small((magnitude / steepest * 1.5).clamped(to: 0...1))]),
            captions: ["as it is", "its edges"], columns: 1),
        caption: "Sobel's magnitude of your photograph.", inTerminal: false)
    lesson.claim("own.steepest", Double(steepest))
}

extension Tensor {
    /// One channel of `[C, H, W]`.
    fileprivate subscript(plane c: Int) -> Tensor {
        slice(c..<c + 1).reshaped(Array(shape.dropFirst()))
    }
}
