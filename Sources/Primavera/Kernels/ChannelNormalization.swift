#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Local response normalisation: each number is divided by a power of its neighbours' squares, the
/// neighbours being the same pixel in the channels around.
///
/// `y[c] = x[c] / s[c]^β`, `s[c] = k + α Σ x[c′]²` over the `size` channels around c.
/// Krizhevsky, Sutskever and Hinton 2012.
struct ChannelNormalization {
    let n: Int
    let c: Int
    /// Pixels of a channel.
    let area: Int
    let size: Int
    let k: Float
    let alpha: Float
    let beta: Float

    private func neighbours(_ channel: Int) -> Range<Int> {
        max(0, channel - size / 2)..<min(c, channel - size / 2 + size)
    }

    /// - Parameters:
    ///   - x: `[N, C, area]`
    ///   - y, scales: room for as much; `scales` receives s
    func forward(
        _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        scales: UnsafeMutablePointer<Float>
    ) {
        parallelFor(n) { image in
            let start = image * c * area
            for channel in 0..<c {
                let at = start + channel * area
                (scales + at).update(repeating: k, count: area)
                for other in neighbours(channel) {
                    let source = x + start + other * area
                    for i in 0..<area { scales[at + i] += alpha * source[i] * source[i] }
                }
                for i in at..<at + area { y[i] = x[i] * pow(scales[i], -beta) }
            }
        }
    }

    /// `dx[c] = g[c] s[c]^−β − 2 α β x[c] Σ g[c′] x[c′] s[c′]^(−β−1)`, the sum over the channels that c
    /// is a neighbour of.
    func backward(
        _ x: UnsafePointer<Float>, scales: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
        into dx: UnsafeMutablePointer<Float>
    ) {
        parallelFor(n) { image in
            let start = image * c * area
            for i in start..<start + c * area { dx[i] = gradient[i] * pow(scales[i], -beta) }
            for channel in 0..<c {
                let at = start + channel * area
                for other in neighbours(channel) {
                    let target = start + other * area
                    for i in 0..<area {
                        let pull = gradient[at + i] * x[at + i] * pow(scales[at + i], -beta - 1)
                        dx[target + i] -= 2 * alpha * beta * x[target + i] * pull
                    }
                }
            }
        }
    }
}
