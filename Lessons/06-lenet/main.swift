// Lesson 06: LeNet-5.
//
// Lectures: L3 "LeNet-5", L2 "LeNet", L0 "LeNet-5", L4 (epoch, batch, iteration).
// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998.
// Deviations from it are listed at `leNet5`.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(
    6,
    extra: [
        Options.Extra("digit", "FILE", help: "a picture (PNG) of a digit of yours, to be read"),
        Options.profile,
        Options.Extra("retrain", help: "trains again, even if trained weights are there"),
    ]
) { lesson in
    // Read first: who gave a wrong path should not have to wait for the training.
    let own = try lesson.options.extra["digit"].map(ownDigit)
    let (train, test) = try lesson.options.data.map { try MNIST.read(from: $0) } ?? MNIST.embedded()

    lesson.section("Why")
    lesson.say(
        """
        In the 1990s a tenth of all cheques in the United States were read by a network: convolutions and
        poolings in turn, then dense layers. LeNet-5 is the pattern of everything that followed.
        """)

    lesson.section("By hand")
    lesson.say(
        "A convolutional layer of N filters of K × K over C channels learns `P = K² · C · N + N`:")
    let counts = [
        parameters(kernel: 5, channels: 1, filters: 6), 0,
        parameters(kernel: 5, channels: 6, filters: 16), 0, 400 * 120 + 120, 120 * 84 + 84,
        84 * 10 + 10,
    ]
    let rows = [
        ["C1", "28 × 28 × 6", "5² · 1 · 6 + 6"], ["S2", "14 × 14 × 6", ""],
        ["C3", "10 × 10 × 16", "5² · 6 · 16 + 16"], ["S4", "5 × 5 × 16", ""],
        ["C5", "120", "400 · 120 + 120"], ["F6", "84", "120 · 84 + 84"],
        ["output", "10", "84 · 10 + 10"],
    ]
    lesson.table(
        ["layer", "output", "parameters", ""],
        zip(rows, counts).map { row, count in row + [count == 0 ? "none" : count.grouped] })
    lesson.say(
        """
        Together \(counts.reduce(0, +).grouped). (The original has 1,516 in C3, where each map saw only
        some of S2's, to save work; and its poolings had a weight and a bias a map. Both were left out
        since: nothing is lost, and less is to be explained.)
        """)
    for (row, count) in zip(rows, counts) { lesson.claim("parameters.\(row[0])", Double(count)) }

    lesson.section("In code")
    let network = leNet5(using: &lesson.random)
    lesson.code(network.summary(inputShape: [1, 32, 32]))
    lesson.claim("parameters", Double(network.parameterCount))

    if lesson.options.showsProfile {
        lesson.showProfile(profileOfLeNet(lesson, train), "LeNet-5", batch: 128)
    }

    lesson.section("On real data")
    let name = lesson.options.data == nil ? "lenet" : "lenet-mnist"
    let path = "\(lesson.folder)/\(name).safetensors"
    if isThere(path) && !lesson.options.isRetraining {
        do {
            try network.loadWeights(from: path)
        } catch let error as InputError {
            throw InputError(error.description + " --retrain trains anew and replaces it.")
        }
        lesson.say(
            "The weights of an earlier training, `\(path)`, are used (`--retrain` trains anew).")
    } else {
        try learn(lesson, network, train, savingTo: path)
    }
    let images = framed(test.images)
    let answers = network.predict(images).argmax()
    let right = zip(answers, test.labels).count { $0 == $1 }
    lesson.say(
        """
        Of \(test.count.grouped) digits that it has never seen it reads \(right.grouped) right:
        \((100 * Double(right) / Double(test.count)).fixed(2)) %.
        """)
    lesson.claim("test.accuracy", Double(right) / Double(test.count))
    mistakes(lesson, test, answers)
    insides(lesson, network, test)
    if let own {
        readOwn(lesson, network, own)
    } else {
        lesson.say("`swift run lesson06 --digit mine.png` reads a digit of yours.")
    }

    lesson.section("Where it breaks")
    let turned = Augmentation([.rotate(degrees: 60)])(images, using: &lesson.random)
    let still = zip(network.predict(turned).argmax(), test.labels).count { $0 == $1 }
    lesson.say(
        """
        Turned by up to 60 degrees, of the same digits only \
        \((100 * Double(still) / Double(test.count)).fixed(1)) % are read: it knows what it was shown. And
        digits are small, grey and alone. Photographs are not: lesson 07.
        """)
    lesson.claim("turned.accuracy", Double(still) / Double(test.count))
    lesson.yourTurn()
}
