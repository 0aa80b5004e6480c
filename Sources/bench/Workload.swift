import Primavera

/// Something to be timed, the same here and in the peers' scripts.
struct Workload {
    /// How the peers' scripts and `--only` call it.
    let name: String
    let title: String
    /// What it costs at least in floating-point operations, or in bytes read and written.
    let cost: Cost
    /// How often it runs in a row for one time: short ones often, so that the clock is fine enough.
    let repetitions: Int
    /// Makes the data and gives what is to be timed. That gives its result, for tests.
    let prepare: () -> () -> [Tensor]

    enum Cost {
        case operations(Double)
        case bytes(Double)
    }

    init(
        _ name: String, _ title: String, _ cost: Cost, repetitions: Int = 1,
        prepare: @escaping () -> () -> [Tensor]
    ) {
        self.name = name
        self.title = title
        self.cost = cost
        self.repetitions = repetitions
        self.prepare = prepare
    }

    /// All of them.
    ///
    /// - Parameter examples: how many images an epoch has: 60,000 as MNIST; fewer in tests
    static func all(examples: Int = 60_000) -> [Workload] {
        matrixProducts([256, 512, 1024, 2048]) + convolutions + networks(examples: examples)
            + [sobel]
    }
}
