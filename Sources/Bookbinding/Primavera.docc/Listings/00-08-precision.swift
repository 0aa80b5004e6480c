/// Of those that were called `label`, the part that are: TP / (TP + FP). 0 when none was.
public func precision(_ label: Int) -> Double {
    ratio(counts[label][label], counts.reduce(0) { $0 + $1[label] })
}

/// Of those that are `label`, the part that was found: TP / (TP + FN). 0 when there are none.
public func recall(_ label: Int) -> Double {
    ratio(counts[label][label], counts[label].reduce(0, +))
}
