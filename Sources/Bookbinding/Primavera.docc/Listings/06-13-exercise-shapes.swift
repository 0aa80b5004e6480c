/// Exercise 6.2 · The shape of an image behind every layer.
///
/// - Parameters:
///   - shape: `[C, H, W]`
///   - layers: from the first to the last; after `.flatten` comes no other
/// - Returns: one shape for each layer, `[C, H, W]`, or `[C · H · W]` after `.flatten`
///
/// ```swift
/// shapes(of: [1, 32, 32], through: [.convolution(kernel: 5, filters: 6), .pooling(window: 2)])
/// // [[6, 28, 28], [6, 14, 14]]
