let row = Filters.gaussianRow(deviation: 2)
let kernel = row.reshaped([-1, 1]) * row
let clock = ContinuousClock()
var (whole, parts) = (image, image)
let slow = clock.measure { whole = correlate(image, kernel) }
let fast = clock.measure { parts = correlateSeparably(image, row) }
