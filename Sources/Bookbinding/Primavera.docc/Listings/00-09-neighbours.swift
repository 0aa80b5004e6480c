/// k nearest neighbours (Fix and Hodges 1951): the class that most of the k nearest examples have.
///
/// There is nothing to train and no parameter: the examples themselves are the model. Among equals
/// the class with the smaller number wins.
func nearestNeighbours(
    _ x: [Double], examples: [[Double]], labels: [Int], k: Int, classes: Int
) -> Int {
    let nearest = examples.indices
        .sorted { squaredDistance(x, examples[$0]) < squaredDistance(x, examples[$1]) }
        .prefix(k)
    var votes = [Int](repeating: 0, count: classes)
    for index in nearest { votes[labels[index]] += 1 }
    return votes.firstIndex(of: votes.max()!)!
}
