import Figures
import Primavera

extension Options {
    /// For lessons that train a network of several kinds of layers; see ``Lesson/showProfile(_:_:batch:)``.
    public static let profile = Extra(
        "profile", help: "adds where a step of learning spends its time, layer by layer")

    /// Whether the time of each layer is wanted.
    public var showsProfile: Bool { extra["profile"] != nil }
}

extension Lesson {
    /// A section that shows where a step of learning spends its time: a table and bars.
    ///
    /// - Parameters:
    ///   - network: the network's name
    ///   - batch: how many examples a step learns from
    public func showProfile(_ profile: TrainingProfile, _ network: String, batch: Int) {
        section("Where the time goes")
        let total = profile.total
        func milliseconds(_ seconds: Double) -> String { (1e3 * seconds).fixed(3) }
        let rows = profile.rows.filter { $0.total > total / 2_000 }
        say(
            """
            One step of \(network) on \(batch) examples takes \(milliseconds(total)) ms here, with \
            \(Threads.maximum) thread\(Threads.maximum == 1 ? "" : "s"): \
            \((total / Double(batch) * 1e6).fixed(1)) µs for an example. The way back costs about twice as \
            much as the way forward, for every layer has two gradients to compute, its input's and its \
            weights'. The first layer is spared one of them: nobody asks for the gradient of the images.
            """)
        table(
            ["part", "forward, ms", "backward, ms", "share"],
            rows.map {
                [
                    $0.name, milliseconds($0.forward), milliseconds($0.backward),
                    (100 * $0.total / total).fixed(1) + " %",
                ]
            })
        show(
            BarChart(
                title: "Milliseconds in one step of \(network)",
                bars: rows.flatMap { row in
                    [(row.name, 1e3 * row.forward), ("back", 1e3 * row.backward)].filter {
                        $0.1 > 0
                    }
                }, decimals: 3),
            caption: rows.contains { $0.name.contains(", ") }
                ? "For each part the way forward, and below it the way back. Layers that are named together "
                    + "are computed in one go."
                : "For each part the way forward, and below it the way back.")
        say(
            """
            Compare it with the table of parameters: the dense layers have nearly all of the weights, and \
            the convolutions take nearly all of the time. A weight of a dense layer is used once for an \
            example, one of a convolution at every place of the image.
            """)
    }
}
