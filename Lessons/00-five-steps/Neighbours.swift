// Two methods that look at distances only.

func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
}

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

/// One round of k-means: where the centres were, and which of them each example is nearest to.
struct Clustering {
    let centres: [[Double]]
    let members: [Int]
}

/// k-means (Lloyd 1957): centres that move to the mean of the examples nearest to them, again and
/// again, until nothing changes. No label is looked at.
///
/// - Parameter centres: where they begin
/// - Returns: every round, the last one at rest
func kMeans(_ examples: [[Double]], centres: [[Double]]) -> [Clustering] {
    var centres = centres
    var rounds: [Clustering] = []
    while true {
        let members = examples.map { x in
            centres.indices.min {
                squaredDistance(x, centres[$0]) < squaredDistance(x, centres[$1])
            }!
        }
        if rounds.last?.members == members { return rounds }
        rounds.append(Clustering(centres: centres, members: members))
        for centre in centres.indices {
            let own = examples.indices.filter { members[$0] == centre }.map { examples[$0] }
            if own.isEmpty { continue }
            centres[centre] = centres[centre].indices.map { axis in mean(own.map { $0[axis] }) }
        }
    }
}
