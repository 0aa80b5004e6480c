func cost(_ shift: Double) -> Double {
    var moved = network
    shifted(&moved, index, by: shift)
    return moved.cost(x, target)
}

let numerical = (cost(change) - cost(-change)) / (2 * change)
worst = max(worst, relativeDifference(byHand[index], numerical))
