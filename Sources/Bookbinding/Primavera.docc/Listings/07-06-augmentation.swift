/// What is changed at random in the images that are learned from.
let augmentation = Augmentation([.crop(padding: 4), .mirror])
