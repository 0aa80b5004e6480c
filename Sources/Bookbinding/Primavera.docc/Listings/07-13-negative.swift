let negative = LabelledImages(
    images: prepared.test.images * -1, labels: test.labels, classNames: test.classNames)
let inNegative = accuracy(network, negative)
