let template = image.slice(axis: 0, top..<top + size).slice(axis: 1, left..<left + size)
let copy = image * 0.6 + 0.1 + lesson.random.normal(image.shape, deviation: 0.03)
let fit = normalizedCorrelation(copy, template)
let best = fit.reshaped([-1]).argmax()[0]
let found = (row: best / fit.shape[1], column: best % fit.shape[1])
