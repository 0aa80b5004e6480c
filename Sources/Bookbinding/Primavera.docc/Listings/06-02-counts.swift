let counts = [
    parameters(kernel: 5, channels: 1, filters: 6), 0,
    parameters(kernel: 5, channels: 6, filters: 16), 0, 400 * 120 + 120, 120 * 84 + 84,
    84 * 10 + 10,
]
