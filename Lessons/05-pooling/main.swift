// Lesson 05: pooling.
//
// Lectures: L2 "Pooling", L3 "Pooling", L0 "Xarxes convolucionals". The window 0.1 0.7 / −0.2 0.6 is
// L3's.
// Fukushima 1980; LeCun and others 1998 (average); Krizhevsky and others 2012 (overlapping); Zeiler
// and Fergus 2014 (switches); Lin, Chen and Yan 2013 (global average).

import Coursework
import Datasets
import Figures
import Primavera

runLesson(5) { lesson in
    lesson.section("Why")
    lesson.say(
        """
        A convolution says where something is, to the pixel. To read a digit, that it is there is enough.
        *Pooling* keeps one number of every window and forgets where in the window it stood: images
        become smaller, and a shift by a pixel changes less.
        """)

    lesson.section("By hand")
    let window = [[0.1, 0.7], [-0.2, 0.6]]
    let (maximum, average) = (largest(window.flatMap { $0 }), mean(window.flatMap { $0 }))
    lesson.say("The window of the slide, its maximum and its mean:")
    lesson.code("0.1   0.7\n-0.2  0.6      max \(maximum.fixed(1))   mean \(average.fixed(1))")
    lesson.claim("slide.max", maximum)
    lesson.claim("slide.mean", average)
    let image: [[Double]] = [
        [1, 3, 2, 1, 0, 4], [4, 2, 0, 1, 2, 1], [0, 1, 5, 2, 3, 0], [2, 1, 1, 0, 1, 6],
        [3, 0, 2, 7, 1, 2], [1, 2, 0, 3, 4, 1],
    ]
    lesson.say(
        """
        Window and stride are two numbers: windows of 2 side by side, windows of 2 in steps of 3, and
        windows of 3 in steps of 2, which *overlap* as AlexNet's do. An image of 6 × 6 and the three
        results:
        """)
    let results = [(2, 2), (2, 3), (3, 2)].map { pooled(image, window: $0, stride: $1, largest) }
    lesson.code(
        ([image] + results).map { matrix in
            matrix.map { row in row.map { $0.fixed(0).leftPadded(to: 3) }.joined() }
                .joined(separator: "\n")
        }.joined(separator: "\n\n"))
    for (name, result) in zip(["2.2", "2.3", "3.2"], results) {
        lesson.claim("pool.\(name).rows", Double(result.count))
        lesson.claim("pool.\(name).sum", result.joined().reduce(0, +))
    }

    lesson.section("In code")
    let tensor = Tensor(image.map { $0.map { Float($0) } }).reshaped([1, 1, 6, 6])
    let x = Variable(tensor, requiresGradient: true)
    let (y, switches) = maxPool2dWithSwitches(x, window: 2)
    y.sum().backward()
    let same = y.value.values.map(Double.init) == results[0].flatMap { $0 }
    lesson.say(
        """
        The library's `maxPool2d` \(same ? "gives the same" : "differs"). Its gradient: what does a
        maximum depend on? On the largest number alone, so that one gets all of it, and the others
        nothing. A mean depends on all of them alike, and its gradient is shared.
        """)
    lesson.claim("library.agrees", same ? 1 : 0)
    let shared = Variable(tensor, requiresGradient: true)
    averagePool2d(shared, window: 2).sum().backward()
    lesson.code(
        "max:\n\(x.gradient!.reshaped([6, 6]))\n\nmean:\n\(shared.gradient!.reshaped([6, 6]))")
    lesson.claim("gradient.max.places", Double(x.gradient!.values.filter { $0 == 1 }.count))
    lesson.claim("gradient.mean.each", Double(shared.gradient!.values[0]))
    let back = unpool2d(y, switches)
    lesson.say(
        """
        Who remembers where each maximum stood (its *switch*) can go back: *unpooling* puts every number
        where it came from, and zeros elsewhere.
        """)
    lesson.code("\(back.value.reshaped([6, 6]))")
    lesson.claim("unpooled.sum", Double(back.value.sum().scalar))
    lesson.say(
        """
        *Global average pooling* takes the mean of a whole channel: `[N, C, H, W]` becomes `[N, C]`,
        whatever H and W are. Here: \(GlobalAveragePool2D()(x).value[0, 0].fixed(4)).
        """)
    lesson.claim("global.mean", Double(GlobalAveragePool2D()(x).value[0, 0]))

    lesson.section("On real data")
    try digits(lesson)

    lesson.section("Where it breaks")
    lesson.say(
        """
        Pooling has no weights and learns nothing; each step throws three of four numbers away. Too much
        of it, and a 6 is no longer told from an 8. How much, and between which convolutions, is a choice
        that somebody made well in 1989: lesson 06.
        """)
    lesson.yourTurn()
}

/// How much a digit that moves by one pixel changes, before and after pooling.
func digits(_ lesson: Lesson) throws {
    let (_, test) = try lesson.options.data.map { try MNIST.read(from: $0) } ?? MNIST.embedded()
    let some = test[0..<min(200, test.count)]
    let shape = Array(some.images.shape.dropFirst())
    let shifted = Tensor.concatenated(
        (0..<some.count).map { index in
            moved(some.images.slice(index..<index + 1).reshaped(shape), right: 1, down: 0)
                .reshaped([1] + shape)
        })
    /// The distance between a digit and its shifted copy, in units of the digit's own length.
    func change(_ f: (Variable) -> Variable) -> Double {
        let (a, b) = (f(Variable(some.images)).value, f(Variable(shifted)).value)
        return Double(((a - b) * (a - b)).sum().scalar / (a * a).sum().scalar).squareRoot()
    }
    // The stride alone as the way to make images smaller: every second pixel of every second row.
    let thinning = Variable(Tensor.ones([1, 1, 1, 1]))
    let ways: [(name: String, f: (Variable) -> Variable)] = [
        ("as it is, 28 × 28", { $0 }),
        ("stride 2 without pooling, 14 × 14", { conv2d($0, weight: thinning, stride: 2) }),
        ("max pooling 2, 14 × 14", { maxPool2d($0, window: 2) }),
        ("average pooling 2, 14 × 14", { averagePool2d($0, window: 2) }),
        ("max pooling twice, 7 × 7", { maxPool2d(maxPool2d($0, window: 2), window: 2) }),
        ("max pooling 3, stride 2, 13 × 13", { maxPool2d($0, window: 3, stride: 2) }),
    ]
    let changes = ways.map { change($0.f) }
    lesson.say(
        """
        \(some.count) digits, each moved by one pixel to the right. How far is the moved image from the
        old one, measured by the old one's length?
        """)
    lesson.show(
        BarChart(
            title: "Change by a shift of one pixel",
            bars: zip(ways, changes).map { ($0.name, $1) }),
        caption: "The shorter, the more robust.")
    for (name, value) in zip(
        ["image", "stride", "max", "average", "twice", "overlapping"], changes)
    {
        lesson.claim("shift.\(name)", value)
    }
    let digit = Variable(some.images.slice(0..<1))
    let copy = Variable(shifted.slice(0..<1))
    func shown(_ x: Variable, _ size: Int) -> Tensor {
        upsample2d(x, factor: 28 / size).value
    }
    lesson.show(
        ImageGrid(
            title: "A digit and its copy, one pixel to the right",
            images: Tensor.concatenated([
                digit.value, copy.value, shown(maxPool2d(digit, window: 2), 14),
                shown(maxPool2d(copy, window: 2), 14), shown(averagePool2d(digit, window: 4), 7),
                shown(averagePool2d(copy, window: 4), 7),
            ]), captions: ["28 × 28", "moved", "max, 14", "moved", "mean, 7", "moved"], columns: 6),
        caption: "The smaller the image, the less the shift is seen.", inTerminal: false)
}
