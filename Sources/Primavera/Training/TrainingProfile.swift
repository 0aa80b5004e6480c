/// Where a step of learning spends its time, layer by layer.
///
/// ```swift
/// let profile = network.profile(images, targets, steps: 50)
/// profile.rows[0].name            // "Conv2D 1"
/// profile.rows[0].backward        // seconds in each step
/// ```
/// Lessons 06 and 07.
public struct TrainingProfile: Sendable {
    /// What one part of the network needs.
    public struct Row: Sendable {
        /// The layer's kind and number, of two layers that are one operation both; `loss` or `optimizer`.
        public internal(set) var name: String
        /// Seconds in each step on the way forward: the layer's output, the loss, or the update.
        public internal(set) var forward = 0.0
        /// Seconds in each step on the way back: the gradients of the layer's input and parameters.
        public internal(set) var backward = 0.0

        init(_ name: String) { self.name = name }

        /// Seconds in each step, both ways.
        public var total: Double { forward + backward }
    }

    /// The layers in their order, then the loss, then the optimizer.
    public internal(set) var rows: [Row]

    /// Seconds in each step.
    public var total: Double { rows.reduce(0) { $0 + $1.total } }
}

extension Sequential {
    /// Learns from one batch again and again, and takes the time of every part.
    ///
    /// - Parameters:
    ///   - x: the batch, `[N, …]`
    ///   - y: its targets, `[N, …]`
    ///   - steps: how many steps to time; a few before them warm up
    /// - Fails: with a sentence when `compile` was not called or N differs
    public func profile(_ x: Tensor, _ y: Tensor, steps: Int) -> TrainingProfile {
        let compiled = requireCompiled("profile")
        _ = checkCounts("profile", x, y)
        var numbers: [String: Int] = [:]
        let names = layers.map { layer in
            numbers[layer.kind, default: 0] += 1
            return "\(layer.kind) \(numbers[layer.kind]!)"
        }
        var profile = TrainingProfile(
            rows: (names + ["loss", "optimizer"]).map { TrainingProfile.Row($0) })
        let (loss, optimizer) = (layers.count, layers.count + 1)
        // Layers that are computed together with the one before.
        var merged: Set<Int> = []
        let warmUp = 3
        for step in 0..<warmUp + steps {
            if step == warmUp {
                for row in profile.rows.indices {
                    (profile.rows[row].forward, profile.rows[row].backward) = (0, 0)
                }
            }
            func seconds<R>(_ row: Int, _ body: () -> R) -> R {
                let start = ContinuousClock.now
                defer {
                    profile.rows[row].forward +=
                        (ContinuousClock.now - start).seconds / Double(steps)
                }
                return body()
            }
            compiled.optimizer.zeroGradients()
            // On the way back every variable belongs to the layer whose output came last.
            var owner: [ObjectIdentifier: Int] = [:]
            inTrainingMode {
                var (output, row) = (Variable(x), 0)
                while row < layers.count {
                    let (result, next) = seconds(row) { compute(from: row, output) }
                    owner[ObjectIdentifier(result)] = row
                    profile.rows[row].name = names[row..<next].joined(separator: ", ")
                    merged.formUnion(row + 1..<next)
                    (output, row) = (result, next)
                }
                let value = seconds(loss) { compiled.loss(output, y) }
                var current = loss
                value.backward(seed: nil) { variable, time in
                    current = owner[ObjectIdentifier(variable)] ?? current
                    profile.rows[current].backward += time.seconds / Double(steps)
                }
            }
            seconds(optimizer) { compiled.optimizer.step() }
        }
        profile.rows = profile.rows.indices.filter { !merged.contains($0) }.map { profile.rows[$0] }
        return profile
    }
}
