// Lesson 09: The autoencoder.
//
// Lecture: L3 "Autoencoders" (compress the data, drop the superfluous, reduce the dimension).
// Rumelhart, Hinton and Williams, "Learning internal representations by error propagation", 1986;
// Hinton and Salakhutdinov, "Reducing the dimensionality of data with neural networks", 2006.
// Their layers were trained one by one and had sigmoids; here all are trained at once, with ELU and
// Adam.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(
    9,
    extra: [
        Options.Extra("garments", "FOLDER", help: "the files of Fashion-MNIST, for the anomalies"),
        Options.continuing,
    ]
) { lesson in
    // Read first: who gave a wrong path should not have to wait for the training.
    let (train, test) = try lesson.options.data.map { try MNIST.read(from: $0) } ?? MNIST.embedded()
    let folder = lesson.options.extra["garments"] ?? FashionMNIST.installedFolder
    var strangers = try folder.map { [try Strangers.garments(in: $0, count: 1_000)] } ?? []
    let trainings = Trainings(lesson)
    let (known, unseen) = (train.flattened, test.flattened)

    lesson.section("Why")
    lesson.say(
        """
        An image of a digit has 784 pixels, but most images of 784 pixels are no digits. How many
        numbers does one need? A network that has to give back what it got, through a layer of a few
        numbers, must find out by itself: it compresses, and drops what is superfluous. No label is
        needed (Rumelhart, Hinton and Williams 1986).
        """)

    lesson.section("By hand")
    try byHand(lesson)

    lesson.section("On real data")
    lesson.say(
        """
        \(train.count.grouped) digits to learn from, \(test.count.grouped) that are never seen. All
        errors below are those of the unseen ones: mean squared differences of pixels between 0 and 1.
        """)
    var table: [[String]] = []
    func note(_ name: String, _ numbers: Int, _ rebuilt: Tensor, pca: Double) {
        let error = mean(errors(unseen, rebuilt))
        table.append([
            name, "\(numbers)", error.fixed(4), pca.fixed(4),
            (100 * error / pca).fixed(1) + " %",
        ])
        lesson.say(
            """
            Unseen digits come back with an error of \(error.fixed(4)), through PCA with as many numbers
            \(pca.fixed(4)).
            """)
        lesson.claim("\(name).\(numbers).error", error)
        lesson.claim("\(name).\(numbers).ratio", error / pca)
    }
    func linear(_ count: Int) -> (rebuilt: Tensor, error: Double) {
        let pca = PrincipalComponents(of: known, count: count)
        let rebuilt = pca.decode(pca.encode(unseen))
        let error = mean(errors(unseen, rebuilt))
        lesson.claim("pca.\(count).error", error)
        return (rebuilt, error)
    }
    let (linear2, linear32) = (linear(2), linear(32))

    lesson.say("*Two numbers.* Dense layers 784 → 256 → 128 → 64 → 2 and back:")
    let plane = Autoencoder.dense([784, 256, 128, 64, 2], using: &lesson.random)
    let plan = Plan(lesson, examples: train.count, epochs: 20)
    let planeLosses = try trainings.teach(plane, "plane", known, plan)
    note("dense", 2, plane.rebuilt(unseen), pca: linear2.error)
    showPlane(lesson, plane, test)

    lesson.say("*Thirty-two numbers.* 784 → 256 → 32 → 256 → 784:")
    let wide = Autoencoder.dense([784, 256, 32], using: &lesson.random)
    let shorter = Plan(lesson, examples: train.count, epochs: 12)
    let wideLosses = try trainings.teach(wide, "wide", known, shorter)
    note("dense", 32, wide.rebuilt(unseen), pca: linear32.error)

    enlargeByHand(lesson)
    let convolutional = Autoencoder.convolutional(using: &lesson.random)
    lesson.say(
        """
        With convolutions the same 32 numbers need \(convolutional.network.parameterCount.grouped)
        weights instead of \(wide.network.parameterCount.grouped):
        """)
    lesson.code(convolutional.decoder.summary())
    let steeper = Plan(lesson, examples: train.count, epochs: 8, learningRate: 0.004)
    let losses = try trainings.teach(convolutional, "convolutional", known, steeper)
    note("convolutional", 32, convolutional.rebuilt(unseen), pca: linear32.error)
    lesson.claim("convolutional.parameters", Double(convolutional.network.parameterCount))
    lesson.claim("dense.parameters", Double(wide.network.parameterCount))

    lesson.say("All of them, against PCA with as many numbers:")
    lesson.table(["autoencoder", "numbers", "its error", "PCA's error", "of PCA's"], table)
    showLosses(
        lesson,
        [("dense, 2", planeLosses), ("dense, 32", wideLosses), ("convolutional, 32", losses)],
        [("PCA, 2", linear2.error), ("PCA, 32", linear32.error)])
    let examples = oneOfEach(test)
    func rows(_ images: Tensor) -> Tensor { images.gathered(examples) }
    showRows(
        lesson, "Originals above what came back",
        [
            ("original", rows(unseen)), ("conv. 32", rows(convolutional.rebuilt(unseen))),
            ("dense 32", rows(wide.rebuilt(unseen))), ("PCA 32", rows(linear32.rebuilt)),
            ("dense 2", rows(plane.rebuilt(unseen))), ("PCA 2", rows(linear2.rebuilt)),
        ], caption: "Digits that were never seen, through 32 numbers and through 2.")
    showPair(
        lesson, "Through 32 numbers", ("original", rows(unseen).slice(5..<6)),
        ("rebuilt", rows(convolutional.rebuilt(unseen)).slice(5..<6)),
        caption: "An unseen digit and its reconstruction by the convolutional autoencoder.")

    try denoise(lesson, trainings, train, test)
    strangers.append(try Strangers.photographs(count: 1_000, using: &lesson.random))
    findAnomalies(lesson, wide, test, strangers)

    lesson.section("Where it breaks")
    showLimits(lesson, wide, train, test)
    trainings.finish()
    lesson.yourTurn()
}
