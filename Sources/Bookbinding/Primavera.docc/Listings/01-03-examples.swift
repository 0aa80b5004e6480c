/// Examples with a bias input: the first input is always 1, so its weight takes the place of the
/// threshold, and is learned like the others.
struct Examples {
    var inputs: [[Double]]
    var targets: [Int]

    init(_ inputs: [[Double]], _ targets: [Int]) {
        self.inputs = inputs.map { [1] + $0 }
        self.targets = targets
    }

    static let corners: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]
    static let and = Examples(corners, [0, 0, 0, 1])
    static let or = Examples(corners, [0, 1, 1, 1])
    static let xor = Examples(corners, [0, 1, 1, 0])
}
