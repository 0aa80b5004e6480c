/// McCulloch and Pitts' threshold at 0.
func step(_ s: Double) -> Double { s > 0 ? 1 : 0 }

/// XOR is OR, but not AND: one hidden unit for each of the two, and an output that combines them.
let xorHidden = HandLayer([[1, 1], [1, 1]], biases: [-0.5, -1.5])
let xorOutput = HandLayer([[1, -1]], biases: [-0.5])
