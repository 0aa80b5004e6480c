/// One more position on each side of a row.
func paddedByOne(_ row: [Int]) -> [(name: String, row: [Int])] {
    [
        ("zeros", [0] + row + [0]),
        ("extended", [row[0]] + row + [row[row.count - 1]]),
        ("cyclic", [row[row.count - 1]] + row + [row[0]]),
        ("none", row),
    ]
}
