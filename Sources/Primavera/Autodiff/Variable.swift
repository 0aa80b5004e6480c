/// A tensor that remembers how it was computed, so that it can tell its gradients.
///
/// ``Value`` does the same for single numbers and is the one to read first. A variable that was
/// computed knows its inputs, and how the gradient with respect to the output becomes the gradient
/// with respect to each of them. Only inputs that a gradient is wanted for are remembered.
///
/// ```swift
/// let w = Variable(parameter: [[1, 2], [3, 4]])
/// let loss = (w * w).sum()
/// loss.backward()
/// w.gradient          // [[2, 4], [6, 8]]
/// ```
/// Lesson 03.
public final class Variable {
    /// The tensor. An optimizer writes to it; nothing else should once a graph has been built.
    public var value: Tensor

    /// The gradient that the calls of `backward()` have added up since it was last `nil`.
    ///
    /// Kept for the variables at the beginning of a graph: parameters, and inputs that were made
    /// with `requiresGradient`. For one in the middle ask with ``retainGradient()``.
    public var gradient: Tensor?

    /// Whether gradients flow to this variable. Only ``Layer/frozen(_:)`` changes it, for a while.
    public private(set) var requiresGradient: Bool

    /// What made this variable: `"matrixProduct"`, `"relu"`, or nothing for one that was given.
    public let operation: String

    private(set) var inputs: [Variable]
    /// Turns the gradient with respect to this variable into those with respect to `inputs`, none of them
    /// `nil`. Those of parameters may be put off.
    private let shares: (Tensor, LaterWork?) -> [Tensor?]
    private var retainsGradient = false
    /// While `backward()` is at work: the sum of the gradients that have come back so far.
    private var arriving: Tensor?
    /// While `backward()` is at work: whether it knows of this variable.
    private var isListed = false

    /// One input of an operation, and how a gradient gets from the output back to it.
    struct Input {
        let variable: Variable
        let gradient: (Tensor) -> Tensor

        init(_ variable: Variable, _ gradient: @escaping (Tensor) -> Tensor) {
            self.variable = variable
            self.gradient = gradient
        }
    }

    /// A variable that is given, not computed: data, or with `requiresGradient` an input whose
    /// gradient is of interest.
    public init(_ value: Tensor, requiresGradient: Bool = false) {
        self.value = value
        self.requiresGradient = requiresGradient
        operation = ""
        inputs = []
        shares = { _, _ in [] }
    }

    /// A variable that is learned.
    public convenience init(parameter value: Tensor) {
        self.init(value, requiresGradient: true)
    }

    /// The output of an operation: its value, and for each input the way back, which is only made when
    /// somebody records it.
    init(_ value: Tensor, _ operation: String, _ inputs: @autoclosure () -> [Input]) {
        self.value = value
        self.operation = operation
        guard GradientRecording.isOn else {
            (self.inputs, shares, requiresGradient) = ([], { _, _ in [] }, false)
            return
        }
        let wanted = inputs().filter(\.variable.requiresGradient)
        let functions = wanted.map(\.gradient)
        self.inputs = wanted.map(\.variable)
        shares = { gradient, _ in functions.map { $0(gradient) } }
        requiresGradient = !wanted.isEmpty
    }

    /// The output of an operation whose gradients have work in common, and are computed together.
    ///
    /// - Parameter gradients: from the gradient with respect to the output, and for each of `inputs` whether
    ///   one is wanted, the gradients with respect to them; `nil` for the others. What a parameter's
    ///   gradient takes may be put off with `later`, if there is one
    init(
        _ value: Tensor, _ operation: String, together inputs: @autoclosure () -> [Variable],
        _ gradients:
            @escaping (
                _ gradient: Tensor, _ wanted: [Bool], _ later: LaterWork?
            ) -> [Tensor?]
    ) {
        self.value = value
        self.operation = operation
        let inputs = GradientRecording.isOn ? inputs() : []
        let wanted = inputs.map(\.requiresGradient)
        // Nothing is kept for a way back that nobody goes.
        guard wanted.contains(true) else {
            (self.inputs, shares, requiresGradient) = ([], { _, _ in [] }, false)
            return
        }
        requiresGradient = true
        if wanted.contains(false) {
            self.inputs = inputs.filter(\.requiresGradient)
            shares = { gradients($0, wanted, $1).filter { $0 != nil } }
        } else {
            self.inputs = inputs
            shares = { gradients($0, wanted, $1) }
        }
    }

    /// The tensor's shape.
    public var shape: [Int] { value.shape }

    /// Keeps the gradient of a computed variable too, for looking at it.
    public func retainGradient() { retainsGradient = true }

    /// Keeps gradients away from a parameter, or lets them come again.
    func freeze(_ isFrozen: Bool) { requiresGradient = !isFrozen }

    /// The same value, cut off from the graph: no gradient flows through it.
    public func detached() -> Variable { Variable(value) }

    deinit {
        // See `Value.deinit`: a deep graph is freed link by link, not by nested calls.
        var owned = inputs
        inputs = []
        while var input = owned.popLast() {
            if isKnownUniquelyReferenced(&input) {
                owned += input.inputs
                input.inputs = []
            }
        }
    }
}

extension Variable {
    /// Computes the gradient of this variable with respect to every parameter it depends on.
    ///
    /// - **Called twice** on one graph it adds the same gradients twice: the graph is kept, and
    ///   the gradients of one call never flow in another.
    /// - **Several losses** add up their gradients in the parameters that they share.
    /// - `zeroGradients()` of the optimizer, or `gradient = nil`, begins anew.
    ///
    /// - Parameter seed: the gradient to start with, of this variable's shape; 1 if none is given
    /// - Fails: with a sentence when this variable is not a single number and there is no seed, or
    ///   when nothing it depends on requires a gradient
    public func backward(seed: Tensor? = nil) { backward(seed: seed, observer: nil) }

    /// - Parameter observer: told how long each variable's gradients took, from the loss backwards
    func backward(seed: Tensor?, observer: ((Variable, Duration) -> Void)?) {
        if !requiresGradient {
            mistake(
                "backward() found nothing to compute a gradient for: no parameter leads here, or "
                    + "the graph was built inside withoutGradients.")
        }
        if seed == nil && value.count != 1 {
            mistake(
                "backward() starts from one number, a loss, but this variable has the shape "
                    + "\(shape): take its sum() or mean() first, or give a seed.")
        }
        if let seed, seed.shape != shape {
            mistake("The seed of backward() has the shape \(seed.shape), its variable \(shape).")
        }
        arriving = seed ?? Tensor.ones(shape)
        // Who looks on sees each variable's whole time.
        let later = Threads.maximum > 1 && observer == nil ? LaterWork() : nil
        defer { later?.finish() }
        for node in inputsFirst().reversed() {
            node.isListed = false
            guard let gradient = node.arriving.take() else { continue }
            let start = observer == nil ? nil : ContinuousClock.now
            defer { if let observer, let start { observer(node, ContinuousClock.now - start) } }
            for (input, share) in zip(node.inputs, node.shares(gradient, later)) {
                if let share { input.arriving = total(input.arriving.take(), share, later) }
            }
            if node.inputs.isEmpty || node.retainsGradient {
                node.gradient = total(node.gradient.take(), gradient, later)
            }
        }
    }

    /// Every variable that a gradient flows to, each after its inputs; see `Value.inputsFirst()`. All are
    /// marked as listed, which is faster than a set beside them.
    private func inputsFirst() -> [Variable] {
        var order: [Variable] = []
        order.reserveCapacity(64)
        var open: [(node: Variable, next: Int)] = []
        open.reserveCapacity(16)
        open.append((self, 0))
        isListed = true
        while let (node, next) = open.last {
            if next == node.inputs.count {
                order.append(node)
                open.removeLast()
            } else {
                open[open.count - 1].next += 1
                let input = node.inputs[next]
                if input.isListed { continue }
                input.isListed = true
                // Most are parameters.
                if input.inputs.isEmpty { order.append(input) } else { open.append((input, 0)) }
            }
        }
        return order
    }
}

/// What has come so far, and one gradient more. Only where there are both does somebody read them.
private func total(_ sofar: Tensor?, _ gradient: Tensor, _ later: LaterWork?) -> Tensor {
    guard let sofar else { return gradient }
    later?.finish()
    return sofar + gradient
}

/// Computes without building a graph: for prediction, and for whatever needs no gradient.
///
/// ```swift
/// let prediction = withoutGradients { network(images) }
/// prediction.requiresGradient         // false
/// ```
public func withoutGradients<R>(_ body: () throws -> R) rethrows -> R {
    try GradientRecording.$isOn.withValue(false, operation: body)
}

enum GradientRecording {
    /// Bound to a scope, and so to its thread: a scope inside of another, or an error thrown out
    /// of it, leaves the right state behind.
    @TaskLocal static var isOn = true
}
