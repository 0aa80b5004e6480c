#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// All that a training must remember so that, after an interruption, it goes on as if there had been
/// none: to the same numbers, bit for bit.
///
/// That is more than the weights: what the optimizer remembers from step to step, where the random
/// numbers are, how many epochs are done, and the losses so far. It is written whole or not at all,
/// after every epoch; an interrupted program loses the epoch that it was in, no more.
///
/// ```swift
/// let checkpoint = Checkpoint("Reports/digits.checkpoint", recipe: "seed 1, 20 epochs")
/// checkpoint.include("network", network)
/// checkpoint.include("adam", optimizer)
/// for epoch in try checkpoint.restore(&random)..<20 {
///     … // one epoch; losses go to checkpoint.numbers["loss", default: []]
///     try checkpoint.save(epochs: epoch + 1, random)
/// }
/// checkpoint.remove()
/// ```
/// `fit` does all this when its options hold a checkpoint.
public final class Checkpoint {
    /// The file.
    public let path: String
    /// What the training was asked for. A checkpoint of another recipe is of no use and passed over.
    public let recipe: String
    /// Numbers of one's own, such as the loss of each epoch.
    public var numbers: [String: [Double]] = [:]
    /// Tensors of one's own, such as the samples of each epoch.
    public var tensors: [String: Tensor] = [:]

    private var networks: [(name: String, network: any Layer)] = []
    private var optimizers: [(name: String, optimizer: any Optimizer)] = []

    /// A checkpoint in this file, for a training with this recipe.
    public init(_ path: String, recipe: String) {
        self.path = path
        self.recipe = recipe
    }

    /// Parameters, buffers and random generators of a network are part of the checkpoint.
    public func include(_ name: String, _ network: any Layer) { networks.append((name, network)) }

    /// What an optimizer remembers is part of the checkpoint.
    public func include(_ name: String, _ optimizer: any Optimizer) {
        optimizers.append((name, optimizer))
    }

    /// Writes the file. A crash while it is written leaves the one of the epoch before.
    ///
    /// - Throws: `InputError` when it cannot be written
    public func save(epochs: Int, _ random: Random) throws {
        var state = tensors.sorted { $0.key < $1.key }.map { ("own." + $0.key, $0.value) }
        for (name, network) in networks {
            for parameter in network.parameters + network.buffers {
                state.append(("network.\(name).\(parameter.name)", parameter.variable.value))
            }
        }
        for (name, optimizer) in optimizers {
            for (index, tensor) in optimizer.memory.enumerated() {
                state.append(("optimizer.\(name).\(index)", tensor))
            }
        }
        var texts = ["recipe": recipe, "epochs": "\(epochs)"]
        let generators = [random] + networks.flatMap { $0.network.generators }
        texts["random"] = generators.flatMap(\.state).map { String($0) }.joined(separator: " ")
        // Swift writes a Double with as many digits as it takes to read the same bits again.
        for (name, values) in numbers {
            texts["numbers." + name] = values.map { "\($0)" }.joined(separator: " ")
        }
        try writeAtomically(Safetensors.encode(state, metadata: texts), to: path)
    }

    /// Takes everything back from the file, if there is one of this recipe.
    ///
    /// - Returns: how many epochs were done; 0 when there is nothing to go on from
    /// - Throws: `InputError` when the file is damaged, or of other networks; nothing was changed then
    public func restore(_ random: inout Random) throws -> Int {
        if access(path, F_OK) != 0 { return 0 }
        let (state, texts) = try Safetensors.decodeAll(readFile(path), name: path)
        if texts["recipe"] != recipe { return 0 }
        func refuse(_ reason: String) -> InputError {
            InputError(
                "\(path) is no checkpoint of this training: \(reason). Remove it to begin anew.")
        }
        guard let epochs = texts["epochs"].flatMap(Int.init), epochs > 0 else {
            throw refuse("it does not say how many epochs were done")
        }
        let words = (texts["random"] ?? "").split(separator: " ").compactMap { UInt64($0) }
        let generators = stride(from: 0, to: words.count, by: 4).compactMap {
            Random(state: Array(words[$0..<min($0 + 4, words.count)]))
        }
        if generators.count != 1 + networks.flatMap(\.network.generators).count {
            throw refuse("it holds other random numbers")
        }
        func take(_ name: String, _ shape: [Int]) throws -> Tensor {
            guard let tensor = state[name], tensor.shape == shape else {
                throw refuse("\"\(name)\" is missing or has another shape")
            }
            return tensor
        }
        let weights = try networks.map { name, network in
            try (network.parameters + network.buffers).map {
                try take("network.\(name).\($0.name)", $0.variable.shape)
            }
        }
        let memories = try optimizers.map { name, optimizer in
            try optimizer.memory.enumerated().map {
                try take("optimizer.\(name).\($0.offset)", $0.element.shape)
            }
        }
        // From here on nothing can fail any more.
        for ((_, network), weights) in zip(networks, weights) {
            for (parameter, tensor) in zip(network.parameters + network.buffers, weights) {
                parameter.variable.value = tensor
            }
        }
        for ((_, optimizer), memory) in zip(optimizers, memories) { optimizer.memory = memory }
        random = generators[0]
        var rest = generators.dropFirst()
        for (_, network) in networks {
            let count = network.generators.count
            network.generators = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        for (name, tensor) in state where name.hasPrefix("own.") {
            tensors[String(name.dropFirst(4))] = tensor
        }
        for (name, text) in texts where name.hasPrefix("numbers.") {
            numbers[String(name.dropFirst(8))] = text.split(separator: " ").compactMap {
                Double($0)
            }
        }
        return epochs
    }

    /// Removes the file: the training is complete.
    public func remove() { unlink(path) }
}
