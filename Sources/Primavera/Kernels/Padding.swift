/// What stands beyond the border of an image, where a kernel reaches over it.
///
/// For the row `5 4 2 3 7`, one position on each side:
/// - zeros: `0 5 4 2 3 7 0`
/// - extended: `5 5 4 2 3 7 7`
/// - cyclic: `7 5 4 2 3 7 5`
///
/// The fourth way, none, is a padding of 0: there is no output where the kernel would reach over.
public enum PaddingMode: Sendable, Equatable {
    /// Zeros.
    case zeros
    /// The border's own pixels again.
    case extended
    /// The pixels of the opposite border.
    case cyclic

    /// Which of `0 ..< count` stands at a position that may lie outside; `nil` for a zero.
    @inline(__always)
    func source(_ position: Int, count: Int) -> Int? {
        if position >= 0 && position < count { return position }
        switch self {
        case .zeros: return nil
        case .extended: return position < 0 ? 0 : count - 1
        case .cyclic:
            let rest = position % count
            return rest < 0 ? rest + count : rest
        }
    }
}

extension ConvolutionShape {
    /// Some rows of a padded channel, `W + 2 P` Floats each; zeros for rows outside of it.
    ///
    /// - Parameters:
    ///   - channel: `[H, W]`
    ///   - mask: as large; where it is 0 or less, the channel counts as 0
    ///   - target: zeros at first, and fifteen more of them behind; a row every `step` Floats
    func padRows(
        _ rows: Range<Int>, _ channel: UnsafePointer<Float>, mask: UnsafePointer<Float>?,
        into target: UnsafeMutablePointer<Float>, step: Int
    ) {
        guard paddingMode == .zeros else {
            for (index, row) in rows.enumerated() {
                padRow(row, channel, mask: mask, into: target + index * step)
            }
            return
        }
        // Those within the channel all at once.
        let inside = rows.clamped(to: padding..<h + padding)
        for row in rows where !inside.contains(row) {
            (target + (row - rows.lowerBound) * step).update(repeating: 0, count: w + 2 * padding)
        }
        let first = (inside.lowerBound - padding) * w
        copyRows(
            channel + first, mask: mask.map { $0 + first },
            into: target + (inside.lowerBound - rows.lowerBound) * step + padding, step: step,
            rows: inside.count, columns: w)
    }

    /// One row, with the border's or the opposite border's pixels around it.
    private func padRow(
        _ row: Int, _ channel: UnsafePointer<Float>, mask: UnsafePointer<Float>?,
        into target: UnsafeMutablePointer<Float>
    ) {
        guard row < h + 2 * padding, let line = paddingMode.source(row - padding, count: h) else {
            target.update(repeating: 0, count: w + 2 * padding)
            return
        }
        let inside = target + padding
        copyRows(
            channel + line * w, mask: mask.map { $0 + line * w }, into: inside, step: 0, rows: 1,
            columns: w)
        for column in 0..<padding {
            let opposite = w + column
            inside[column - padding] =
                paddingMode.source(column - padding, count: w).map { inside[$0] } ?? 0
            inside[opposite] = paddingMode.source(opposite, count: w).map { inside[$0] } ?? 0
        }
    }
}
