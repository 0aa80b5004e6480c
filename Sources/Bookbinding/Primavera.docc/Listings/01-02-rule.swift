/// `wᵢ ← wᵢ + α · xᵢ · E`, with the error `E = target − output` (−1, 0 or 1).
mutating func learn(_ x: [Double], target: Int, rate: Double) -> Int {
    let error = target - output(x)
    for i in weights.indices { weights[i] += rate * x[i] * Double(error) }
    return error
}
