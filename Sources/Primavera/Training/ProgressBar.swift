/// How far a long work has come, and how long it will still take.
///
/// On a terminal one line that is written over and over; elsewhere a line for every tenth.
///
/// ```swift
/// var bar = ProgressBar(total: 60_000)
/// bar.advance(to: 128, detail: "loss: 2.3026")
/// bar.finish(detail: "loss: 0.2562 - acc: 0.9260")
/// // 60000/60000 [==============================] - 4s - loss: 0.2562 - acc: 0.9260
/// ```
public struct ProgressBar {
    /// How much there is to do.
    public let total: Int
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastDrawn: ContinuousClock.Instant?
    private var tenths = 0
    private let isInteractive: Bool
    private let output: (String) -> Void

    /// A bar that begins now.
    public init(total: Int) {
        self.init(
            total: total, isInteractive: Terminal.isInteractive, output: { Terminal.write($0) })
    }

    init(total: Int, isInteractive: Bool, output: @escaping (String) -> Void) {
        self.total = total
        self.isInteractive = isInteractive
        self.output = output
        start = clock.now
    }

    /// Seconds since the beginning.
    public var seconds: Double { (clock.now - start).seconds }

    /// Shows that `done` of the total are done. Cheap to call often: it draws ten times a second.
    public mutating func advance(to done: Int, detail: @autoclosure () -> String = "") {
        if isInteractive {
            let now = clock.now
            if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
            lastDrawn = now
            let left = done == 0 ? 0 : seconds * Double(total - done) / Double(done)
            draw("\(bar(done)) - ETA: \(Self.text(seconds: left))", detail())
        } else if total > 0, seconds > 2, done * 10 / total > tenths {
            tenths = done * 10 / total
            output("  \(tenths * 10) % after \(Self.text(seconds: seconds)) \(detail())\n")
        }
    }

    /// Shows the finished bar with the time it took, and ends the line.
    public mutating func finish(detail: String = "") {
        let line = "\(bar(total)) - \(Self.text(seconds: seconds))"
        if isInteractive {
            draw(line, detail)
            output("\n")
        } else {
            output(line + (detail.isEmpty ? "" : " - " + detail) + "\n")
        }
    }

    private func bar(_ done: Int) -> String {
        let filled = total == 0 ? 30 : done * 30 / total
        let arrow = filled < 30 ? ">" : ""
        let rest = String(repeating: ".", count: max(0, 30 - filled - arrow.count))
        let count = String(done).leftPadded(to: String(total).count)
        return "\(count)/\(total) [" + String(repeating: "=", count: filled) + arrow + rest + "]"
    }

    private func draw(_ line: String, _ detail: String) {
        let text = line + (detail.isEmpty ? "" : " - " + detail)
        // Cut to the width: a line that wraps cannot be written over. ESC [K clears what was longer.
        output("\r" + String(text.prefix(Terminal.width - 1)) + "\u{1B}[K")
    }

    /// `"4s"`, `"1m 05s"`, and with a decimal below ten seconds: `"0.8s"`.
    static func text(seconds: Double) -> String {
        if seconds < 10 { return seconds.fixed(1) + "s" }
        if seconds < 60 { return seconds.fixed(0) + "s" }
        let whole = Int(seconds)
        return "\(whole / 60)m \(whole % 60 < 10 ? "0" : "")\(whole % 60)s"
    }
}

extension Duration {
    /// The duration in seconds.
    public var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
