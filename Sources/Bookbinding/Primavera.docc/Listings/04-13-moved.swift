let shifted = moved(camera.reshaped([1] + camera.shape), right: 3, down: 0)
let (before, after) = (sobelMagnitude(camera), sobelMagnitude(shifted.reshaped(camera.shape)))
let inside = 8..<camera.shape[1] - 8
let same =
    after.slice(axis: 1, inside)
    == before.slice(axis: 1, inside.lowerBound - 3..<inside.upperBound - 3)
