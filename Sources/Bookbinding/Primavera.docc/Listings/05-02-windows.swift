let results = [(2, 2), (2, 3), (3, 2)].map { pooled(image, window: $0, stride: $1, largest) }
