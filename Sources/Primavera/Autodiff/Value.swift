#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One number that remembers how it was computed, so that it can tell its derivatives.
///
/// This is all of automatic differentiation, on numbers instead of tensors. Each operation makes
/// a new `Value` that knows its inputs and, for each, the *local derivative*: how fast the output
/// changes with that input alone. `backward()` walks from the result to the inputs and applies the
/// chain rule: the derivative of the result with respect to an input is the derivative with
/// respect to the output, times the local derivative, added up over all the ways through the graph.
///
/// ```swift
/// let x = Value(-2), y = Value(5), z = Value(-4)
/// let f = (x + y) * z
/// f.backward()
/// f.value       // −12
/// x.gradient    // −4: ∂f/∂x = z
/// z.gradient    // 3: ∂f/∂z = x + y
/// ```
/// Lesson 03. After the exercise of A. Karpathy's micrograd (2020), which runs on the same idea.
public final class Value {
    /// The number itself.
    public let value: Double

    /// The derivative of the value that `backward()` was last called on, with respect to this one.
    /// Gradients add up over several calls, until `gradient` is set back to 0.
    public var gradient: Double = 0

    /// What made this value: `"+"`, `"tanh"`, or nothing for a number that was given.
    public let operation: String

    /// The inputs, each with the local derivative ∂self/∂input.
    public private(set) var inputs: [(value: Value, derivative: Double)]

    /// An input: a number that was not computed from others.
    public init(_ value: Double) {
        self.value = value
        operation = ""
        inputs = []
    }

    init(_ value: Double, _ operation: String, _ inputs: [(Value, Double)]) {
        self.value = value
        self.operation = operation
        self.inputs = inputs
    }

    /// Computes the gradient of every value that this one was computed from.
    ///
    /// Called again, it adds the same gradients once more. The gradients of this call are gathered
    /// aside first, so that those of an earlier one are never passed on a second time.
    public func backward() {
        var flowing: [ObjectIdentifier: Double] = [ObjectIdentifier(self): 1]
        for node in inputsFirst().reversed() {
            let gradient = flowing[ObjectIdentifier(node)] ?? 0
            for (input, derivative) in node.inputs {
                flowing[ObjectIdentifier(input), default: 0] += gradient * derivative
            }
            node.gradient += gradient
        }
    }

    /// Every value that this one depends on, and this one, each after its inputs.
    ///
    /// A list of open nodes takes the place of a function that calls itself: a sum of 100,000
    /// numbers is a graph of that depth, and would overflow the stack.
    public func inputsFirst() -> [Value] {
        var order: [Value] = []
        var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
        var open: [(node: Value, next: Int)] = [(self, 0)]
        while let (node, next) = open.last {
            if next == node.inputs.count {
                order.append(node)
                open.removeLast()
            } else {
                open[open.count - 1].next += 1
                let input = node.inputs[next].value
                if seen.insert(ObjectIdentifier(input)).inserted { open.append((input, 0)) }
            }
        }
        return order
    }

    deinit {
        // A chain of values would be freed by as many nested calls. So the last owner takes the
        // chain apart link by link instead.
        var owned = inputs.map(\.value)
        inputs = []
        while var node = owned.popLast() {
            if isKnownUniquelyReferenced(&node) {
                owned += node.inputs.map(\.value)
                node.inputs = []
            }
        }
    }
}

// Each operation: its value, and beside it the local derivative for every input.

extension Value {
    /// The sum. Both local derivatives are 1.
    public static func + (a: Value, b: Value) -> Value {
        Value(a.value + b.value, "+", [(a, 1), (b, 1)])
    }

    /// The difference. The local derivatives are 1 and −1.
    public static func - (a: Value, b: Value) -> Value {
        Value(a.value - b.value, "−", [(a, 1), (b, -1)])
    }

    /// The product. Each local derivative is the other factor.
    public static func * (a: Value, b: Value) -> Value {
        Value(a.value * b.value, "×", [(a, b.value), (b, a.value)])
    }

    /// The quotient. The local derivatives are `1 / b` and `−a / b²`.
    public static func / (a: Value, b: Value) -> Value {
        let quotient = a.value / b.value
        return Value(quotient, "÷", [(a, 1 / b.value), (b, -quotient / b.value)])
    }

    /// The negative. The local derivative is −1.
    public static prefix func - (a: Value) -> Value { Value(-a.value, "−", [(a, -1)]) }

    /// A sum with a constant, which needs no derivative.
    public static func + (a: Value, b: Double) -> Value { a + Value(b) }
    /// A difference with a constant.
    public static func - (a: Value, b: Double) -> Value { a - Value(b) }
    /// A product with a constant.
    public static func * (a: Value, b: Double) -> Value { a * Value(b) }
    /// A sum with a constant.
    public static func + (a: Double, b: Value) -> Value { Value(a) + b }
    /// A difference from a constant.
    public static func - (a: Double, b: Value) -> Value { Value(a) - b }
    /// A product with a constant.
    public static func * (a: Double, b: Value) -> Value { Value(a) * b }
}

/// `eˣ`. The derivative is `eˣ` itself.
public func exp(_ x: Value) -> Value {
    let y = exp(x.value)
    return Value(y, "exp", [(x, y)])
}

/// The natural logarithm. The derivative is `1 / x`.
public func log(_ x: Value) -> Value { Value(log(x.value), "log", [(x, 1 / x.value)]) }

/// `xⁿ`. The derivative is `n xⁿ⁻¹`.
public func pow(_ x: Value, _ exponent: Double) -> Value {
    Value(pow(x.value, exponent), "pow", [(x, exponent * pow(x.value, exponent - 1))])
}

/// The hyperbolic tangent. The derivative is `1 − tanh²`.
public func tanh(_ x: Value) -> Value {
    let y = tanh(x.value)
    return Value(y, "tanh", [(x, 1 - y * y)])
}

/// `1 / (1 + e⁻ˣ)`. The derivative is `σ (1 − σ)`.
public func sigmoid(_ x: Value) -> Value {
    let y = 1 / (1 + exp(-x.value))
    return Value(y, "sigmoid", [(x, y * (1 - y))])
}

/// `max(0, x)`. The derivative is 1 for positive x, else 0.
public func relu(_ x: Value) -> Value {
    Value(max(0, x.value), "relu", [(x, x.value > 0 ? 1 : 0)])
}
