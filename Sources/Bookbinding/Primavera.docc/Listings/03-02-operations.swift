public static func + (a: Value, b: Value) -> Value {
    Value(a.value + b.value, "+", [(a, 1), (b, 1)])
}

public static func * (a: Value, b: Value) -> Value {
    Value(a.value * b.value, "×", [(a, b.value), (b, a.value)])
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
