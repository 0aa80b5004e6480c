/// Noise `[N, noiseSize]` → examples `[N, …]`
let generator: Sequential
/// Examples → logits `[N, 1]`: large for real, small for generated
let discriminator: Sequential
let generatorOptimizer: Adam
let discriminatorOptimizer: Adam
/// What the discriminator is told of a real example. A little below 1 keeps it from growing too
/// sure (one-sided label smoothing, Salimans and others 2016).
let real: Float
