let own = errors(digits.flattened, autoencoder.rebuilt(digits.flattened))
let limit = own.sorted()[own.count * 95 / 100]

let theirs = errors(kind.images, autoencoder.rebuilt(kind.images))
let curve = ROCCurve(
    scores: own + theirs, isPositive: own.map { _ in false } + theirs.map { _ in true })
let caught = Double(theirs.count { $0 > limit }) / Double(theirs.count)
