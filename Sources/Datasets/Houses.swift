import Primavera

/// The houses of the lecture on linear regression.
///
/// ```swift
/// let houses = try Houses.withFourFeatures()
/// houses.features.shape          // [5, 4]
/// houses.price.count             // 5
/// ```
public enum Houses {
    /// Seven houses: size in m², price in thousands of euros.
    public static func bySize() throws -> (size: [Double], price: [Double]) {
        let table = try CSV(path: Resources.path("houses.csv"))
        return (try table.numbers("size m2"), try table.numbers("price euro").map { $0 / 1_000 })
    }

    /// Five houses with four features `[5, 4]`: size in m², rooms, floors, age in years; the price
    /// in thousands of euros.
    public static func withFourFeatures() throws -> (features: Tensor, price: [Double]) {
        let table = try CSV(path: Resources.path("houses-four-features.csv"))
        let columns = try table.header.dropLast().map { try table.floats($0) }
        return (
            Tensor(columns).transposed(), try table.numbers("price euro").map { $0 / 1_000 }
        )
    }
}
