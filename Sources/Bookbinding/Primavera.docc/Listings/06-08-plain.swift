// Without: another network, for as long (at full size not quite), to see the two curves part.
let plain = leNet5(using: &lesson.random)
let short = isFull ? min(epochs, 3) : epochs
options.augment = nil
options.schedule = .cosine(epochs: short)
options.printsProgress = false
let other = try fit(plain, train, batch, short, options, &lesson.random)
