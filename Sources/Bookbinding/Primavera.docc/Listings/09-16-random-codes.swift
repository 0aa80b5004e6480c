// Codes drawn number by number, each from a bell curve as wide as the codes of digits are.
let codes = autoencoder.encoder.predict(train.flattened)
let centre = codes.mean(axis: 0)
let spread = sqrt(((codes - centre) * (codes - centre)).mean(axis: 0))
let count = 200
let drawn = lesson.random.normal([count, codes.shape[1]]) * spread + centre
let invented = autoencoder.decoder.predict(drawn)
