/// Exercise 0.1 · What does a straight line say about these sizes?
///
/// `price = slope · size + intercept`, for each size.
///
/// - Parameters:
///   - slope: thousands of euros for a square metre
///   - intercept: thousands of euros for a house without a square metre
///   - sizes: in square metres, any number of them
/// - Returns: the prices in thousands of euros, in the order of the sizes; none for none
///
/// ```swift
/// predictPrices(slope: 1, intercept: 40, sizes: [30, 50])      // [70, 90]
/// ```
public func predictPrices(slope: Double, intercept: Double, sizes: [Double]) -> [Double] {
    todo()
}
