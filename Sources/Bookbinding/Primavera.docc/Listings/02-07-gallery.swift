let shown: [(name: String, formula: String, function: (Variable) -> Variable)] = [
    ("sigmoid", "1 / (1 + e⁻ˣ)", { sigmoid($0) }),
    ("tanh", "(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)", { tanh($0) }),
    ("ReLU", "max(0, x)", { relu($0) }),
    ("leaky ReLU", "x, or 0.1 x below 0", { leakyReLU($0, slope: 0.1) }),
    ("ELU", "x, or eˣ − 1 below 0", { elu($0) }),
    ("maxout", "the highest of three lines", { maxoutOfThree($0) }),

let x = Variable(xs, requiresGradient: true)
let y = function(x)
y.sum().backward()
let derivative = x.gradient!
