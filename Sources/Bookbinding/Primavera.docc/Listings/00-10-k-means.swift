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
