/// What the lesson quotes: the lecture's program, ours, and the numbers on the slide.
enum Programs {
    static let python = """
        network = models.Sequential()
        network.add(layers.Dense(512, activation='relu', input_shape=(28 * 28,)))
        network.add(layers.Dense(10, activation='softmax'))
        network.compile(optimizer='rmsprop', loss='categorical_crossentropy',
                        metrics=['accuracy'])
        network.fit(train_images, train_labels, epochs=5, batch_size=128)
        test_loss, test_acc = network.evaluate(test_images, test_labels)
        """

    static let swift = """
        let network = Sequential {
            Dense(inputs: 28 * 28, outputs: 512, activation: .relu, using: &random)
            Dense(inputs: 512, outputs: 10, activation: .softmax, using: &random)
        }
        network.compile(
            optimizer: RMSProp(network.variables), loss: .categoricalCrossEntropy,
            metrics: [.accuracy])
        try network.fit(images, labels, epochs: 5, batchSize: 128, using: &random)
        let result = network.evaluate(testImages, testLabels)
        """

    /// The slide's training accuracy, epoch by epoch.
    static let slide = ["0.9260", "0.9686", "0.9789", "0.9850", "0.9883"]

    static let advice =
        " With all 60,000 (`--data` and the folder of MNIST) the two can be compared."
}
