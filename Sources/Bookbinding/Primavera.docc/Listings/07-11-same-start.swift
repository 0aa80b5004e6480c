// The same beginning and the same order of examples for all.
let start = lesson.random

lesson.random = start
let network = alexNetLite(
    ingredients, classes: prepared.train.classNames.count, width: 0.5, using: &lesson.random
)
let history = try teach(
    lesson, name, network, prepared, Plan(epochs: epochs, ingredients: ingredients))
let known = accuracy(network, prepared.train)
let unseen = accuracy(network, prepared.test)
