for batch in Batches(count: x.count, size: batchSize, using: &random) {
    let errors = batch.map { slope * x[$0] + intercept - y[$0] }
    let n = Double(batch.count)
    slope -= 0.1 * 2 / n * zip(errors, batch).reduce(0) { $0 + $1.0 * x[$1.1] }
    intercept -= 0.1 * 2 / n * errors.reduce(0, +)
