/// Moves towards `other`, which has made this many steps; the first time it becomes equal to it.
func follow(_ other: Sequential, steps: Int) {
    // At first a short memory, so that the beginnings are forgotten soon.
    let keep = min(keep, Float(steps - 1) / Float(steps + 9))
    for (own, new) in zip(state(network), state(other)) {
        own.value = own.value * keep + new.value * (1 - keep)
    }
}
