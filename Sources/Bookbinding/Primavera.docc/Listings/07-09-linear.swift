let linear = Sequential {
    Flatten()
    Dense(inputs: 3_072, outputs: train.classNames.count, using: &lesson.random)
}
