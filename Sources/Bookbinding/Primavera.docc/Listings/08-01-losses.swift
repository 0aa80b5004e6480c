/// `−mean log D(x) − mean log(1 − D(G(z)))`
func discriminatorLoss(real: [Double], generated: [Double]) -> Double {
    -mean(real.map { log($0) }) - mean(generated.map { log(1 - $0) })
}

/// `mean log(1 − D(G(z)))`
func minimaxLoss(generated: [Double]) -> Double { mean(generated.map { log(1 - $0) }) }

/// `−mean log D(G(z))`
func nonSaturatingLoss(generated: [Double]) -> Double { -mean(generated.map { log($0) }) }
