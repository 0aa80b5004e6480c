func bowl(_ x: Double, _ y: Double) -> Double { x * x + 3 * y * y }
let paths: [Path] = [("0.01", 0.01), ("0.1", 0.1), ("0.34", 0.34)].map { name, rate in
    var (x, y) = (-1.8, 0.8)
    var path: Path = ("rate " + name, [x], [y])
    for _ in 0..<15 {
        (x, y) = (x - rate * 2 * x, y - rate * 6 * y)
        path.x.append(x)
        path.y.append(y)
    }
    return path
}
let ends = paths.map { bowl($0.x.last!, $0.y.last!) }
