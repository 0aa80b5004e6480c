let points: [[Float]] = [[2, 1], [1, 2], [-1, -2], [-2, -1]]

func encoded(_ p: [Float]) -> Float { 0.5 * p[0] + 0.5 * p[1] }
