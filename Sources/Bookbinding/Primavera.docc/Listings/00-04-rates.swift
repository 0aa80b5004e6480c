let rates = [0.001, 0.01, 0.1, 0.5, 1.0]
lesson.table(
    ["learning rate", "mean squared error after \(steps) steps"],
    rates.map { rate in
        let end = unscaled(descend(scaled, price, rate: rate, steps: steps).last!)
        return ["\(rate)", end.meanSquaredError(size, price).significant(4)]
    })
