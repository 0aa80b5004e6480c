#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How the learning rate changes over the epochs, as a factor of the one that training began with.
///
/// ```swift
/// let schedule = LearningRateSchedule.cosine(epochs: 10)
/// schedule.factor(at: 0)      // 1.0
/// schedule.factor(at: 5)      // 0.5
/// ```
public struct LearningRateSchedule: Sendable {
    private let rule: @Sendable (Int) -> Float

    /// A schedule of one's own: the epoch, counted from 0 → the factor.
    public init(_ rule: @escaping @Sendable (Int) -> Float) { self.rule = rule }

    /// The factor in an epoch, counted from 0.
    public func factor(at epoch: Int) -> Float { rule(epoch) }

    /// Always 1.
    public static let constant = LearningRateSchedule { _ in 1 }

    /// Times `factor` after every `epochs` epochs.
    public static func step(every epochs: Int, by factor: Float) -> LearningRateSchedule {
        LearningRateSchedule { pow(factor, Float($0 / max(1, epochs))) }
    }

    /// Times `factor` after every epoch.
    public static func exponential(by factor: Float) -> LearningRateSchedule {
        LearningRateSchedule { pow(factor, Float($0)) }
    }

    /// Half a cosine, from 1 down to 0 after the last of `epochs`. Loshchilov and Hutter 2017.
    public static func cosine(epochs: Int) -> LearningRateSchedule {
        LearningRateSchedule { epoch in
            0.5 * (1 + cos(Float.pi * Float(min(epoch, epochs)) / Float(max(1, epochs))))
        }
    }

    /// The same schedule after a start that grows evenly over `epochs` epochs.
    public func warmedUp(over epochs: Int) -> LearningRateSchedule {
        LearningRateSchedule { epoch in
            epoch < epochs ? Float(epoch + 1) / Float(epochs + 1) : factor(at: epoch - epochs)
        }
    }
}
