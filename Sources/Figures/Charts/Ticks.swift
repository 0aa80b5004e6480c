import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The round numbers along an axis: steps of 1, 2 or 5 times a power of ten.
struct Ticks {
    let values: [Double]
    private let decimals: Int
    /// For very large or small numbers: how many digits tell neighbours apart.
    private let digits: Int?

    /// - Parameter about: roughly how many there should be
    init(_ range: ClosedRange<Double>, about: Int) {
        let span = range.upperBound - range.lowerBound
        guard span > 0, span.isFinite, about > 0 else {
            values = [range.lowerBound]
            decimals = 2
            digits = nil
            return
        }
        let rough = span / Double(about)
        let power = floor(log10(rough))
        let factor = [1.0, 2, 5, 10].first { $0 * pow(10, power) >= rough * 0.999 } ?? 10
        let step = factor * pow(10, power)
        decimals = max(0, Int(-floor(log10(step) + 1e-9)))
        let largest = max(abs(range.lowerBound), abs(range.upperBound))
        digits =
            largest >= 1e6 || decimals > 5
            ? max(3, min(15, Int((log10(largest) - log10(step)).rounded(.up)) + 1)) : nil
        // Whole multiples of the step, so that no rounding dust adds up.
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        values = Array(stride(from: first, through: last, by: 1).prefix(100)).map { $0 * step }
    }

    func label(_ value: Double) -> String {
        let text = digits.map { value.significant($0) } ?? value.fixed(decimals)
        return text.replacing("-", with: "−")
    }
}

/// The smallest range that holds the values, somewhat widened; 0 … 1 when there are none.
func paddedRange(_ values: some Sequence<Double>, padding: Double = 0.05) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    if low == high { return (low - max(0.5, abs(low) * 0.1))...(high + max(0.5, abs(high) * 0.1)) }
    let extra = (high - low) * padding
    return (low - extra)...(high + extra)
}
