/// Changes parameters along their gradients, one step at a time.
///
/// ```swift
/// let optimizer = GradientDescent(network.variables, learningRate: 0.1)
/// for batch in batches {
///     let loss = …
///     optimizer.zeroGradients()
///     loss.backward()
///     optimizer.step()
/// }
/// ```
public protocol Optimizer: AnyObject {
    /// What this optimizer changes. Two optimizers may share a graph and change different parts.
    var variables: [Variable] { get }

    /// How far a step goes; a schedule may change it between steps.
    var learningRate: Float { get set }

    /// Changes every variable that has a gradient.
    func step()

    /// What is remembered from step to step, in an order of the optimizer's own: saved by a
    /// ``Checkpoint``, so that training can go on later as if it had never stopped.
    var memory: [Tensor] { get set }
}

extension Optimizer {
    /// Forgets the gradients, so that the next `backward()` begins anew.
    public func zeroGradients() {
        for variable in variables { variable.gradient = nil }
    }
}

/// A tensor of zeros for each variable: where most optimizers' memory begins.
func zeroStates(_ variables: [Variable]) -> [Tensor] {
    variables.map { Tensor.zeros($0.shape) }
}

/// What an optimizer with two numbers for each parameter remembers, taken apart again.
func halves(_ memory: [Tensor]) -> ([Tensor], [Tensor]) {
    let half = memory.count / 2
    return (Array(memory[..<half]), Array(memory[half...]))
}
