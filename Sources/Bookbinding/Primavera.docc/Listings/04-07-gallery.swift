let shown: [(name: String, picture: Tensor)] = [
    ("identity", correlate(image, Filters.identity)),
    ("shift left by one", correlate(image, Filters.shiftLeft)),
    ("mean, 9 × 9", correlate(image, Filters.mean(9))),
    ("Gaussian, σ = 3", correlateSeparably(image, Filters.gaussianRow(deviation: 3))),
    ("sharpen", correlate(image, Filters.sharpen)),
    ("emboss", correlate(image, Filters.emboss)),
    ("Laplacian", correlate(image, Filters.laplacian) * 2 + 0.5),
    ("Gabor, upright", gabor(image, angle: 0)),
