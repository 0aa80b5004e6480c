let target = conv2d(Variable(x), weight: Variable(Filters.sobelX.reshaped([1, 1, 3, 3]))).value
let weight = Variable(parameter: lesson.random.normal([1, 1, 3, 3], deviation: 0.1))
let optimizer = Adam([weight], learningRate: 0.05)

let cost = meanSquaredError(conv2d(Variable(x), weight: weight), target)
costs.append(Double(cost.value.scalar))
optimizer.zeroGradients()
cost.backward()
optimizer.step()
