extension Tensor: CustomStringConvertible {
    /// The values in rows and columns, as a person reads a matrix. Of long axes the first and the
    /// last three are shown; shape first when there are more than two axes.
    ///
    /// ```
    /// [[ 1.0000,  2.5000],
    ///  [-3.0000,  4.0000]]
    /// ```
    public var description: String {
        let shown = values.filter(\.isFinite).map(Swift.abs)
        let largest = shown.max() ?? 0
        let isWhole = shown.allSatisfy { $0 == $0.rounded() } && largest < 1e6
        let isWide = largest >= 1e5 || (largest > 0 && largest < 1e-3)
        func text(_ value: Float) -> String {
            if isWhole && value.isFinite { return value.fixed(0) }
            return isWide ? value.significant(4) : value.fixed(4)
        }
        let content = values
        func positions(_ length: Int) -> [Int?] {
            length <= 8
                ? (0..<length).map { $0 }
                : [0, 1, 2, nil] + (length - 3..<length).map { $0 }
        }
        let width = content.prefix(4_096).map { text($0).count }.max() ?? 0
        func block(_ axis: Int, _ offset: Int, _ indent: String) -> String {
            if axis == rank { return text(content[offset]).leftPadded(to: rank == 0 ? 0 : width) }
            let step = shape[(axis + 1)...].reduce(1, *)
            let parts = positions(shape[axis]).map { position in
                position.map { block(axis + 1, offset + $0 * step, indent + " ") } ?? "…"
            }
            let isLast = axis == rank - 1
            let gap = String(repeating: "\n", count: rank - 1 - axis) + indent + " "
            return "[" + parts.joined(separator: isLast ? ", " : "," + gap) + "]"
        }
        if count == 0 { return "Tensor of shape \(shape), empty" }
        return (rank > 2 ? "Tensor of shape \(shape):\n" : "") + block(0, 0, "")
    }
}
