let images = framed(test.images)
let answers = network.predict(images).argmax()
let right = zip(answers, test.labels).count { $0 == $1 }
