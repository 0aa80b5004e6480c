/// `Σ wᵢ xᵢ`
func sum(_ x: [Double]) -> Double { zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 } }

/// `1` if the sum is above the threshold, else `0`.
func output(_ x: [Double]) -> Int { sum(x) > threshold ? 1 : 0 }
