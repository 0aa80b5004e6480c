/// The sums of the products at the 36 places: `[36, rows, columns]`, in whole register tiles.
struct WinogradSums {
    /// From one row to the next.
    let width: Int
    /// From one of the 36 places to the next; see ``WinogradTiles``.
    let placeStep: Int
    private let storage: Storage

    init(rows: Int, columns: Int) {
        width = filled(columns, MiddleTile.columns)
        placeStep = oddLines(filled(rows, MiddleTile.rows) * width)
        storage = Storage(count: 36 * placeStep)
    }

    func row(_ row: Int, place: Int) -> UnsafeMutablePointer<Float> {
        storage.pointer + (place &* placeStep &+ row &* width)
    }
}
