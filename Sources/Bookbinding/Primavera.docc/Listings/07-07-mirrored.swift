/// The classes that a network names: the mean of what it says of an image and of its mirror image.
/// (AlexNet took the mean over five crops and their mirror images.)
func answers(_ network: Sequential, _ images: Tensor) -> [Int] {
    let mirror = Tensor.concatenated(
        (0..<images.shape[0]).map {
            mirrored(images.slice($0..<$0 + 1).reshaped(Array(images.shape.dropFirst())))
                .reshaped([1] + images.shape.dropFirst())
        })
    return (softmax(network.predict(images)) + softmax(network.predict(mirror))).argmax()
}
