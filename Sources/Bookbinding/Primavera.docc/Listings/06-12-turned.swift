let turned = Augmentation([.rotate(degrees: 60)])(images, using: &lesson.random)
let still = zip(network.predict(turned).argmax(), test.labels).count { $0 == $1 }
