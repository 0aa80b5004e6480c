import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A generator `x = A z + b` against a discriminator with the logit `w · x + c`: small enough for
/// gradients by hand.
struct LinearGAN {
    // Numbers that a Float holds exactly: unchanged means equal.
    var a = [[0.5, -0.25], [0.125, 0.75]]
    var b = [0.25, -0.5]
    var w = [0.75, -0.5]
    var c = 0.125

    func networks() -> (generator: Sequential, discriminator: Sequential) {
        (
            Sequential([
                Dense(
                    weight: Tensor(a.map { $0.map { Float($0) } }),
                    bias: Tensor(b.map { Float($0) }))
            ]),
            Sequential([Dense(weight: Tensor([w.map { Float($0) }]), bias: Tensor([Float(c)]))])
        )
    }

    private func made(_ z: [Double]) -> [Double] { Reference.sums(z, a, b) }
    private func answer(_ x: [Double]) -> Double {
        Reference.sigmoid(Reference.sums(x, [w], [c])[0])
    }

    func discriminatorCost(real: [[Double]], noise: [[Double]]) -> Double {
        var (first, second) = (0.0, 0.0)
        for x in real { first -= log(answer(x)) }
        for z in noise { second -= log(1 - answer(made(z))) }
        return first / Double(real.count) + second / Double(noise.count)
    }

    func exchangedCost(real: [[Double]], noise: [[Double]]) -> Double {
        let ofReal = real.reduce(0) { $0 - log(1 - answer($1)) } / Double(real.count)
        return ofReal + generatorCost(noise: noise)
    }

    func generatorCost(noise: [[Double]]) -> Double {
        noise.reduce(0) { $0 - log(answer(made($1))) } / Double(noise.count)
    }

    func minimaxCost(noise: [[Double]]) -> Double {
        noise.reduce(0) { $0 + log(1 - answer(made($1))) } / Double(noise.count)
    }

    mutating func discriminatorStep(
        real: [[Double]], noise: [[Double]], rate: Double
    ) -> Double {
        let cost = discriminatorCost(real: real, noise: noise)
        var (dw, dc) = ([0.0, 0], 0.0)
        func add(_ x: [Double], _ delta: Double) {
            for i in 0..<2 { dw[i] += delta * x[i] }
            dc += delta
        }
        for x in real { add(x, (answer(x) - 1) / Double(real.count)) }
        for z in noise { add(made(z), answer(made(z)) / Double(noise.count)) }
        for i in 0..<2 { w[i] -= rate * dw[i] }
        c -= rate * dc
        return cost
    }

    mutating func generatorStep(noise: [[Double]], rate: Double) -> Double {
        let cost = generatorCost(noise: noise)
        var (da, db) = (Reference.zeros(2, 2), [0.0, 0])
        for z in noise {
            let delta = (answer(made(z)) - 1) / Double(noise.count)
            for i in 0..<2 {
                for j in 0..<2 { da[i][j] += delta * w[i] * z[j] }
                db[i] += delta * w[i]
            }
        }
        for i in 0..<2 {
            for j in 0..<2 { a[i][j] -= rate * da[i][j] }
            b[i] -= rate * db[i]
        }
        return cost
    }

    /// The discriminator's weights when the gradient of the step from `first` to `before` is added once
    /// more: nobody has forgotten it.
    func w(after before: LinearGAN, adding first: LinearGAN) -> [Double] {
        var result = w
        for i in 0..<2 { result[i] += before.w[i] - first.w[i] }
        return result
    }

    /// The same for the generator's weights.
    func a(after before: LinearGAN, adding first: LinearGAN) -> [[Double]] {
        var result = a
        for i in 0..<2 {
            for j in 0..<2 { result[i][j] += before.a[i][j] - first.a[i][j] }
        }
        return result
    }

    /// The network that had to stand still: the same bits, and no gradient.
    func requireUnchanged(
        _ network: Sequential, _ name: String, _ step: String, _ judge: Judge
    ) throws {
        let (generator, discriminator) = networks()
        let untouched = name == "generator" ? generator : discriminator
        for (variable, before) in zip(network.variables, untouched.variables) {
            try judge.require(
                variable.value.values.map(\.bitPattern) == before.value.values.map(\.bitPattern),
                "The \(name) changed in \(step): only the other network learns there.")
            try judge.require(
                variable.gradient == nil,
                "A gradient was left in the \(name) by \(step)"
                    + (name == "generator"
                        ? ": make its examples inside of withoutGradients { … }."
                        : ": compute its answers inside of discriminator.frozen { … }."))
        }
    }
}
