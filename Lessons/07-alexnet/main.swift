// Lesson 07: AlexNet-lite.
//
// Lectures: L3 "AlexNet (2012)", L2 "Regularización", "Aumento de datos", L0 "Xarxes convolucionals".
// Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural networks",
// 2012; Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition",
// 2014. Deviations are listed at `alexNetLite`.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(7, extra: [Options.continuing, Options.profile]) { lesson in
    let crops = try Surfaces.crops(
        train: lesson.options.isQuick ? 20 : 150, test: lesson.options.isQuick ? 20 : 100,
        using: &lesson.random)
    let (train, test) = try lesson.options.data.map { try CIFAR10.read(from: $0) } ?? crops
    let prepared = Prepared(train, test)
    // For the comparison, which is seven trainings: two thirds of them.
    let surfaces = Prepared(
        crops.train.selecting(crops.train.labels.indices.filter { $0 % 3 != 0 }), crops.test)

    lesson.section("Why")
    lesson.say(
        """
        In 2012 a network won the yearly contest in naming what a photograph shows, of a thousand kinds of
        things, and it won by far: 15 % of its answers did not have the right one among the first five, of
        the next best program's 26 %. Nothing in it was new but the size. It was LeNet-5 made large, with
        ReLU in place of tanh, dropout, more images made out of the images, and two graphics cards for six
        days.
        """)

    lesson.section("By hand")
    showRealAlexNet(lesson)
    showVGGsIdea(lesson)

    lesson.section("In code")
    // CIFAR-10 is harder and larger: more filters, shorter steps.
    let isFull = lesson.options.data != nil
    var plan = Plan(epochs: lesson.epochs(default: isFull ? 30 : 20, quick: 1))
    if isFull {
        plan.learningRate = 0.03
        plan.batchSize = 64
    }
    let network = alexNetLite(
        plan.ingredients, classes: train.classNames.count, width: isFull ? 1.5 : 1,
        using: &lesson.random)
    lesson.say("The same order of layers for small images:")
    lesson.code(network.summary(inputShape: [3, 32, 32]))
    lesson.claim("lite.parameters", Double(network.parameterCount))

    if lesson.options.showsProfile {
        lesson.showProfile(profileOfAlexNetLite(lesson, prepared), "AlexNet-lite", batch: 128)
    }

    lesson.section("On real data")
    if lesson.options.data == nil {
        lesson.say(
            """
            Ten surfaces: \(train.count.grouped) crops of ten photographs to learn from, and
            \(test.count.grouped) for the test, out of bands of the photographs that no crop to learn from
            touches. Every crop is given the same brightness and contrast, so that these do not tell.
            """)
    } else {
        lesson.say(
            "CIFAR-10: \(train.count.grouped) images to learn from, \(test.count.grouped) for the test."
        )
    }
    showExamples(lesson, train)
    showAugmentation(lesson, mostColourful(train.images))

    let linear = Sequential {
        Flatten()
        Dense(inputs: 3_072, outputs: train.classNames.count, using: &lesson.random)
    }
    var withoutAugmentation = Ingredients()
    withoutAugmentation.augments = false
    _ = try teach(
        lesson, "A linear model", linear, prepared,
        Plan(
            epochs: lesson.options.isQuick ? 1 : 20, learningRate: 0.003,
            ingredients: withoutAugmentation))
    let name = isFull ? "alexnet-lite-cifar10" : "alexnet-lite"
    try lesson.continueTraining(network, name)
    let history = try teach(lesson, "AlexNet-lite", network, prepared, plan)
    try network.saveWeights(to: lesson.weightsPath(name))
    let byLine = accuracy(linear, prepared.test)
    let unseen = accuracy(network, prepared.test)
    lesson.say(
        """
        Of the unseen images a guess names \((100 / Double(train.classNames.count)).fixed(0)) % rightly, a
        linear model, one dense layer from the pixels, \((100 * byLine).fixed(1)) %, and AlexNet-lite
        \((100 * unseen).fixed(1)) %.
        """)
    lesson.claim("linear.test", byLine)
    lesson.claim("test.accuracy", unseen)
    lesson.claim("train.accuracy", accuracy(network, prepared.train))
    lesson.claim(
        "seconds.per.epoch",
        history.epochs.map(\.seconds).reduce(0, +) / Double(max(1, history.epochs.count)))
    let epochs = history.epochs.indices.map { Double($0 + 1) }
    lesson.show(
        Chart(
            title: "Learning", xLabel: "epoch", yLabel: "loss",
            layers: [.line("training", x: epochs, y: history.training("loss"))]),
        caption: "The training loss of AlexNet-lite.", inTerminal: false)
    showLearned(lesson, network, test, of: prepared)

    lesson.section("What each ingredient brings")
    lesson.say(
        """
        The surfaces again, by a network half as wide: once with everything, then with everything but one.
        The seed is the same, but one run of each proves little: differences of a few per cent are chance
        (try `--seed 2`). And what keeps a network from learning by heart, dropout, augmentation and weight
        decay, costs time first and pays in long trainings (try `--epochs 40`). What the authors measured on a network
        five hundred times as large need not show on this one.
        """)
    try compareIngredients(lesson, surfaces)

    lesson.section("Where it breaks")
    let negative = LabelledImages(
        images: prepared.test.images * -1, labels: test.labels, classNames: test.classNames)
    let inNegative = accuracy(network, negative)
    lesson.say(
        """
        In negative, light for dark, only \((100 * inNegative).fixed(1)) % of the same images are named
        rightly: to us a brick is still a brick. The network knows what it was shown, and no more.
        """)
    lesson.claim("negative.test", inNegative)
    lesson.yourTurn()
}
